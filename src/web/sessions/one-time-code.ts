import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** Codes as every authenticator makes them (RFC 6238 §4, RFC 4226 §4: SHA-1, 160 bits): six digits, new each half minute. */
export const codeRules = {
  digits: 6,
  stepMs: 30_000,
  /** A code one step early or late counts: phones and people are not to the second (RFC 6238 §5.2). */
  tolerance: 1,
  secretBytes: 20,
} as const;

/** For an enrolment it is looked this many steps (two hours) around: only who has the secret learns anything by it. */
const searched = 240;

export function newSecret(): Buffer {
  return randomBytes(codeRules.secretBytes);
}

function totp(secret: Uint8Array, who: { readonly issuer: string; readonly label: string }): TOTP {
  const { digits, stepMs } = codeRules;
  const bytes = Uint8Array.from(secret);
  return new TOTP({
    ...who,
    algorithm: 'SHA1',
    digits,
    period: stepMs / 1000,
    secret: new Secret({ buffer: bytes.buffer }),
  });
}

const nobody = { issuer: '', label: '' } as const;

/** The step of an instant: how many half minutes since 1970. */
export function stepOf(now: number): number {
  return Math.floor(now / codeRules.stepMs);
}

/** The step whose code this is, if it may count now; null for any other code. */
export function matchingStep(secret: Uint8Array, token: string, now: number): number | null {
  const delta = totp(secret, nobody).validate({ token, timestamp: now, window: codeRules.tolerance });
  return delta === null ? null : stepOf(now) + delta;
}

/** By how much the authenticator's clock is ahead of ours (milliseconds, to the half minute); null when it is not that. */
export function clockDifference(secret: Uint8Array, token: string, now: number): number | null {
  const delta = totp(secret, nobody).validate({ token, timestamp: now, window: searched });
  return delta === null ? null : delta * codeRules.stepMs;
}

/** The secret as an authenticator takes it: typed by hand (base32), or in a QR code (the key URI format). */
export function forAuthenticator(
  secret: Uint8Array,
  who: { readonly issuer: string; readonly label: string },
): { readonly secret: string; readonly uri: string } {
  const made = totp(secret, who);
  return { secret: made.secret.base32, uri: made.toString() };
}
