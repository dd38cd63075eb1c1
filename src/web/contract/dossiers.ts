import { type Static, Type } from 'typebox';
import { COPIES, DOSSIER_STATES, EXTENSION_GROUNDS, ORIGINAL_STATES } from '../../certification/index.ts';
import {
  CivilDate,
  closed,
  Id,
  Instant,
  NullableInstant,
  NullableInteger,
  NullableText,
  oneOf,
  Person,
  Words,
} from './shapes.ts';

export const DossierQuery = closed({
  /** A part of the requester's name, with or without marks, or of the dossier's code. */
  search: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export type DossierQuery = Static<typeof DossierQuery>;

/** An original in a list. */
export const OriginalLine = Type.Object({
  id: Type.String(),
  ordinal: Type.Integer(),
  title: Type.String(),
  state: oneOf(ORIGINAL_STATES),
  version: Type.Integer(),
  pages: Type.Integer(),
});
export type OriginalLine = Static<typeof OriginalLine>;

export const DossierLine = Type.Object({
  id: Type.String(),
  code: Type.String(),
  requesterName: Type.String(),
  receivedAt: Instant,
  dueAt: Instant,
  state: oneOf(DOSSIER_STATES),
  originals: Type.Array(OriginalLine),
});
export type DossierLine = Static<typeof DossierLine>;
export const DossierList = Type.Object({ dossiers: Type.Array(DossierLine) });
export type DossierList = Static<typeof DossierList>;

export const DossierBody = closed({
  requester: closed({
    name: Type.String({ maxLength: 1600 }),
    identityNumber: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z]{6,20}$' })),
    phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9 .]{6,20}$' })),
    email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
  }),
});
export type DossierBody = Static<typeof DossierBody>;

/** What the portal said of the fee; a null `paid` is not known, which is neither. */
export const OnlineFee = Type.Object({
  paid: Type.Unsafe<boolean | null>({ type: ['boolean', 'null'] }),
  amount: NullableInteger,
  at: NullableInstant,
  reference: NullableText,
});
export type OnlineFee = Static<typeof OnlineFee>;

/** What the portal said of a dossier that was filed there. */
export const OnlineNews = Type.Object({
  filedAt: NullableInstant,
  fee: OnlineFee,
  /** The citizen asked for it back on the portal. */
  withdrawnAt: NullableInstant,
  /** The citizen changed it on the portal after it was received. */
  changedSince: NullableInstant,
});
export type OnlineNews = Static<typeof OnlineNews>;

export const DossierDetail = Type.Object({
  ...DossierLine.properties,
  stateWords: Words,
  createdAt: Instant,
  createdBy: Person,
  /** For the slip: what the requester asks with where the dossier is. This and what follows is given to the creators only. */
  trackingCode: NullableText,
  requesterIdentity: NullableText,
  requesterPhone: NullableText,
  requesterEmail: NullableText,
  /** *Số biên lai*, once entered. */
  feeReceipt: NullableText,
  /** Null for a dossier that was brought to the counter. */
  online: Type.Unsafe<OnlineNews | null>({ ...OnlineNews, type: ['object', 'null'] }),
  /** What the portal said of the requester's account there; null while nobody has asked, or could not. */
  account: Type.Unsafe<{ state: 'found' | 'none'; askedAt: number } | null>({
    type: ['object', 'null'],
    properties: { state: { type: 'string', enum: ['found', 'none'] }, askedAt: { type: 'integer' } },
    required: ['state', 'askedAt'],
  }),
  /** The appointment from which it was opened; else null. */
  appointment: Type.Unsafe<{ at: number; originals: number } | null>({
    ...Type.Object({ at: Instant, originals: Type.Integer() }),
    type: ['object', 'null'],
  }),
  /** Whether a reception slip with hour and day is due. */
  needsSlip: Type.Boolean(),
  /** When its pictures and copies were destroyed and its requester forgotten, at the end of the term; else null. */
  purgedAt: NullableInstant,
});
export type DossierDetail = Static<typeof DossierDetail>;

/** More time (NĐ 23/2015 Điều 21): working days on the office's own account, or a day agreed in writing. */
export const ExtensionBody = Type.Union([
  closed({ kind: Type.Literal('days'), ground: oneOf(EXTENSION_GROUNDS), days: Type.Integer() }),
  closed({
    kind: Type.Literal('agreed'),
    ground: oneOf(EXTENSION_GROUNDS),
    until: CivilDate,
    agreement: Type.String({ minLength: 1, maxLength: 200 }),
  }),
]);
export type ExtensionBody = Static<typeof ExtensionBody>;

export const DossierOriginalParams = closed({ id: Id, originalId: Id });

export const OriginalBody = closed({
  title: Type.String({ minLength: 1, maxLength: 500 }),
  paperCopies: Type.Integer({ minimum: 0, maximum: COPIES.max - 1 }),
  /** The cancelled original in whose place this one stands. */
  replaces: Type.Optional(Id),
});
export type OriginalBody = Static<typeof OriginalBody>;
