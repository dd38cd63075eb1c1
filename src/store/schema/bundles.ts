import { integer, sqliteTable, text } from '../drizzle.ts';
import type { OutboxReceipt, OutboxResult } from './outbox.ts';

/** A station whose card a unit admin has compared and confirmed. */
export const knownStations = sqliteTable('known_stations', {
  id: text().primaryKey(),
  /** `sender`: sends what this office hands over; `origin`: this station sends for it. */
  part: text({ enum: ['sender', 'origin'] }).notNull(),
  /** The code of its office. */
  office: text().notNull(),
  name: text().notNull(),
  recipient: text().notNull(),
  signingKey: text('signing_key').notNull(),
  fingerprint: text().notNull(),
  confirmedBy: text('confirmed_by').notNull(),
  confirmedAt: integer('confirmed_at').notNull(),
  removedBy: text('removed_by'),
  removedAt: integer('removed_at'),
});

/** A bundle made here for the station that sends. It lies in `bundles/<id>.tram` until its receipts are there. */
export const bundles = sqliteTable('bundles', {
  id: text().primaryKey(),
  seq: integer().notNull(),
  stationId: text('station_id').notNull(),
  name: text().notNull(),
  begunBy: text('begun_by').notNull(),
  begunAt: integer('begun_at').notNull(),
  /** When the file was whole; null while it is being made. */
  madeAt: integer('made_at'),
  length: integer(),
  sha256: text(),
  dossiers: integer().notNull().default(0),
  copies: integer().notNull().default(0),
  /** When it was first on a stick, read back: from then on it is handed over. */
  writtenAt: integer('written_at'),
  /** All its rows have come back. */
  settledAt: integer('settled_at'),
  withdrawnAt: integer('withdrawn_at'),
});

export const bundleRows = sqliteTable('bundle_rows', {
  bundleId: text('bundle_id').notNull(),
  rowId: text('row_id').notNull(),
  open: integer({ mode: 'boolean' }).notNull().default(true),
  outcome: text({ enum: ['confirmed', 'rejected', 'unsent'] }),
});

/** A bundle of another office that this station sends. */
export const guestBundles = sqliteTable('guest_bundles', {
  id: text().primaryKey(),
  stationId: text('station_id').notNull(),
  seq: integer().notNull(),
  manifestSha256: text('manifest_sha256').notNull(),
  dossiers: integer().notNull(),
  copies: integer().notNull(),
  bytes: integer().notNull(),
  importedBy: text('imported_by').notNull(),
  importedAt: integer('imported_at').notNull(),
  settledAt: integer('settled_at'),
  /** When all its receipts were first on a stick. */
  receiptsAt: integer('receipts_at'),
  /** When the origin said that it has them. */
  acknowledgedAt: integer('acknowledged_at'),
  /** When its key was destroyed. */
  emptiedAt: integer('emptied_at'),
});

/** A message that this station sends for another office. */
export const guestMessages = sqliteTable('guest_messages', {
  id: text().primaryKey(),
  bundleId: text('bundle_id').notNull(),
  /** The row of the origin's outbox. */
  rowId: text('row_id').notNull(),
  ordinal: integer().notNull(),
  dossierCode: text('dossier_code').notNull(),
  /** The part of the bundle that holds its dossier. */
  partId: text('part_id').notNull(),
  kind: text({ enum: ['upload-copy', 'sync-dossier', 'progress'] }).notNull(),
  documentId: text('document_id'),
  /** Length of the copy that it carries; 0 of a small message. */
  bytes: integer().notNull().default(0),
  /** How many steps it reports. */
  steps: integer().notNull().default(0),
  state: text({ enum: ['waiting', 'confirmed', 'rejected', 'unsent'] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  begunAt: integer('begun_at'),
  uploadUrl: text('upload_url'),
  result: text({ mode: 'json' }).$type<OutboxResult>(),
  receipt: text({ mode: 'json' }).$type<OutboxReceipt>(),
  failureCode: text('failure_code'),
  failureMessage: text('failure_message'),
  settledAt: integer('settled_at'),
});

export const guestReferences = sqliteTable('guest_references', {
  dossierCode: text('dossier_code').notNull(),
  connector: text().notNull(),
  name: text({ enum: ['number', 'id', 'code'] }).notNull(),
  value: text().notNull(),
});
