import { integer, sqliteTable, text } from '../drizzle.ts';

/** A file that an officer took to put it on the portal by hand. */
export const handovers = sqliteTable('handovers', {
  originalId: text('original_id').primaryKey(),
  dossierId: text('dossier_id').notNull(),
  /** The row of the outbox that this settles. */
  outboxId: text('outbox_id').notNull(),
  documentId: text('document_id').notNull(),
  sha256: text().notNull(),
  fileName: text('file_name').notNull(),
  /** No file was taken: the officer found the copy on the portal already. */
  found: integer({ mode: 'boolean' }).notNull().default(false),
  takenBy: text('taken_by').notNull(),
  takenAt: integer('taken_at').notNull(),
});

/** What the portal answered, as an officer entered it; the one with the highest ordinal counts. */
export const handoverProofs = sqliteTable('handover_proofs', {
  id: text().primaryKey(),
  originalId: text('original_id').notNull(),
  ordinal: integer().notNull(),
  portalCode: text('portal_code').notNull(),
  receivedAt: integer('received_at').notNull(),
  note: text(),
  /** The officer confirmed that the code stands for another dossier of the station as well. */
  shared: integer({ mode: 'boolean' }).notNull().default(false),
  /** Why the proof before was wrong. */
  reason: text(),
  enteredBy: text('entered_by').notNull(),
  enteredAt: integer('entered_at').notNull(),
});
