import { type Static, Type } from 'typebox';
import { ORIGINAL_STATES, REFUSAL_GROUND_IDS, TURNS, type Turn } from '../../certification/index.ts';
import { scanSources } from '../../devices/scanner/port.ts';
import { OFFERED_ACTS } from '../../workflow/views/offered-acts.ts';
import {
  closed,
  Facts,
  Id,
  Instant,
  NullableInstant,
  NullableInteger,
  NullablePerson,
  NullableText,
  oneOf,
  Person,
  Words,
} from './shapes.ts';
import { NullableTimeStamps } from './time-stamps.ts';

/** Degrees clockwise from how the page was scanned. */
const Turned = Type.Unsafe<Turn>({ type: 'integer', enum: [...TURNS] });

const ScannedPage = Type.Object({
  id: Type.String(),
  /** The place in which it was scanned, from 1; it never changes. */
  scanned: Type.Integer(),
  /** As it was scanned. */
  widthPx: Type.Integer(),
  heightPx: Type.Integer(),
  dpi: Type.Integer(),
});
export type ScannedPage = Static<typeof ScannedPage>;

/** A page that counts; width and height as it is shown, turned. */
const Page = Type.Object({ ...ScannedPage.properties, ordinal: Type.Integer(), turn: Turned });
export type OriginalPage = Static<typeof Page>;

export const SCAN_STATES = ['scanning', 'done', 'failed', 'cancelled', 'interrupted'] as const;

export const ScanAnswer = Type.Object({
  id: Type.String(),
  originalId: Type.String(),
  state: oneOf(SCAN_STATES),
  source: oneOf(scanSources),
  /** Pages that this scan has brought so far. */
  pages: Type.Integer(),
  failureCode: NullableText,
  failureFacts: Facts,
  begunAt: Instant,
  endedAt: NullableInstant,
});
export type ScanAnswer = Static<typeof ScanAnswer>;

const Fee = Type.Object({
  total: Type.Integer(),
  /** False while it is only what the scanned pages would cost. */
  confirmed: Type.Boolean(),
  lines: Type.Object({ vi: Type.Array(Type.String()), en: Type.Array(Type.String()) }),
});

/** What one copy costs, from a date on; đồng. */
const FeeRate = Type.Object({
  from: Type.String(),
  firstPages: Type.Integer(),
  firstPage: Type.Integer(),
  furtherPage: Type.Integer(),
  capPerCopy: Type.Integer(),
  source: Type.String(),
});

/** Another original that stands in this one's place, or in whose place this one stands. */
const StandIn = Type.Object({ id: Type.String(), dossierId: Type.String(), registerNumber: NullableText });
const TooLarge = Type.Object({
  bytes: Type.Integer(),
  limitBytes: Type.Integer(),
  /** The portal's limit is no reason not to sign; the others are. */
  code: oneOf(['HANDOVER-FILE-TOO-LARGE', 'COPY-TOO-LARGE', 'SIGN-RETURN-TOO-LARGE']),
});

export const OriginalDetail = Type.Object({
  id: Type.String(),
  dossierId: Type.String(),
  dossierCode: Type.String(),
  ordinal: Type.Integer(),
  title: Type.String(),
  state: oneOf(ORIGINAL_STATES),
  stateWords: Words,
  version: Type.Integer(),
  paperCopies: Type.Integer(),
  dueAt: Instant,
  creator: Person,
  comparer: NullablePerson,
  signer: NullablePerson,
  sealer: NullablePerson,
  secrecyConfirmed: Type.Boolean(),
  comparedAt: NullableInstant,
  signedAt: NullableInstant,
  sealedAt: NullableInstant,
  issuedAt: NullableInstant,
  deliveredAt: NullableInstant,
  chargeablePages: NullableInteger,
  fee: Type.Unsafe<Static<typeof Fee> | null>({ ...Fee, type: ['object', 'null'] }),
  /** The rate of the day of reception, for a screen that shows the fee of pages not yet confirmed. */
  feeRate: Type.Unsafe<Static<typeof FeeRate> | null>({ ...FeeRate, type: ['object', 'null'] }),
  reason: NullableText,
  reasonCode: NullableText,
  /** As the register writes it. */
  registerNumber: NullableText,
  replaces: Type.Unsafe<Static<typeof StandIn> | null>({ ...StandIn, type: ['object', 'null'] }),
  replacedBy: Type.Unsafe<Static<typeof StandIn> | null>({ ...StandIn, type: ['object', 'null'] }),
  /** What the officer who asks may do now. */
  acts: Type.Array(oneOf(OFFERED_ACTS)),
  /** The pages of the copy, in its order. */
  pages: Type.Array(Page),
  /** Scanned, but not in the copy; for those who may bring them back. */
  setAside: Type.Array(ScannedPage),
  /** The pages are larger than the portal takes for a file, or than can be signed (said before that); null while they fit. */
  tooLarge: Type.Unsafe<Static<typeof TooLarge> | null>({ ...TooLarge, type: ['object', 'null'] }),
  timeStamps: NullableTimeStamps,
  scans: Type.Array(ScanAnswer),
  checklist: Type.Array(Type.Object({ id: Type.String(), vi: Type.String(), en: Type.String(), law: Type.String() })),
});
export type OriginalDetail = Static<typeof OriginalDetail>;

const Version = Type.Optional(Type.Integer({ minimum: 1 }));
const Reason = Type.String({ minLength: 1, maxLength: 1000 });

export const SecrecyBody = closed({ noSecrecyStamp: Type.Boolean(), noCopyBan: Type.Boolean() });
export type SecrecyBody = Static<typeof SecrecyBody>;
export const ComparisonBody = closed({
  ticked: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 }),
  chargeablePages: Type.Integer(),
  version: Version,
});
export type ComparisonBody = Static<typeof ComparisonBody>;
export const SubmissionBody = closed({ version: Version });
export type SubmissionBody = Static<typeof SubmissionBody>;
export const ArrangementBody = closed({
  /** Every page that the copy is to have, in order; those left out are set aside. */
  pages: Type.Array(closed({ id: Id, turn: Turned }), { maxItems: 10_000 }),
  version: Type.Integer({ minimum: 1 }),
});
export type ArrangementBody = Static<typeof ArrangementBody>;
export const ReasonBody = closed({ reason: Reason, version: Version });
export type ReasonBody = Static<typeof ReasonBody>;
export const RefusalBody = closed({ reason: Reason, ground: oneOf(REFUSAL_GROUND_IDS), version: Version });
export type RefusalBody = Static<typeof RefusalBody>;
export const CancellationBody = closed({
  reason: Reason,
  /** The number of the decision. */
  decision: Type.String({ minLength: 1, maxLength: 100 }),
  version: Version,
});
export type CancellationBody = Static<typeof CancellationBody>;

/** The original after an act. */
export const ActAnswer = Type.Object({ id: Type.String(), state: oneOf(ORIGINAL_STATES), version: Type.Integer() });
export type ActAnswer = Static<typeof ActAnswer>;

export const ScanBody = closed({
  source: oneOf(scanSources),
  device: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  /** The new pages come in the place of all others. */
  replace: Type.Optional(Type.Boolean()),
  /** The new pages come in the place of this one. */
  replacesPage: Type.Optional(Id),
});
export type ScanBody = Static<typeof ScanBody>;
export const ScanBegun = Type.Object({ scanId: Type.String() });
export type ScanBegun = Static<typeof ScanBegun>;

export const PageParams = closed({ id: Id, ordinal: Type.Integer({ minimum: 1, maximum: 10_000 }) });
export const ScannedPageParams = closed({ id: Id, pageId: Id });
/** A page as it would look turned so; how it counts is in the original. */
export const ScannedPageQuery = closed({
  width: Type.Optional(Type.Integer({ minimum: 16, maximum: 2000 })),
  turn: Type.Optional(Turned),
});
export const PageQuery = closed({ width: Type.Optional(Type.Integer({ minimum: 16, maximum: 2000 })) });

export const SignatureLine = Type.Object({
  role: oneOf(['signer', 'seal']),
  subjectCommonName: Type.String(),
  certificateSha256: Type.String(),
  serialHex: Type.String(),
  /** `not-checked`: chưa kiểm tra được trạng thái thu hồi của chứng thư số. */
  revocation: oneOf(['good', 'revoked', 'not-checked']),
  /** False: không theo PAdES. The signature is no less valid. */
  pades: Type.Boolean(),
});

/** What our own verifier says of the copy now. `complete`: every byte is accounted for by exactly these signatures. */
export const VerificationAnswer = Type.Object({
  complete: Type.Boolean(),
  code: NullableText,
  message: NullableText,
  sha256: NullableText,
  length: NullableInteger,
  signatures: Type.Array(SignatureLine),
  /** How long it can be proven (EN 319 142-1); null where it is not complete. */
  level: Type.Unsafe<'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | null>({ enum: ['B-B', 'B-T', 'B-LT', 'B-LTA', null] }),
  /** The moments that its time-stamps prove, oldest first. */
  timestamps: Type.Array(Type.Object({ at: Instant, authority: Type.String() })),
  verifiedAt: Instant,
});
export type VerificationAnswer = Static<typeof VerificationAnswer>;
