import type { AttemptItem } from '../../../../src/web/contract/index.ts';

const collator = new Intl.Collator('vi', { numeric: true });

/** In the order of the book; the token works in the order of the attempt. */
export function byNumber(items: readonly AttemptItem[]): readonly AttemptItem[] {
  return items.toSorted((one, other) => collator.compare(one.registerNumber, other.registerNumber));
}
