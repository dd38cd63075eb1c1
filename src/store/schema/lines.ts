import { integer, sqliteTable, text } from '../drizzle.ts';

/** Bytes that a line of the office carried on a civil day. */
export const lineUse = sqliteTable('line_use', {
  line: text().primaryKey(),
  day: text().primaryKey(),
  bytes: integer().notNull(),
});

/** The lines that a technician has paused. */
export const linePauses = sqliteTable('line_pauses', {
  line: text().primaryKey(),
  pausedAt: integer('paused_at').notNull(),
  pausedBy: text('paused_by').notNull(),
});
