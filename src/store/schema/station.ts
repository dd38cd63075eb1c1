import { integer, sqliteTable, text } from '../drizzle.ts';

/** How the line was in a slot of time (its beginning, epoch milliseconds): the worst that was seen in it. */
export const lineSamples = sqliteTable('line_samples', {
  slot: integer().primaryKey(),
  state: text({ enum: ['up', 'down', 'unknown'] }).notNull(),
  measuredAt: integer('measured_at').notNull(),
});

/** The last day of each certificate that an officer is entrusted with, as last read from a token. */
export const certificatesSeen = sqliteTable('certificates_seen', {
  sha256: text().primaryKey(),
  notAfter: integer('not_after').notNull(),
  seenAt: integer('seen_at').notNull(),
});
