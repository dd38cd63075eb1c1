import { type Static, Type } from 'typebox';
import { NUMBER_SOURCES } from '../../certification/index.ts';
import {
  closed,
  Day,
  Facts,
  Id,
  Instant,
  NullableInstant,
  NullableInteger,
  NullableText,
  NullableWords,
  oneOf,
  Person,
  Year,
} from './shapes.ts';

export const RegisterQuery = closed({
  year: Type.Optional(Year),
  /** The month in which the number was given. */
  month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
  /** The ordinal of a volume. */
  volume: Type.Optional(Type.Integer({ minimum: 1, maximum: 999 })),
  /** A number, or a part of the requester's name with or without its marks. */
  search: Type.Optional(Type.String({ maxLength: 100 })),
  /** `book`: in the order of the numbers. */
  order: Type.Optional(oneOf(['book', 'newest'])),
  /** The number after which to go on, in the order of the book. */
  after: Type.Optional(Type.Integer({ minimum: 0 })),
  /** The number below which to go on, the newest first. */
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export type RegisterQuery = Static<typeof RegisterQuery>;

/** What is taken out of the station as a table: a year, or a month of it. */
export const RegisterExportQuery = closed({
  year: Year,
  month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
});

/** The month that is printed. */
export const RegisterBookQuery = closed({
  year: Year,
  month: Type.Integer({ minimum: 1, maximum: 12 }),
});

export const REGISTER_ENTRY_STATES = ['reserved', 'signed', 'entered', 'voided', 'cancelled'] as const;

/** Another row of the book, of this year or another. */
const RegisterReference = Type.Object({ originalId: Type.String(), text: Type.String() });

/** A row of the book (NĐ 23/2015 Điều 13, TT 01/2020). */
export const RegisterRow = Type.Object({
  number: Type.Integer(),
  volume: Type.Integer(),
  text: Type.String(),
  originalId: Type.String(),
  state: oneOf(REGISTER_ENTRY_STATES),
  reservedAt: Instant,
  signedAt: NullableInstant,
  enteredAt: NullableInstant,
  voidedAt: NullableInstant,
  voidReason: NullableText,
  requesterName: NullableText,
  title: NullableText,
  signerName: NullableText,
  signerTitle: NullableText,
  pages: NullableInteger,
  copies: NullableInteger,
  feeVnd: NullableInteger,
  /** Where the number comes from. */
  source: oneOf(NUMBER_SOURCES),
  /** The cancelled row in whose place this one stands. */
  replaces: Type.Unsafe<Static<typeof RegisterReference> | null>({ ...RegisterReference, type: ['object', 'null'] }),
  /** The row that stands in the place of this one. */
  replacedBy: Type.Unsafe<Static<typeof RegisterReference> | null>({ ...RegisterReference, type: ['object', 'null'] }),
});
export type RegisterRow = Static<typeof RegisterRow>;

const book = {
  registerType: Type.String(),
  year: Type.Integer(),
  volumes: Type.Array(
    Type.Object({
      ordinal: Type.Integer(),
      text: Type.String(),
      firstNumber: Type.Integer(),
      openedAt: Instant,
      closedAt: NullableInstant,
    }),
  ),
};

/** Why numbers wait: a database came out of a backup, or they came from outside until now. */
export const HOLD_CAUSES = ['restored', 'rescued', 'source'] as const;

/** Numbers wait for an officer's word. */
export const RegisterHold = Type.Object({
  since: Instant,
  cause: oneOf(HOLD_CAUSES),
  backupAt: Instant,
  /** The confirmed number is this or higher: it comes after all that the database has and all that signed copies bear. */
  lowest: Type.Integer(),
  /** The last number of the year that the database has, 0 when it has none. */
  known: Type.Integer(),
  /** The last act that the journal out of the backup tells of. */
  lastActAt: NullableInstant,
  /** Documents on the disk that are newer than the backup and that no row names: what the lost time has left behind. */
  files: Type.Object({ count: Type.Integer(), firstAt: NullableInstant, lastAt: NullableInstant }),
  /** These are still looked through for signed copies: nothing can be confirmed yet. */
  looking: Type.Boolean(),
  /** How many of them could not be read; null before that was done. */
  unread: NullableInteger,
  /** Signed copies that no row names, the highest number first. */
  found: Type.Array(
    Type.Object({
      registerType: Type.String(),
      year: Type.Integer(),
      number: Type.Integer(),
      volume: Type.Integer(),
      dossierCode: NullableText,
      /** Without the attestation page. */
      pages: Type.Integer(),
      /** That hold; 0 where none could be checked. */
      signatures: Type.Integer(),
      /** What the first signature says. */
      signedAt: NullableInstant,
      /** The register has a row of this number: only the signed file is not where it belongs. */
      inRegister: Type.Boolean(),
    }),
  ),
  /** What the portal was heard to say since; `askedAt` null: it has not been asked about every dossier yet. */
  portal: Type.Object({ askedAt: NullableInstant, differences: Type.Integer() }),
});
export type RegisterHold = Static<typeof RegisterHold>;

/** Documents that nobody can open, for their key was lost with a damaged database of the keys. */
export const LostKeys = Type.Array(
  Type.Object({
    /** Of the dossier; null where none has the key. */
    code: NullableText,
    documents: Type.Integer(),
    foundAt: Instant,
  }),
);
export type LostKeys = Static<typeof LostKeys>;

export const HoldAnswer = Type.Object({
  hold: Type.Unsafe<RegisterHold | null>({ ...RegisterHold, type: ['object', 'null'] }),
  lostKeys: LostKeys,
});
export type HoldAnswer = Static<typeof HoldAnswer>;

export const ConfirmationBody = closed({ nextNumber: Type.Integer({ minimum: 1, maximum: 999_999 }) });
export type ConfirmationBody = Static<typeof ConfirmationBody>;

/** Numbers that were given and whose rows are lost; null when none is. */
export const ConfirmationAnswer = Type.Object({
  lost: Type.Unsafe<{ from: number; to: number } | null>({
    type: ['object', 'null'],
    properties: { from: { type: 'integer' }, to: { type: 'integer' } },
    required: ['from', 'to'],
  }),
});
export type ConfirmationAnswer = Static<typeof ConfirmationAnswer>;

/** Numbers that were given and whose rows were lost with a database. */
const LostNumbers = Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer(), since: Instant }));

/** The volumes of a year without what is written in them. */
export const VolumeList = Type.Object({ ...book, lost: LostNumbers });
export type VolumeList = Static<typeof VolumeList>;

export const RegisterAnswer = Type.Object({
  ...book,
  /** Where the numbers of this register come from now. */
  source: oneOf(NUMBER_SOURCES),
  /** The years that have a volume, the latest first. */
  years: Type.Array(Type.Integer()),
  entries: Type.Array(RegisterRow),
  lost: LostNumbers,
  /** Numbers that were used elsewhere: an officer has said so, with a reason. */
  elsewhere: Type.Array(
    Type.Object({ from: Type.Integer(), to: Type.Integer(), reason: Type.String(), saidAt: Instant }),
  ),
  /** What to pass as `after` (in the order of the book) or as `before` for the next rows; null at the end. */
  next: NullableInteger,
});
export type RegisterAnswer = Static<typeof RegisterAnswer>;

/** Which volume to open, so that a repeated request does not open another one. */
export const VolumeBody = closed({
  year: Year,
  ordinal: Type.Integer({ minimum: 1, maximum: 999 }),
});
export type VolumeBody = Static<typeof VolumeBody>;
export const VolumeAnswer = Type.Object({ year: Type.Integer(), ordinal: Type.Integer(), firstNumber: Type.Integer() });
export type VolumeAnswer = Static<typeof VolumeAnswer>;

export const JournalQuery = closed({
  /** `newest`: the newest first, with `before`, `day` and `actor`; else in order from `after`. */
  order: Type.Optional(oneOf(['written', 'newest'])),
  after: Type.Optional(Type.Integer({ minimum: 0 })),
  /** The number of the entry below which to go on. */
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  /** The entries of one day. */
  day: Type.Optional(Day),
  /** What one officer did, or the station by itself. */
  actor: Type.Optional(Type.Union([Id, Type.Literal('station')])),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type JournalQuery = Static<typeof JournalQuery>;
export const JournalAnswer = Type.Object({
  entries: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Instant,
      actor: Type.String(),
      role: Type.String(),
      act: Type.String(),
      objectType: Type.String(),
      objectId: Type.String(),
      facts: Facts,
      /** SHA-256 over the entry and the hash of the one before, in hexadecimal. */
      hash: Type.String(),
      /** What the object is called by those who work here; null where it has no name but its id. */
      object: NullableWords,
    }),
  ),
  /** The officers there are or were, whose ids stand as actors. */
  people: Type.Array(Person),
  /** What to pass as `before` (newest first) or as `after` for the next entries; null at the end. */
  next: NullableInteger,
});
export type JournalAnswer = Static<typeof JournalAnswer>;
