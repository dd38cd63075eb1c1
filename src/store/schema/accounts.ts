import { blob, integer, sqliteTable, text } from '../drizzle.ts';

export const citizenAccounts = sqliteTable('citizen_accounts', {
  dossierId: text('dossier_id').primaryKey(),
  state: text({ enum: ['found', 'none'] }).notNull(),
  sealed: blob({ mode: 'buffer' }),
  askedAt: integer('asked_at').notNull(),
  askedBy: text('asked_by').notNull(),
});
