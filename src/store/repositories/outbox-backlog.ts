/** What of the outbox is still open: the list for officers, how many rows and bytes wait, and whether any does. */

import type { Reader } from '../database.ts';
import { and, asc, count, desc, eq, inArray, ne, prepared, sql } from '../drizzle.ts';
import { handovers } from '../schema/handovers.ts';
import { outbox } from '../schema/outbox.ts';
import { byLine, type OutboxRow, type OutboxState } from './outbox.ts';

/** Holds for the rows of dossiers that go by hand. */
const byHand = sql`${outbox.dossierId} IN (SELECT ${handovers.dossierId} FROM ${handovers})`;

/** The rows not yet confirmed that the line carries, rejected ones first, then in the order of sending. */
export function openOutboxRows(db: Reader, limit = 500): OutboxRow[] {
  return db
    .select()
    .from(outbox)
    .where(and(ne(outbox.state, 'confirmed'), byLine))
    .orderBy(desc(eq(outbox.state, 'rejected')), asc(outbox.seq))
    .limit(limit)
    .all();
}

/** How many rows are in each state; of the open ones, those that the line carries. */
export function outboxCounts(db: Reader): Record<OutboxState, number> {
  const counts: Record<OutboxState, number> = { waiting: 0, sending: 0, confirmed: 0, rejected: 0 };
  for (const row of allCounts(db).all()) counts[row.state] = row.n;
  for (const row of countsByHand(db).all()) counts[row.state] -= row.n;
  return counts;
}

// Read off one index, however many rows there are; those that go by hand are few and are looked up.
const allCounts = prepared((db: Reader) =>
  db.select({ state: outbox.state, n: count() }).from(outbox).groupBy(outbox.state).prepare(),
);
const countsByHand = prepared((db: Reader) =>
  db
    .select({ state: outbox.state, n: count() })
    .from(outbox)
    .where(and(inArray(outbox.state, ['waiting', 'sending', 'rejected']), byHand))
    .groupBy(outbox.state)
    .prepare(),
);

/** Whether a message waits for the line. */
export function anyWaiting(db: Reader): boolean {
  return oneWaiting(db).get() !== undefined;
}

const oneWaiting = prepared((db: Reader) =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.state, 'waiting'), byLine))
    .limit(1)
    .prepare(),
);

/** Bytes of the documents that the line has still to carry. */
export function bytesWaiting(db: Reader): number {
  return (bytesOf(db).get()?.bytes ?? 0) - (bytesByHand(db).get()?.bytes ?? 0);
}

const isOpen = inArray(outbox.state, ['waiting', 'sending']);
const bytes = sql<number>`coalesce(sum(${outbox.bytes}), 0)`;
const bytesOf = prepared((db: Reader) => db.select({ bytes }).from(outbox).where(isOpen).prepare());
const bytesByHand = prepared((db: Reader) => db.select({ bytes }).from(outbox).where(and(isOpen, byHand)).prepare());
