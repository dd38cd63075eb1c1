import { type Static, Type } from 'typebox';
import { SignatureLine } from './originals.ts';
import { Instant, NullableInstant, NullableInteger, NullableText, NullableWords, oneOf, Words } from './shapes.ts';

/**
 * What a file is. Of copies that this station issued, byte for byte: `issued` (both signatures checked now),
 * `not-checked` (they could not be checked now), `cancelled` (without legal value any more, whatever was added to it).
 * Of every other file, by its signatures: `unsealed` (a certified copy that the agency has not signed), `valid`, `open`
 * (neither good nor bad can be said), `failed`, `unsigned`, `unread` (too large, encrypted, or given up).
 */
export const CHECK_RESULTS = [
  'issued',
  'not-checked',
  'cancelled',
  'unsealed',
  'valid',
  'open',
  'failed',
  'unsigned',
  'unread',
] as const;

/** The largest file that is checked, bytes: more than any copy that the portal takes. */
export const CHECK_BYTES_MAX = 64 * 1024 * 1024;

/** Where a later save of the file changed what it may not. */
export const CHANGE_FAULTS = ['bytes', 'removed', 'trailer', 'catalog', 'pages', 'objects', 'dangling'] as const;
/** What the root of a certificate stands for. */
export const TRUST_KINDS = ['official', 'public', 'other'] as const;

const NullableTrust = Type.Unsafe<(typeof TRUST_KINDS)[number] | null>({ enum: [...TRUST_KINDS, null] });
const Indication = oneOf(['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED']);

/** What one signature or timestamp of a file from outside is worth, in the terms of ETSI EN 319 102-1. */
export const CheckedSignature = Type.Object({
  kind: oneOf(['signature', 'timestamp']),
  field: Type.String(),
  indication: Indication,
  subIndication: NullableText,
  sentence: Words,
  level: NullableText,
  signer: NullableText,
  issuer: NullableText,
  serialHex: NullableText,
  trust: NullableTrust,
  /** What the signer says, and whether it was local time marked as UTC. */
  claimedAt: NullableInstant,
  localTimeAsUtc: Type.Boolean(),
  /** What a trusted timestamp proves. */
  provenAt: NullableInstant,
  integrity: oneOf(['intact', 'broken', 'unknown']),
  revocation: oneOf(['good', 'revoked', 'unknown']),
  chain: Type.Array(Type.Object({ commonName: NullableText, notAfter: Instant })),
  /** From 1. */
  revision: NullableInteger,
});
export type CheckedSignature = Static<typeof CheckedSignature>;

/** What a later save of the file did. */
export const CheckedChange = Type.Object({
  revision: Type.Integer(),
  adds: Type.Array(oneOf(['signature', 'timestamp', 'evidence'])),
  /** Where it changed what it may not. */
  fault: Type.Unsafe<(typeof CHANGE_FAULTS)[number] | null>({ enum: [...CHANGE_FAULTS, null] }),
});
export type CheckedChange = Static<typeof CheckedChange>;

/** A question for a certificate's status that was asked for this check; a failure as its code with its sentence. */
export const AskedLine = Type.Object({
  name: NullableText,
  at: Instant,
  answer: oneOf(['response', 'list', 'none']),
  code: NullableText,
  message: NullableWords,
});

/** The validation of a file that is no copy of this station byte for byte. */
export const OutsideCheck = Type.Object({
  indication: Indication,
  subIndication: NullableText,
  sentence: Words,
  revisions: NullableInteger,
  signatures: Type.Array(CheckedSignature),
  changes: Type.Array(CheckedChange),
  asked: Type.Array(AskedLine),
  /** Why a status that is missing was not asked for. */
  notAsked: Type.Unsafe<'off' | 'line-down' | 'other-time' | null>({ enum: ['off', 'line-down', 'other-time', null] }),
  /** It begins with a file of this station: as the signer or as the seal ended it, and something or nothing follows. */
  begins: Type.Unsafe<'signed' | 'sealed' | null>({ enum: ['signed', 'sealed', null] }),
  beginsWhole: Type.Boolean(),
});
export type OutsideCheck = Static<typeof OutsideCheck>;

export const CheckAnswer = Type.Object({
  result: oneOf(CHECK_RESULTS),
  sha256: Type.String(),
  length: Type.Integer(),
  checkedAt: Instant,
  /** Why the signatures could not be checked, with the sentence of that code. */
  code: NullableText,
  message: NullableWords,
  registerNumber: NullableText,
  title: NullableText,
  signedAt: NullableInstant,
  sealedAt: NullableInstant,
  /** The decision by which it was cancelled. */
  decision: NullableText,
  /** Of a copy of this station. */
  signatures: Type.Array(SignatureLine),
  outside: Type.Unsafe<OutsideCheck | null>({ ...OutsideCheck, type: ['object', 'null'] }),
});
export type CheckAnswer = Static<typeof CheckAnswer>;
