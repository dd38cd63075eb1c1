import { type Static, Type } from 'typebox';
import { SignatureLine } from './originals.ts';
import { Instant, NullableInstant, NullableText, oneOf, Words } from './shapes.ts';

/**
 * What a file is to this station. `issued`: byte for byte a copy it issued, both signatures checked now. `not-checked`:
 * such a copy, whose signatures could not be checked now. `cancelled`: such a copy, without legal value any more.
 * `unknown`: no copy of this station, or changed; that makes it neither good nor forged.
 */
export const CHECK_RESULTS = ['issued', 'not-checked', 'cancelled', 'unknown'] as const;

/** The largest file that is checked, bytes: more than any copy that the portal takes. */
export const CHECK_BYTES_MAX = 64 * 1024 * 1024;

export const CheckAnswer = Type.Object({
  result: oneOf(CHECK_RESULTS),
  sha256: Type.String(),
  length: Type.Integer(),
  checkedAt: Instant,
  /** Why the signatures could not be checked, with the sentence of that code. */
  code: NullableText,
  message: Type.Unsafe<Static<typeof Words> | null>({ ...Words, type: ['object', 'null'] }),
  registerNumber: NullableText,
  title: NullableText,
  signedAt: NullableInstant,
  sealedAt: NullableInstant,
  signatures: Type.Array(SignatureLine),
});
export type CheckAnswer = Static<typeof CheckAnswer>;
