import { integer, sqliteTable, text } from '../drizzle.ts';
import { differenceKinds } from './difference-kinds.ts';

/** A round in which the portal is asked about every dossier in question. `askedBy`: null when the calendar began it. */
export const reconciliations = sqliteTable('reconciliations', {
  id: text().primaryKey(),
  /** The day in Vietnam that it stands for. */
  day: text().notNull(),
  askedBy: text('asked_by'),
  begunAt: integer('begun_at').notNull(),
  endedAt: integer('ended_at'),
  dossiers: integer().notNull(),
  /** Of how many no answer came: with none, the round is whole. */
  unanswered: integer().notNull().default(0),
});

/** A dossier still to be asked about; without a round it is asked out of turn. */
export const reconciliationTurns = sqliteTable('reconciliation_turns', {
  dossierId: text('dossier_id').primaryKey(),
  roundId: text('round_id'),
  nextAt: integer('next_at').notNull(),
  tries: integer().notNull().default(0),
  failureCode: text('failure_code'),
});

/** What the portal said last of a dossier. */
export const farDossiers = sqliteTable('far_dossiers', {
  dossierId: text('dossier_id').primaryKey(),
  askedAt: integer('asked_at').notNull(),
  answer: text({ enum: ['found', 'absent', 'not-offered'] }).notNull(),
  /** Null where it does not say. */
  statusCode: integer('status_code'),
  /** How many results it lists; null where it does not say. */
  results: integer(),
  /** When it was first heard to be in this state. */
  since: integer().notNull(),
});

/** Where the portal has something else than it confirmed, until a later answer shows that it is settled. */
export const portalDifferences = sqliteTable('portal_differences', {
  id: text().primaryKey(),
  dossierId: text('dossier_id').notNull(),
  /** The original concerned; empty for the dossier as a whole. */
  subject: text().notNull().default(''),
  kind: text({ enum: differenceKinds }).notNull(),
  ownStatus: integer('own_status'),
  farStatus: integer('far_status'),
  foundAt: integer('found_at').notNull(),
  /** When it was last found. */
  seenAt: integer('seen_at').notNull(),
  resentBy: text('resent_by'),
  resentAt: integer('resent_at'),
  notedBy: text('noted_by'),
  notedAt: integer('noted_at'),
  settledAt: integer('settled_at'),
});

/** A copy's link as the document gateway last told of it, by the row that carried the copy. */
export const copyLinks = sqliteTable('copy_links', {
  outboxId: text('outbox_id').primaryKey(),
  askedAt: integer('asked_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  fetchedAt: integer('fetched_at'),
  removedAt: integer('removed_at'),
  renewals: integer().notNull().default(0),
});

/** One fetch of a copy, as the gateway noted it. */
export const copyFetches = sqliteTable('copy_fetches', {
  outboxId: text('outbox_id').notNull(),
  at: integer().notNull(),
  caller: text().notNull(),
  bytes: integer().notNull(),
  whole: integer({ mode: 'boolean' }).notNull(),
});

/** A cancelled copy that is taken back. */
export const recalls = sqliteTable('recalls', {
  originalId: text('original_id').primaryKey(),
  dossierId: text('dossier_id').notNull(),
  /** The row by which the copy went out; null: it never was in the outbox, or was taken out of it before it had ended. */
  uploadId: text('upload_id'),
  /** The message that tells the portal. */
  syncId: text('sync_id'),
  askedAt: integer('asked_at').notNull(),
  /** When the gateway said that its link opens no more, or that it has none. */
  linkRevokedAt: integer('link_revoked_at'),
  /** When the portal was heard to list the copy no longer. */
  verifiedAt: integer('verified_at'),
  tries: integer().notNull().default(0),
  nextAt: integer('next_at').notNull(),
  failureCode: text('failure_code'),
  /** The row that was taken out after it had begun: its link, if there ever was one, has this id. */
  linkId: text('link_id'),
  /** Where the upload of that row grew; null: nothing of the file is known to have left. */
  uploadUrl: text('upload_url'),
});
