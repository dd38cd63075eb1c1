import { blob, integer, sqliteTable, text } from '../drizzle.ts';

export const journal = sqliteTable('journal', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  actor: text().notNull(),
  role: text().notNull(),
  act: text().notNull(),
  objectType: text('object_type').notNull(),
  objectId: text('object_id').notNull(),
  facts: text({ mode: 'json' }).$type<JournalFacts>().notNull(),
  previous: blob({ mode: 'buffer' }).notNull(),
  hash: blob({ mode: 'buffer' }).notNull(),
});

/** Ids, codes, counts and hashes; never a name or another piece of personal data. */
export type JournalFacts = Record<string, string | number | boolean | null>;

export const jobs = sqliteTable('jobs', {
  id: text().primaryKey(),
  kind: text().notNull(),
  payload: text({ mode: 'json' }).$type<unknown>().notNull(),
  state: text({ enum: ['waiting', 'done', 'failed'] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  failureCode: text('failure_code'),
  createdAt: integer('created_at').notNull(),
});
