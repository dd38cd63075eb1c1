import { integer, primaryKey, sqliteTable, text } from '../drizzle.ts';

export const foundCopies = sqliteTable(
  'found_copies',
  {
    registerType: text('register_type').notNull(),
    year: integer().notNull(),
    number: integer().notNull(),
    volume: integer().notNull(),
    documentId: text('document_id').notNull(),
    keyId: text('key_id').notNull(),
    dossierCode: text('dossier_code'),
    /** Without the attestation page. */
    pages: integer().notNull(),
    signatures: integer().notNull(),
    /** What the first signature says; nothing proves it. */
    signedAt: integer('signed_at'),
    foundAt: integer('found_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.registerType, table.year, table.number] })],
);
