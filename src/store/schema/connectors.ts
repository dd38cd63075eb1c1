import { blob, integer, sqliteTable, text } from '../drizzle.ts';

/** A password or token, sealed (`store/documents/credentials.ts`). */
export const credentials = sqliteTable('credentials', {
  name: text().primaryKey(),
  sealed: blob({ mode: 'buffer' }).notNull(),
  setAt: integer('set_at').notNull(),
});

/** What the far side of a connector calls a dossier: its own next number, its id, its code. */
export const portalReferences = sqliteTable('portal_references', {
  dossierId: text('dossier_id').notNull(),
  connector: text().notNull(),
  name: text({ enum: ['number', 'id', 'code'] }).notNull(),
  value: text().notNull(),
  keptAt: integer('kept_at').notNull(),
});
