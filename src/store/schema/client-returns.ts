import { integer, sqliteTable, text } from '../drizzle.ts';

export const clientReturns = sqliteTable('client_returns', {
  itemId: text('item_id').primaryKey(),
  tokenSha256: text('token_sha256').notNull(),
  sentLength: integer('sent_length').notNull(),
  maxLength: integer('max_length').notNull(),
  expiresAt: integer('expires_at').notNull(),
  refused: integer().notNull(),
});
