import { randomBytes } from 'node:crypto';

/** Crockford's Base32: without I, L and O, which look like 1 and 0, and without U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten letters are fifty bits: nobody guesses one at ten tries a minute. */
const length = 10;

/** A new tracking code. It is random, so that it says nothing of the dossier and none follows from another. */
export function makeTrackingCode(): string {
  return Array.from(randomBytes(length), (byte) => alphabet.charAt(byte & 31)).join('');
}

/** The code that was meant by what somebody typed, or null when it can be none. */
export function readTrackingCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s.\-–]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : null;
}
