import { type Static, Type } from 'typebox';
import { ORIGINAL_STATES } from '../../certification/index.ts';
import { FIELD_SOURCES, MODULE_STEPS } from '../../portal/connectors/manual/sources.ts';
import { closed, Id, Instant, NullableText, oneOf, Person, Words } from './shapes.ts';
import { NullableTimeStamps } from './time-stamps.ts';

const Taken = Type.Object({ by: Person, at: Instant });

const copyTask = {
  originalId: Type.String(),
  dossierId: Type.String(),
  dossierCode: Type.String(),
  requesterName: Type.String(),
  title: Type.String(),
  /** When it was issued. */
  since: Instant,
  /** It waits longer than the office allows. */
  late: Type.Boolean(),
  taken: Type.Unsafe<Static<typeof Taken> | null>({ ...Taken, type: ['object', 'null'] }),
  timeStamps: NullableTimeStamps,
};

/** A copy that waits until an officer has put it on the portal. */
export const HandoverTask = Type.Object(copyTask);
export type HandoverTask = Static<typeof HandoverTask>;

/** A dossier of which the portal must learn something besides its copies. */
export const UpdateTask = Type.Object({
  dossierId: Type.String(),
  dossierCode: Type.String(),
  requesterName: Type.String(),
  stateWords: Words,
  /** The codes under which the portal knows it, as officers entered them. */
  portalCodes: Type.Array(Type.String()),
  /** The originals whose copies were cancelled and are to be recalled. */
  cancelled: Type.Array(Type.String()),
  since: Instant,
  late: Type.Boolean(),
  /** Sent back when it is done: what came later still waits. */
  through: Type.Integer(),
});
export type UpdateTask = Static<typeof UpdateTask>;

export const HandoverDone = Type.Object({
  originalId: Type.String(),
  dossierCode: Type.String(),
  requesterName: Type.String(),
  title: Type.String(),
  portalCode: Type.String(),
  enteredAt: Instant,
});
export type HandoverDone = Static<typeof HandoverDone>;

/** What officers put on the portal by hand, the oldest first. */
export const HandoverList = Type.Object({
  readAt: Instant,
  lateHours: Type.Integer(),
  copies: Type.Array(HandoverTask),
  updates: Type.Array(UpdateTask),
  /** Done lately, the last one first. */
  done: Type.Array(HandoverDone),
});
export type HandoverList = Static<typeof HandoverList>;

/** A field of the portal's own module, as far as it is known, and what belongs into it. */
export const HandoverField = Type.Object({
  step: oneOf(MODULE_STEPS),
  source: oneOf(FIELD_SOURCES),
  label: Words,
  confidence: oneOf(['high', 'medium', 'low']),
  note: Type.Optional(Words),
  /** Empty: the office does not know it. */
  value: Type.String(),
});
export type HandoverField = Static<typeof HandoverField>;

export const HandoverProof = Type.Object({
  id: Type.String(),
  portalCode: Type.String(),
  receivedAt: Instant,
  note: NullableText,
  shared: Type.Boolean(),
  reason: NullableText,
  enteredBy: Person,
  enteredAt: Instant,
});
export type HandoverProof = Static<typeof HandoverProof>;

/** Everything that is needed to put one copy on the portal, and what came of it. */
export const HandoverDetail = Type.Object({
  ...copyTask,
  state: oneOf(ORIGINAL_STATES),
  file: Type.Object({
    name: Type.String(),
    bytes: Type.Integer(),
    sha256: Type.String(),
    limitBytes: Type.Integer(),
    tooLarge: Type.Boolean(),
  }),
  /** No file was taken: the officer found the copy on the portal. */
  found: Type.Boolean(),
  /** Whether the station sent the dossier by itself before; `perhaps`: no answer came. */
  sentBefore: oneOf(['no', 'perhaps', 'yes']),
  fields: Type.Array(HandoverField),
  /** The first one first; the last one counts. */
  proofs: Type.Array(HandoverProof),
});
export type HandoverDetail = Static<typeof HandoverDetail>;

const proof = {
  /** Made by the screen, so that sending again enters nothing twice. */
  proofId: Id,
  portalCode: Type.String({ minLength: 1, maxLength: 100 }),
  receivedAt: Type.Integer({ minimum: 0, maximum: 253_402_300_799_000 }),
  note: Type.Optional(Type.String({ maxLength: 300 })),
  /** The code stands for another dossier of this station as well; the note says why. */
  codeShared: Type.Optional(Type.Boolean()),
};
export const ProofBody = closed({ ...proof, found: Type.Optional(Type.Boolean()) });
export type ProofBody = Static<typeof ProofBody>;
export const ProofCorrectionBody = closed({
  ...proof,
  /** The proof that the officer saw. */
  replaces: Id,
  reason: Type.String({ minLength: 1, maxLength: 300 }),
});
export type ProofCorrectionBody = Static<typeof ProofCorrectionBody>;
export const UpdateBody = closed({ through: Type.Integer({ minimum: 0 }) });
export type UpdateBody = Static<typeof UpdateBody>;
