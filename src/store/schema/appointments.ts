import { blob, integer, sqliteTable, text } from '../drizzle.ts';

export const appointments = sqliteTable('appointments', {
  /** Also the id of its key and of the dossier that is opened from it. */
  id: text().primaryKey(),
  source: text({ enum: ['portal', 'file'] }).notNull(),
  /** What the source calls it, as a hash: it may be made of a name. */
  reference: text().notNull(),
  at: integer().notNull(),
  originals: integer().notNull(),
  state: text({ enum: ['booked', 'cancelled', 'opened'] }).notNull(),
  /** Who comes, sealed under its key; null once that is forgotten. */
  sealed: blob({ mode: 'buffer' }),
  changedAt: integer('changed_at').notNull(),
});
