import { signal } from '@preact/signals';
import type { CodeText } from '../../../src/web/contract/index.ts';

/** The sentences of all codes are large: they come when the first bare code is shown. */
const table = signal<Readonly<Record<string, CodeText>> | null>(null);
let asked = false;

/** After a failure, the next try (milliseconds). */
const retryMs = 2_000;

/** A station that is away for a moment costs the sentences no more than that moment. */
function fetchTable(): void {
  import('./code-table.ts').then(
    ({ codes }) => {
      table.value = codes;
    },
    () => setTimeout(fetchTable, retryMs),
  );
}

/** What a code that came without its sentence says (a failed scan's, a device's), or null while that is fetched. */
export function sentenceOf(code: string): CodeText | null {
  if (!asked) {
    asked = true;
    fetchTable();
  }
  return table.value?.[code] ?? null;
}
