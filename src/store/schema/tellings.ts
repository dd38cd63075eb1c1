import { integer, sqliteTable, text } from '../drizzle.ts';
import type { OutboxReceipt } from './outbox.ts';

/** What the one-stop system beside the portal has still to be told of a dossier. */
export const tellings = sqliteTable('tellings', {
  dossierId: text('dossier_id').primaryKey(),
  /** How many changes there were to tell. */
  changes: integer().notNull(),
  /** The change up to which the dossier's state was confirmed. */
  told: integer().notNull().default(0),
  /** The steps not confirmed yet, in their order. */
  steps: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  state: text({ enum: ['waiting', 'sending', 'confirmed', 'rejected'] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  /** When it was first on its way: from then on the far side may have it, whatever was answered. */
  begunAt: integer('begun_at'),
  failureCode: text('failure_code'),
  failureMessage: text('failure_message'),
  /** The last confirmation. */
  receipt: text({ mode: 'json' }).$type<OutboxReceipt>(),
  changedAt: integer('changed_at').notNull(),
});
