import { integer, sqliteTable, text } from '../drizzle.ts';

/** Issued copies on their way to time-stamps and revocation data. */
export const copyExtensions = sqliteTable('copy_extensions', {
  originalId: text('original_id').primaryKey(),
  dossierId: text('dossier_id').notNull(),
  state: text({ enum: ['waiting', 'working', 'done', 'without', 'stopped'] }).notNull(),
  /** The copy as sealed: what is extended begins with it. */
  sealedDocumentId: text('sealed_document_id').notNull(),
  sealedSha256: text('sealed_sha256').notNull(),
  sealedLength: integer('sealed_length').notNull(),
  /** Where the file of the last attempt is, or would be. */
  resultDocumentId: text('result_document_id'),
  attempts: integer().notNull().default(0),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  failureCode: text('failure_code'),
  createdAt: integer('created_at').notNull(),
  endedAt: integer('ended_at'),
});
