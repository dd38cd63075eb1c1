import type { Extension, PlacedPage } from '../../certification/index.ts';
import { integer, sqliteTable, text } from '../drizzle.ts';

export const dossiers = sqliteTable('dossiers', {
  id: text().primaryKey(),
  code: text().notNull(),
  /** What the requester asks with where the dossier is: it says nothing and cannot be guessed. */
  trackingCode: text('tracking_code').notNull(),
  requesterName: text('requester_name').notNull(),
  requesterFolded: text('requester_folded').notNull(),
  requesterIdentity: text('requester_identity'),
  requesterPhone: text('requester_phone'),
  requesterEmail: text('requester_email'),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  receivedAt: integer('received_at').notNull(),
  dueAt: integer('due_at').notNull(),
  extension: text({ mode: 'json' }).$type<Extension>(),
  /** *Số biên lai*, as entered. */
  feeReceipt: text('fee_receipt'),
  /** Its key is destroyed and its requester forgotten. */
  purgedAt: integer('purged_at'),
  /** The version of its procedure at the portal under which it was made; null while none was known. */
  procedureVersion: text('procedure_version'),
});

export const originals = sqliteTable('originals', {
  id: text().primaryKey(),
  dossierId: text('dossier_id').notNull(),
  ordinal: integer().notNull(),
  title: text().notNull(),
  state: text().notNull(),
  version: integer().notNull().default(1),
  paperCopies: integer('paper_copies').notNull().default(0),
  creatorId: text('creator_id').notNull(),
  /** Every officer who did a creator's act on it: none of them may sign it. */
  handledBy: text('handled_by', { mode: 'json' }).$type<string[]>().notNull().default([]),
  /** The cancelled original in whose place this one stands. */
  replacesId: text('replaces_id'),
  signerId: text('signer_id'),
  sealerId: text('sealer_id'),
  secrecyConfirmedBy: text('secrecy_confirmed_by'),
  secrecyConfirmedAt: integer('secrecy_confirmed_at'),
  comparedBy: text('compared_by'),
  comparedAt: integer('compared_at'),
  chargeablePages: integer('chargeable_pages'),
  feeVnd: integer('fee_vnd'),
  reason: text(),
  reasonCode: text('reason_code'),
  copyDocumentId: text('copy_document_id'),
  signedAt: integer('signed_at'),
  sealedAt: integer('sealed_at'),
  issuedAt: integer('issued_at'),
  deliveredAt: integer('delivered_at'),
  createdAt: integer('created_at').notNull(),
});

export const scans = sqliteTable('scans', {
  id: text().primaryKey(),
  originalId: text('original_id').notNull(),
  state: text({ enum: ['scanning', 'done', 'failed', 'cancelled', 'interrupted'] }).notNull(),
  device: text().notNull(),
  source: text().notNull(),
  pages: integer().notNull().default(0),
  failureCode: text('failure_code'),
  failureFacts: text('failure_facts', { mode: 'json' }).$type<Record<string, string | number | boolean | null>>(),
  begunAt: integer('begun_at').notNull(),
  endedAt: integer('ended_at'),
});

export const pages = sqliteTable('pages', {
  id: text().primaryKey(),
  originalId: text('original_id').notNull(),
  scanId: text('scan_id').notNull(),
  ordinal: integer().notNull(),
  documentId: text('document_id').notNull(),
  widthPx: integer('width_px').notNull(),
  heightPx: integer('height_px').notNull(),
  dpi: integer().notNull(),
  createdAt: integer('created_at').notNull(),
});

/** The last row of an original says which of its pages count, in which order and turned how. */
export const pageArrangements = sqliteTable('page_arrangements', {
  id: text().primaryKey(),
  originalId: text('original_id').notNull(),
  sequence: integer().notNull(),
  officerId: text('officer_id').notNull(),
  at: integer().notNull(),
  /** The place of the last page that was scanned when it was made: later pages follow it. */
  through: integer().notNull(),
  pages: text({ mode: 'json' }).$type<readonly PlacedPage[]>().notNull(),
});

export const documents = sqliteTable('documents', {
  id: text().primaryKey(),
  keyId: text('key_id').notNull(),
  purpose: text({
    enum: ['page', 'page-coding', 'base', 'revision-1', 'revision-2', 'extended', 'office-image', 'attachment'],
  }).notNull(),
  length: integer().notNull(),
  sha256: text().notNull(),
  createdAt: integer('created_at').notNull(),
  removedAt: integer('removed_at'),
});
