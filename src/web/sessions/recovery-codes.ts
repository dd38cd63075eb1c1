import { createHash, randomBytes } from 'node:crypto';

/** How many recovery codes an officer gets, and how many random bytes are in each: too many to guess a hash's origin. */
export const recoveryRules = { count: 10, bytes: 10 } as const;

/** Without the letters that look like digits, as RFC 4648 §6 has it: nobody mistakes O and 0, I and 1. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const shape = /^[A-Z2-7]{16}$/;

function base32(bytes: Uint8Array): string {
  let [bits, held, text] = [0, 0, ''];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return text;
}

/** New codes: sixteen letters and digits in four groups, eighty random bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryRules.count }, () =>
    (base32(randomBytes(recoveryRules.bytes)).match(/.{4}/g) ?? []).join('-'),
  );
}

/** How a code is kept. Null for what cannot be one; blanks, dashes and small letters are as good. */
export function recoveryHash(typed: string): Buffer | null {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  return shape.test(code) ? createHash('sha256').update(code).digest() : null;
}
