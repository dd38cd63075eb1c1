import { type Static, Type } from 'typebox';
import { ORIGINAL_STATES } from '../../certification/index.ts';
import { pinStates } from '../../devices/token/port.ts';
import { codingProfiles } from '../../settings/table/coding.ts';
import { closed, Id, Instant, NullableInstant, NullableText, oneOf, Person } from './shapes.ts';
import { SigningClient } from './signing-client.ts';

/** An original that waits for a signature or for the seal. */
export const PileLine = Type.Object({
  originalId: Type.String(),
  dossierId: Type.String(),
  dossierCode: Type.String(),
  requesterName: Type.String(),
  title: Type.String(),
  state: oneOf(ORIGINAL_STATES),
  version: Type.Integer(),
  pages: Type.Integer(),
  creator: Person,
  signer: NullableText,
  signedAt: NullableInstant,
  dueAt: Instant,
  registerNumber: NullableText,
  reason: NullableText,
  /** Why the officer who asks may not sign or seal it, or null. */
  hindrance: NullableText,
});
export type PileLine = Static<typeof PileLine>;
export const Pile = Type.Object({
  originals: Type.Array(PileLine),
  /** The signing client on the officer's PC, where this step uses it instead of a token at the station. */
  client: Type.Unsafe<SigningClient | null>({ ...SigningClient, type: ['object', 'null'] }),
  /** An attempt of one's own that waits for files of that client. */
  waiting: NullableText,
});
export type Pile = Static<typeof Pile>;

export const AttemptBody = closed({
  originals: Type.Array(Id, { minItems: 1, maxItems: 500 }),
  /** The certificate that the signing client names, DER in base64; left out where it names none. */
  certificate: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 20_000 })),
});
export type AttemptBody = Static<typeof AttemptBody>;

export const ATTEMPT_STATES = ['prepared', 'working', 'done', 'failed', 'interrupted'] as const;
export const ATTEMPT_ITEM_STATES = ['prepared', 'begun', 'done', 'failed', 'quarantined'] as const;

const PinStateWord = oneOf(pinStates);

const AttestationLines = Type.Object({
  lines: Type.Array(Type.Object({ role: Type.String(), text: Type.String() })),
  blockLines: Type.Array(Type.String()),
  fullName: Type.String(),
  conversionMark: NullableText,
});

const Coding = Type.Object({
  profile: oneOf(codingProfiles),
  /** Pages that are in the copy as scanned, as JPEG of standard quality, as mixed raster. */
  kept: Type.Integer(),
  jpeg: Type.Integer(),
  mixed: Type.Integer(),
  /** With both signatures, about. */
  bytes: Type.Integer(),
  /** The most that the portal takes, where the copy is larger. */
  overLimitBytes: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
});

export const AttemptItem = Type.Object({
  originalId: Type.String(),
  title: Type.String(),
  pages: Type.Integer(),
  registerNumber: Type.String(),
  state: oneOf(ATTEMPT_ITEM_STATES),
  failureCode: NullableText,
  /** The attestation page as it will be, or was, signed. */
  attestation: AttestationLines,
  /** How the pages are coded; null for copies of earlier versions. */
  coding: Type.Unsafe<Static<typeof Coding> | null>({ ...Coding, type: ['object', 'null'] }),
});
export type AttemptItem = Static<typeof AttemptItem>;

export const AttemptAnswer = Type.Object({
  attemptId: Type.String(),
  /** Who makes its signatures: a token at the station, or the signing client on the officer's PC. */
  provider: oneOf(['pkcs11', 'vgca']),
  state: oneOf(ATTEMPT_STATES),
  failureCode: NullableText,
  createdAt: Instant,
  /** Until when files of the signing client are awaited. */
  awaitedUntil: NullableInstant,
  items: Type.Array(AttemptItem),
});
export type AttemptAnswer = Static<typeof AttemptAnswer>;

/** An attempt looked at again: the tries left by the last look at the tokens; null when its own is not plugged in. */
export const ReopenedAttempt = Type.Object({
  ...AttemptAnswer.properties,
  pinState: Type.Unsafe<Static<typeof PinStateWord> | null>({ type: ['string', 'null'], enum: [...pinStates, null] }),
});
export type ReopenedAttempt = Static<typeof ReopenedAttempt>;

/** A new attempt, with what the token says about the tries left for its PIN. */
export const PreparedAttempt = Type.Object({ ...AttemptAnswer.properties, pinState: oneOf(pinStates) });
export type PreparedAttempt = Static<typeof PreparedAttempt>;

/** After the PIN: how many copies were signed, how many were not, and each of them. */
export const CarriedOut = Type.Object({
  done: Type.Integer(),
  failed: Type.Integer(),
  items: Type.Array(AttemptItem),
});
export type CarriedOut = Static<typeof CarriedOut>;

export const AttemptParams = closed({ id: Id });
export const AttemptOriginalParams = closed({ id: Id, originalId: Id });

/** `yes` is the officer's word that the last PIN try may be spent. */
export const lastTryHeader = 'x-spend-last-try';
