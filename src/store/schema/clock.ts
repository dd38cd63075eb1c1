import { integer, sqliteTable, text } from '../drizzle.ts';

export const clockProof = sqliteTable('clock_proof', {
  one: integer().primaryKey(),
  bootId: text('boot_id').notNull(),
  how: text({ enum: ['system', 'portal', 'gateway', 'officer'] }).notNull(),
  officerId: text('officer_id'),
  at: integer().notNull(),
  offsetMs: integer('offset_ms').notNull(),
  journalSeq: integer('journal_seq').notNull(),
  journalLatest: integer('journal_latest'),
});
