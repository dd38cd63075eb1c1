import { integer, sqliteTable, text } from '../drizzle.ts';

export const registerVolumes = sqliteTable('register_volumes', {
  id: text().primaryKey(),
  office: text().notNull(),
  registerType: text('register_type').notNull(),
  year: integer().notNull(),
  ordinal: integer().notNull(),
  firstNumber: integer('first_number').notNull(),
  openedAt: integer('opened_at').notNull(),
  closedAt: integer('closed_at'),
});

export const registerEntries = sqliteTable('register_entries', {
  id: text().primaryKey(),
  volumeId: text('volume_id').notNull(),
  office: text().notNull(),
  registerType: text('register_type').notNull(),
  year: integer().notNull(),
  number: integer().notNull(),
  originalId: text('original_id').notNull(),
  state: text({ enum: ['reserved', 'signed', 'entered', 'voided', 'cancelled'] }).notNull(),
  reservedAt: integer('reserved_at').notNull(),
  signedAt: integer('signed_at'),
  enteredAt: integer('entered_at'),
  voidedAt: integer('voided_at'),
  voidReason: text('void_reason'),
  requesterName: text('requester_name'),
  title: text(),
  signerName: text('signer_name'),
  signerTitle: text('signer_title'),
  pages: integer(),
  copies: integer(),
  feeVnd: integer('fee_vnd'),
  replacesId: text('replaces_id'),
  requesterFolded: text('requester_folded'),
  /** Where the number comes from. */
  source: text({ enum: ['station', 'paper-book', 'one-stop'] })
    .notNull()
    .default('station'),
  /** Who entered it; null for one that the station gave. */
  numberedBy: text('numbered_by'),
});

export const registerElsewhere = sqliteTable('register_elsewhere', {
  id: text().primaryKey(),
  office: text().notNull(),
  registerType: text('register_type').notNull(),
  year: integer().notNull(),
  firstNumber: integer('first_number').notNull(),
  lastNumber: integer('last_number').notNull(),
  reason: text().notNull(),
  saidBy: text('said_by').notNull(),
  saidAt: integer('said_at').notNull(),
  /** The row whose number stands above them; null where the station gives the next one. */
  entryId: text('entry_id'),
  takenBackAt: integer('taken_back_at'),
});

export const attempts = sqliteTable('attempts', {
  id: text().primaryKey(),
  kind: text({ enum: ['sign', 'seal'] }).notNull(),
  officerId: text('officer_id').notNull(),
  state: text({ enum: ['prepared', 'working', 'done', 'failed', 'interrupted'] }).notNull(),
  failureCode: text('failure_code'),
  certificateSha256: text('certificate_sha256').notNull(),
  createdAt: integer('created_at').notNull(),
  endedAt: integer('ended_at'),
  provider: text({ enum: ['pkcs11', 'vgca'] })
    .notNull()
    .default('pkcs11'),
});

export const attemptItems = sqliteTable('attempt_items', {
  id: text().primaryKey(),
  attemptId: text('attempt_id').notNull(),
  originalId: text('original_id').notNull(),
  registerEntryId: text('register_entry_id').notNull(),
  state: text({ enum: ['prepared', 'begun', 'done', 'failed', 'quarantined'] }).notNull(),
  failureCode: text('failure_code'),
  prefixDocumentId: text('prefix_document_id').notNull(),
  prefixSha256: text('prefix_sha256').notNull(),
  resultDocumentId: text('result_document_id').notNull(),
  /** The attestation page as composed: what the signature's place is computed from, also after a restart. */
  page: text({ mode: 'json' }).$type<unknown>().notNull(),
  composedAt: integer('composed_at').notNull(),
  begunAt: integer('begun_at'),
  endedAt: integer('ended_at'),
});
