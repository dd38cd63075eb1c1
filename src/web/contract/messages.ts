import { type Static, Type } from 'typebox';
import { NullableFar } from './far-dossier.ts';
import { closed, Instant, NullableInstant, NullableText, oneOf } from './shapes.ts';

export const MESSAGE_KINDS = ['upload-copy', 'sync-dossier', 'progress', 'answer-request'] as const;
export const MESSAGE_STATES = ['waiting', 'sending', 'confirmed', 'rejected'] as const;

const Receipt = Type.Object({
  connector: Type.String(),
  service: Type.String(),
  message: Type.String(),
  at: Instant,
  requestSha256: Type.String(),
});

/** A message to the portal or the gateway, and how far it came. */
export const Message = Type.Object({
  id: Type.String(),
  kind: oneOf(MESSAGE_KINDS),
  state: oneOf(MESSAGE_STATES),
  /** `by-hand`: an officer does it; `none`: it need not go. */
  way: oneOf(['line', 'by-hand', 'none']),
  /** Its file waits for time-stamps before it goes. */
  held: Type.Boolean(),
  attempts: Type.Integer(),
  createdAt: Instant,
  /** When it was first on its way. */
  begunAt: NullableInstant,
  /** It goes before those of other dossiers. */
  urgent: Type.Boolean(),
  /** Length of the document that it carries; 0 of a small message. */
  bytes: Type.Integer(),
  confirmedAt: NullableInstant,
  failureCode: NullableText,
  /** The far side's own words about a refusal. */
  failureMessage: NullableText,
  receipt: Type.Unsafe<Static<typeof Receipt> | null>({ ...Receipt, type: ['object', 'null'] }),
});
export type Message = Static<typeof Message>;
export const UrgencyBody = closed({ urgent: Type.Boolean() });
export type UrgencyBody = Static<typeof UrgencyBody>;
/** What the one-stop system beside the portal has been told of a dossier. `waits`: its state, or so many steps, are not there yet. */
export const Telling = Type.Object({
  state: oneOf(MESSAGE_STATES),
  attempts: Type.Integer(),
  nextAttemptAt: Instant,
  changedAt: Instant,
  failureCode: NullableText,
  failureMessage: NullableText,
  /** Its own code of the dossier, beside the station's. */
  ownCode: NullableText,
  receipt: Type.Unsafe<Static<typeof Receipt> | null>({ ...Receipt, type: ['object', 'null'] }),
});
export type Telling = Static<typeof Telling>;
export const MessageList = Type.Object({
  messages: Type.Array(Message),
  /** Null where the office has no one-stop system beside the portal and never had. */
  oneStop: Type.Unsafe<Telling | null>({ ...Telling, type: ['object', 'null'] }),
  /** What the portal said last of the dossier; null while it was not asked. */
  far: NullableFar,
  /** How many differences with the portal are not settled. */
  differences: Type.Integer(),
});
export type MessageList = Static<typeof MessageList>;

/** A message that has not been confirmed yet, of any dossier: without the far side's words, which may name a person. */
export const OpenMessage = Type.Object({
  id: Type.String(),
  dossierCode: Type.String(),
  kind: oneOf(MESSAGE_KINDS),
  state: oneOf(MESSAGE_STATES),
  attempts: Type.Integer(),
  createdAt: Instant,
  nextAttemptAt: Instant,
  failureCode: NullableText,
});
export type OpenMessage = Static<typeof OpenMessage>;
/** A dossier that the one-stop system beside the portal has not confirmed wholly. */
export const OpenTelling = Type.Object({
  dossierId: Type.String(),
  dossierCode: Type.String(),
  state: oneOf(MESSAGE_STATES),
  attempts: Type.Integer(),
  changedAt: Instant,
  nextAttemptAt: Instant,
  failureCode: NullableText,
});
export type OpenTelling = Static<typeof OpenTelling>;
export const OpenMessageList = Type.Object({
  readAt: Instant,
  messages: Type.Array(OpenMessage),
  oneStop: Type.Array(OpenTelling),
});
export type OpenMessageList = Static<typeof OpenMessageList>;

/**
 * Whether each entry of the journal follows from the one before: `brokenAt` is the first that does not, `last` the number of
 * the last one that there was when the walk began, at `checkedAt`. That entries are missing after it, nobody sees here.
 */
export const JournalCheck = Type.Object({
  checkedAt: Instant,
  intact: Type.Boolean(),
  brokenAt: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
  last: Type.Integer(),
});
export type JournalCheck = Static<typeof JournalCheck>;
