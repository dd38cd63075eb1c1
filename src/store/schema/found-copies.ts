import { integer, sqliteTable, text } from '../drizzle.ts';

export const foundCopies = sqliteTable('found_copies', {
  documentId: text('document_id').primaryKey(),
  registerType: text('register_type').notNull(),
  year: integer().notNull(),
  number: integer().notNull(),
  volume: integer().notNull(),
  keyId: text('key_id').notNull(),
  dossierCode: text('dossier_code'),
  /** Without the attestation page. */
  pages: integer().notNull(),
  /** That hold; 0 where none could be checked. */
  signatures: integer().notNull(),
  /** What the first signature says; nothing proves it. */
  signedAt: integer('signed_at'),
  foundAt: integer('found_at').notNull(),
});
