import { foldName } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';

/** A password has at least so many characters: long ones are remembered better than strange ones are guarded. */
export const passwordMinimum = 12;

const fewestDifferent = 5;

/** Words that are tried first, folded and without blanks. */
const common = ['matkhau', 'password', 'qwerty', '123456', 'abcdef', 'ubndxa', 'uybannhandan', 'chungthuc', 'vietnam'];

/**
 * Whether somebody may take a password: long, not one of those tried first, not his own name or user name, and not
 * of a few repeated characters. Error: WEB-PASSWORD-WEAK (facts: reason, one of short, common, own-name, repeated).
 */
export function checkNewPassword(
  password: string,
  officer: { readonly username: string; readonly fullName: string },
): Result<void> {
  const text = password.normalize('NFC');
  const characters = [...text];
  if (characters.length < passwordMinimum) return weak('short');
  if (new Set(characters).size < fewestDifferent) return weak('repeated');
  const plain = foldName(text).replaceAll(/[^a-z0-9]/g, '');
  if (common.some((word) => isLittleMoreThan(plain, word, 4))) return weak('common');
  const names = [officer.username, officer.fullName].map((name) => foldName(name).replaceAll(/[^a-z0-9]/g, ''));
  if (names.some((name) => name.length > 2 && isLittleMoreThan(plain, name, 6))) return weak('own-name');
  return ok();
}

function weak(reason: string): Result<never> {
  return fail('WEB-PASSWORD-WEAK', { reason });
}

/** Whether a password is a word that is tried first with few letters more; a year or a count is tried with it. */
function isLittleMoreThan(plain: string, word: string, letters: number): boolean {
  return plain.includes(word) && plain.replaceAll(word, '').replaceAll(/\d/g, '').length < letters;
}
