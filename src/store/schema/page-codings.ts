import { integer, sqliteTable, text } from '../drizzle.ts';

/** How a page is coded for the copy, by the coding that was asked for. */
export const pageCodings = sqliteTable('page_codings', {
  id: text().primaryKey(),
  pageId: text('page_id').notNull(),
  coding: text({ enum: ['standard', 'compact'] }).notNull(),
  form: text({ enum: ['kept', 'jpeg', 'mixed'] }).notNull(),
  documentId: text('document_id'),
  /** Bytes that the page takes in the copy. */
  length: integer().notNull(),
  /** How alike a page of mixed raster and the kept one are, as measured. */
  fidelity: text({ mode: 'json' }).$type<Readonly<Record<string, number>>>(),
  notCompact: text('not_compact'),
  at: integer().notNull(),
});
