import { signal } from '@preact/signals';
import type { CodeText } from '../../../src/web/contract/index.ts';

/** The sentences of all codes are large: they come when the first bare code is shown. */
const table = signal<Readonly<Record<string, CodeText>> | null>(null);
let asked = false;

/** What a code that came without its sentence says (a failed scan's, a device's), or null while that is fetched. */
export function sentenceOf(code: string): CodeText | null {
  if (!asked) {
    asked = true;
    void import('./code-table.ts').then(({ codes }) => {
      table.value = codes;
    });
  }
  return table.value?.[code] ?? null;
}
