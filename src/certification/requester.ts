import { fail, ok, type Result } from '../common/result.ts';

/** The longest name the register takes, in characters after normalisation. */
export const NAME_MAX = 200;

/** More UTF-16 units than any name of that length has, composed or not: longer input is not even normalised. */
const rawMax = NAME_MAX * 8;

/** A letter with at most two marks of its own; nothing invisible. */
const letter = '[\\p{L}--\\p{Default_Ignorable_Code_Point}][\\p{M}--\\p{Default_Ignorable_Code_Point}]{0,2}';

/**
 * Words of letters joined by single spaces. Apostrophe, hyphen and full stop stand within or after a word: names of
 * the Central Highlands (`H'Hen Niê`, `Y'Bion`), foreign names (`Anne-Marie`, `J. Smith`).
 */
const namePattern = new RegExp(`^${letter}(?:${letter}|['’.\\-](?=[\\p{L} ]|$)| (?=\\p{L}))*$`, 'v');

/**
 * A requester's or officer's full name as it stands in the register (NĐ 23/2015: the book names the requester): NFC,
 * single spaces, no hidden characters, digits or signs.
 * Errors: LAW-NAME-EMPTY, LAW-NAME-TOO-LONG (facts: max), LAW-NAME-CHARACTERS.
 */
export function personName(text: string): Result<string> {
  if (text.length > rawMax) return fail('LAW-NAME-TOO-LONG', { max: NAME_MAX });
  const name = text
    .normalize('NFC')
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .trim();
  if (name === '') return fail('LAW-NAME-EMPTY');
  if ([...name].length > NAME_MAX) return fail('LAW-NAME-TOO-LONG', { max: NAME_MAX });
  return namePattern.test(name) ? ok(name) : fail('LAW-NAME-CHARACTERS');
}

/** A name as it is searched for: no diacritics, đ as d, lower case, single spaces. `Nguyễn Thị Đào` → `nguyen thi dao` */
export function foldName(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .replaceAll('’', "'")
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}
