import { NATIONAL_STATUS_WORDS, type NationalStatus } from '../../../../src/web/contract/index.ts';
import { either } from '../../words/index.ts';

/** A national status in words; one that nobody has named stands as its number. */
export function statusWord(code: number): string {
  return Object.hasOwn(NATIONAL_STATUS_WORDS, code)
    ? either(NATIONAL_STATUS_WORDS[code as NationalStatus])
    : String(code);
}
