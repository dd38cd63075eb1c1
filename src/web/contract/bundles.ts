import { type Static, Type } from 'typebox';
import { MESSAGE_KINDS } from './messages.ts';
import { closed, Id, Instant, NullableInstant, NullableText, oneOf } from './shapes.ts';

export const STATION_PARTS = ['sender', 'origin'] as const;
export const BUNDLE_KINDS = ['dossiers', 'receipts'] as const;
export const BUNDLE_STATES = ['made', 'written', 'settled', 'withdrawn'] as const;

const nullable = <T extends Parameters<typeof Type.Object>[0]>(shape: T) => {
  const object = Type.Object(shape);
  return Type.Unsafe<Static<typeof object> | null>({ ...object, type: ['object', 'null'] });
};

/** A station whose card was compared: `sender` sends for this office, `origin` is one that this station sends for. */
const known = {
  id: Type.String(),
  office: Type.String(),
  name: Type.String(),
  fingerprint: Type.String(),
  confirmedAt: Instant,
};

export const CardOnStick = Type.Object({
  file: Type.String(),
  office: Type.String(),
  name: Type.String(),
  /** Six groups of five digits, to be compared by telephone. */
  fingerprint: Type.String(),
  /** Why the card cannot be used. */
  code: NullableText,
  /** A station may send for this office and have its own dossiers sent by it. */
  confirmedAs: Type.Array(oneOf(STATION_PARTS)),
});
export type CardOnStick = Static<typeof CardOnStick>;

const Stick = Type.Object({
  /** Why nothing can be read or written; null when the stick is ready. */
  code: NullableText,
  folder: Type.String(),
  bundles: Type.Array(Type.Object({ name: Type.String(), bytes: Type.Integer(), kind: oneOf(BUNDLE_KINDS) })),
  cards: Type.Array(CardOnStick),
});

export const OwnBundle = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** `made`: on no stick yet; `written`: handed over; `settled`: all its receipts are here. */
  state: oneOf(BUNDLE_STATES),
  madeAt: Instant,
  writtenAt: NullableInstant,
  settledAt: NullableInstant,
  dossiers: Type.Integer(),
  copies: Type.Integer(),
  bytes: Type.Integer(),
  writable: Type.Boolean(),
});
export type OwnBundle = Static<typeof OwnBundle>;

export const RefusedMessage = Type.Object({
  id: Type.String(),
  dossierId: Type.String(),
  dossierCode: Type.String(),
  kind: oneOf(MESSAGE_KINDS),
  code: Type.String(),
  /** The portal's own words; null when there are none, or they are not for this officer. */
  words: NullableText,
});
export type RefusedMessage = Static<typeof RefusedMessage>;

export const GuestBundle = Type.Object({
  id: Type.String(),
  importedAt: Instant,
  dossiers: Type.Integer(),
  copies: Type.Integer(),
  waiting: Type.Integer(),
  confirmed: Type.Integer(),
  refused: Type.Integer(),
  /** Why messages did not go or do not go yet, by code; not those that only stand behind another one. */
  troubles: Type.Array(Type.Object({ code: Type.String(), messages: Type.Integer() })),
  settledAt: NullableInstant,
  receiptsAt: NullableInstant,
  acknowledgedAt: NullableInstant,
});
export type GuestBundle = Static<typeof GuestBundle>;

export const OriginOffice = Type.Object({
  ...known,
  guests: Type.Array(GuestBundle),
  /** How many of its bundles have receipts that it has not confirmed. */
  receipts: Type.Integer(),
});
export type OriginOffice = Static<typeof OriginOffice>;

/** All that goes by stick, seen from this station. */
export const BundleOverview = Type.Object({
  readAt: Instant,
  /** This office's own dossiers go by stick. */
  carries: Type.Boolean(),
  busy: Type.Boolean(),
  stick: Stick,
  own: Type.Object({ office: Type.String(), name: Type.String(), fingerprint: Type.String() }),
  sender: nullable(known),
  waiting: Type.Object({
    dossiers: Type.Integer(),
    copies: Type.Integer(),
    bytes: Type.Integer(),
    oldestAt: NullableInstant,
  }),
  away: Type.Object({ dossiers: Type.Integer(), oldestAt: NullableInstant }),
  bundles: Type.Array(OwnBundle),
  refused: Type.Array(RefusedMessage),
  origins: Type.Array(OriginOffice),
});
export type BundleOverview = Static<typeof BundleOverview>;

/** What came of an import. Messages, as far as they were news. */
export const BundleImported = Type.Union([
  Type.Object({
    kind: Type.Literal('dossiers'),
    office: Type.String(),
    officeName: Type.String(),
    dossiers: Type.Integer(),
    copies: Type.Integer(),
    already: Type.Boolean(),
  }),
  Type.Object({
    kind: Type.Literal('receipts'),
    confirmed: Type.Integer(),
    rejected: Type.Integer(),
    unsent: Type.Integer(),
    already: Type.Boolean(),
    /** The files that were removed from the stick, and those that could not be. */
    wiped: Type.Array(Type.String()),
    left: Type.Array(Type.String()),
  }),
]);
export type BundleImported = Static<typeof BundleImported>;

const fileName = Type.String({ minLength: 1, maxLength: 120, pattern: '^[A-Za-z0-9._-]+$' });
export const BundleImportBody = closed({ name: fileName });
export type BundleImportBody = Static<typeof BundleImportBody>;

export const StationBody = closed({
  /** The card's file on the stick. */
  card: fileName,
  /** The digits that were compared. */
  fingerprint: Type.String({ pattern: '^\\d{5}( \\d{5}){5}$' }),
  part: oneOf(STATION_PARTS),
});
export type StationBody = Static<typeof StationBody>;

export const ReceiptsBody = closed({ stationId: Id });
export type ReceiptsBody = Static<typeof ReceiptsBody>;

export const WrittenAnswer = Type.Object({ bundles: Type.Array(Type.String()) });
export type WrittenAnswer = Static<typeof WrittenAnswer>;
export const ReceiptsWritten = Type.Object({ name: Type.String(), messages: Type.Integer() });
export type ReceiptsWritten = Static<typeof ReceiptsWritten>;
