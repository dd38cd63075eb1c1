import { type Static, Type } from 'typebox';
import { differenceKinds } from '../../store/schema/difference-kinds.ts';
import { NullableFar } from './far-dossier.ts';
import { MESSAGE_KINDS, MESSAGE_STATES } from './messages.ts';
import {
  closed,
  Id,
  Instant,
  NullableInstant,
  NullableInteger,
  NullablePerson,
  NullableText,
  oneOf,
} from './shapes.ts';

export const DIFFERENCE_KINDS = differenceKinds;
/** Where the portal has something else than it confirmed. */
export const Difference = Type.Object({
  id: Type.String(),
  dossierId: Type.String(),
  dossierCode: Type.String(),
  /** The original concerned, by its place in the dossier; null for the dossier as a whole. */
  ordinal: NullableInteger,
  kind: oneOf(DIFFERENCE_KINDS),
  /** `resend`: sending again mends it; `look`: it was decided at the portal; `none`: what would be sent is gone. */
  mend: oneOf(['resend', 'look', 'none']),
  ownStatus: NullableInteger,
  farStatus: NullableInteger,
  foundAt: Instant,
  resentAt: NullableInstant,
  resentBy: NullablePerson,
  notedAt: NullableInstant,
  notedBy: NullablePerson,
  settledAt: NullableInstant,
});
export type Difference = Static<typeof Difference>;

const Round = Type.Object({ begunAt: Instant, dossiers: Type.Integer(), left: Type.Integer() });
const LastRound = Type.Object({ endedAt: Instant, dossiers: Type.Integer(), unanswered: Type.Integer() });

/** How far the portal has been asked, and what differs there. */
export const ReconciliationAnswer = Type.Object({
  readAt: Instant,
  /** `by-hand`: officers put the copies there; `not-offered`: this way cannot be asked. */
  way: oneOf(['asked', 'not-offered', 'by-hand']),
  round: Type.Unsafe<Static<typeof Round> | null>({ ...Round, type: ['object', 'null'] }),
  /** When a round last ended with an answer about every dossier. */
  lastWholeAt: NullableInstant,
  last: Type.Unsafe<Static<typeof LastRound> | null>({ ...LastRound, type: ['object', 'null'] }),
  /** Why dossiers have no answer yet. */
  failing: Type.Array(Type.Object({ code: Type.String(), dossiers: Type.Integer() })),
  differences: Type.Array(Difference),
});
export type ReconciliationAnswer = Static<typeof ReconciliationAnswer>;

export const DifferenceParams = closed({ id: Id });

const LedgerMessage = Type.Object({
  id: Type.String(),
  kind: oneOf(MESSAGE_KINDS),
  state: oneOf(MESSAGE_STATES),
  ordinal: NullableInteger,
  createdAt: Instant,
  begunAt: NullableInstant,
  confirmedAt: NullableInstant,
  attempts: Type.Integer(),
  bytes: Type.Integer(),
  failureCode: NullableText,
  /** Of the receipt: by which way, which service, the portal's words, and the SHA-256 of what was sent. */
  connector: NullableText,
  service: NullableText,
  receipt: NullableText,
  sha256: NullableText,
  /** The status that a dossier's message told. */
  statusCode: NullableInteger,
});

const Fetch = Type.Object({ at: Instant, caller: Type.String(), bytes: Type.Integer(), whole: Type.Boolean() });
const CopyLink = Type.Object({
  askedAt: Instant,
  expiresAt: Instant,
  fetchedAt: NullableInstant,
  removedAt: NullableInstant,
  renewals: Type.Integer(),
});

/** A copy that left the office, and what became of it at the gateway. */
const LedgerCopy = Type.Object({
  messageId: Type.String(),
  ordinal: NullableInteger,
  title: Type.String(),
  sha256: NullableText,
  bytes: Type.Integer(),
  sentAt: NullableInstant,
  /** Null where no link service was asked. */
  link: Type.Unsafe<Static<typeof CopyLink> | null>({ ...CopyLink, type: ['object', 'null'] }),
  fetches: Type.Array(Fetch),
});

/** A cancelled copy that is taken back. */
const Recall = Type.Object({
  ordinal: NullableInteger,
  title: Type.String(),
  askedAt: Instant,
  /** When the portal confirmed the message that leaves the copy out. */
  toldAt: NullableInstant,
  /** The copy's file at the gateway: `none` when none lies there, `open` until it is closed. */
  link: oneOf(['none', 'open', 'revoked']),
  revokedAt: NullableInstant,
  /** When the portal was heard to list it no longer. */
  verifiedAt: NullableInstant,
  failureCode: NullableText,
});
export type Recall = Static<typeof Recall>;

const Reference = Type.Object({
  connector: Type.String(),
  name: oneOf(['number', 'id', 'code']),
  value: Type.String(),
  keptAt: Instant,
});

/** All that was sent of a dossier, what was confirmed, and what the portal and the gateway were heard to have. */
/** In which language the cells of the table are written; Vietnamese by default. */
export const LedgerTableQuery = closed({ language: Type.Optional(oneOf(['vi', 'en'])) });
export type LedgerTableQuery = Static<typeof LedgerTableQuery>;

export const LedgerAnswer = Type.Object({
  readAt: Instant,
  dossierId: Type.String(),
  dossierCode: Type.String(),
  messages: Type.Array(LedgerMessage),
  copies: Type.Array(LedgerCopy),
  recalls: Type.Array(Recall),
  references: Type.Array(Reference),
  far: NullableFar,
  differences: Type.Array(Difference),
});
export type LedgerAnswer = Static<typeof LedgerAnswer>;
