import { integer, sqliteTable, text } from '../drizzle.ts';

export const lostKeys = sqliteTable('lost_keys', {
  keyId: text('key_id').primaryKey(),
  documents: integer().notNull(),
  foundAt: integer('found_at').notNull(),
});
