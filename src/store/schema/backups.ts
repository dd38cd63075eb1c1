import { integer, sqliteTable, text } from '../drizzle.ts';

export const backups = sqliteTable('backups', {
  id: text().primaryKey(),
  begunBy: text('begun_by').notNull(),
  begunAt: integer('begun_at').notNull(),
  endedAt: integer('ended_at'),
  setName: text('set_name'),
  verifiedAt: integer('verified_at'),
  documents: integer(),
  added: integer(),
  failureCode: text('failure_code'),
});
