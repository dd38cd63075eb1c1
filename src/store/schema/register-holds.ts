import { integer, sqliteTable, text } from '../drizzle.ts';

export const registerHolds = sqliteTable('register_holds', {
  id: text().primaryKey(),
  since: integer().notNull(),
  cause: text({ enum: ['restored', 'rescued', 'source'] }).notNull(),
  /** For `source`: when the setting changed. */
  backupAt: integer('backup_at').notNull(),
  confirmedAt: integer('confirmed_at'),
  confirmedBy: text('confirmed_by'),
  office: text(),
  registerType: text('register_type'),
  year: integer(),
  firstLost: integer('first_lost'),
  lastNumber: integer('last_number'),
  /** When the files without rows had been looked through for signed copies. */
  lookedAt: integer('looked_at'),
  /** How many of them could not be read. */
  unread: integer(),
});
