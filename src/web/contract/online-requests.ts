import { type Static, Type } from 'typebox';
import { COPIES } from '../../certification/index.ts';
import { DossierBody, OnlineFee } from './dossiers.ts';
import { closed, Id, Instant, NullableInstant, NullableText, NullableWords, oneOf } from './shapes.ts';

export const REQUEST_STATES = [
  'filed',
  'supplement',
  'accepted',
  'refused',
  'withdrawn',
  'ended',
  'unreadable',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** How far the office's answer has come on its way to the portal. */
export const AnswerOnItsWay = Type.Object({
  decision: oneOf(['accepted', 'supplement', 'refused']),
  decidedAt: Instant,
  state: oneOf(['waiting', 'sending', 'confirmed', 'rejected']),
  confirmedAt: NullableInstant,
  code: NullableText,
  /** The code's sentence. */
  message: NullableWords,
  /** The portal's own words. */
  portalWords: NullableText,
  /** The officer may answer on the portal itself instead, and say so. */
  byHand: Type.Boolean(),
});
export type AnswerOnItsWay = Static<typeof AnswerOnItsWay>;

/** A request filed online, in a list. */
export const RequestLine = Type.Object({
  id: Type.String(),
  /** The portal's own MaHoSo. */
  code: Type.String(),
  state: oneOf(REQUEST_STATES),
  version: Type.Integer(),
  filedAt: NullableInstant,
  arrivedAt: Instant,
  changedAt: Instant,
  changedSince: NullableInstant,
  withdrawnAt: NullableInstant,
  /** Null for one that could not be read. */
  requesterName: NullableText,
  papers: Type.Integer(),
  files: Type.Integer(),
  failureCode: NullableText,
  fee: OnlineFee,
  answer: Type.Unsafe<AnswerOnItsWay | null>({ ...AnswerOnItsWay, type: ['object', 'null'] }),
});
export type RequestLine = Static<typeof RequestLine>;

export const RequestList = Type.Object({
  /** Whether this office takes requests from the portal at all. */
  taken: Type.Boolean(),
  /** Whether this office's way to the portal could bring them; where not, officers look at the portal itself. */
  offered: Type.Boolean(),
  /** When all that the portal had was last brought; null: never. */
  broughtAt: NullableInstant,
  /** Why not all of it was brought last time. */
  failureCode: NullableText,
  message: NullableWords,
  requests: Type.Array(RequestLine),
});
export type RequestList = Static<typeof RequestList>;

export const FILE_KINDS = ['jpeg', 'png', 'pdf'] as const;
/** Why an attached file is not kept. */
export const FILE_FAULTS = ['kind', 'size', 'damaged', 'many'] as const;

export const RequestFile = Type.Object({
  /** Its place among the files, from 1. */
  ordinal: Type.Integer(),
  name: Type.String(),
  bytes: Type.Integer(),
  kind: Type.Unsafe<(typeof FILE_KINDS)[number] | null>({ type: ['string', 'null'], enum: [...FILE_KINDS, null] }),
  fault: Type.Unsafe<(typeof FILE_FAULTS)[number] | null>({ type: ['string', 'null'], enum: [...FILE_FAULTS, null] }),
});
export type RequestFile = Static<typeof RequestFile>;

export const RequestDetail = Type.Object({
  ...RequestLine.properties,
  requesterIdentity: NullableText,
  requesterPhone: NullableText,
  requesterEmail: NullableText,
  subject: Type.String(),
  listed: Type.Array(Type.Object({ title: Type.String(), paperCopies: Type.Integer() })),
  attached: Type.Array(RequestFile),
  answers: Type.Array(AnswerOnItsWay),
});
export type RequestDetail = Static<typeof RequestDetail>;

export const RequestAcceptance = closed({
  version: Type.Integer(),
  requester: DossierBody.properties.requester,
  /** The paper originals that were brought and seen. */
  papers: Type.Array(
    closed({
      title: Type.String({ minLength: 1, maxLength: 500 }),
      paperCopies: Type.Integer({ minimum: 0, maximum: COPIES.max - 1 }),
    }),
    { maxItems: 50 },
  ),
});
export type RequestAcceptance = Static<typeof RequestAcceptance>;
export const RequestAccepted = Type.Object({ dossierId: Type.String() });
export type RequestAccepted = Static<typeof RequestAccepted>;

export const RequestAnswerBody = closed({
  version: Type.Integer(),
  decision: oneOf(['supplement', 'refused']),
  reason: Type.String({ minLength: 1, maxLength: 1500 }),
});
export type RequestAnswerBody = Static<typeof RequestAnswerBody>;

export const RequestFileParams = closed({ id: Id, ordinal: Type.Integer({ minimum: 1, maximum: 50 }) });
