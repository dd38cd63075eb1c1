import type { Reader, Tx } from '../database.ts';
import { and, desc, eq } from '../drizzle.ts';
import { attemptItems, attempts } from '../schema/index.ts';

export type AttemptRow = typeof attempts.$inferSelect;
export type AttemptItemRow = typeof attemptItems.$inferSelect;

export function insertAttempt(tx: Tx, row: typeof attempts.$inferInsert): void {
  tx.insert(attempts).values(row).run();
}

export function insertAttemptItem(tx: Tx, row: typeof attemptItems.$inferInsert): void {
  tx.insert(attemptItems).values(row).run();
}

export function findAttempt(db: Reader, id: string): AttemptRow | undefined {
  return db.select().from(attempts).where(eq(attempts.id, id)).get();
}

export function listItems(db: Reader, attemptId: string): AttemptItemRow[] {
  return db.select().from(attemptItems).where(eq(attemptItems.attemptId, attemptId)).orderBy(attemptItems.id).all();
}

/** The attempt of an officer that waits for the PIN, if there is one. */
export function preparedAttempt(db: Reader, officerId: string, kind: AttemptRow['kind']): AttemptRow | undefined {
  return db
    .select()
    .from(attempts)
    .where(and(eq(attempts.officerId, officerId), eq(attempts.kind, kind), eq(attempts.state, 'prepared')))
    .orderBy(desc(attempts.createdAt))
    .get();
}

/** Attempts that wait for their PIN. */
export function listPreparedAttempts(db: Reader): AttemptRow[] {
  return db.select().from(attempts).where(eq(attempts.state, 'prepared')).all();
}

/** The items of an original in attempts that wait for their PIN. */
export function preparedItemsOf(db: Reader, originalId: string): { item: AttemptItemRow; kind: AttemptRow['kind'] }[] {
  return db
    .select({ item: attemptItems, kind: attempts.kind })
    .from(attemptItems)
    .innerJoin(attempts, eq(attempts.id, attemptItems.attemptId))
    .where(and(eq(attemptItems.originalId, originalId), eq(attemptItems.state, 'prepared')))
    .all();
}

/** Attempts whose PIN had been given when the station stopped. */
export function listWorkingAttempts(db: Reader): AttemptRow[] {
  return db.select().from(attempts).where(eq(attempts.state, 'working')).all();
}

/** The items of which a signature may be under way. */
export function listBegunItems(db: Reader): AttemptItemRow[] {
  return db.select().from(attemptItems).where(eq(attemptItems.state, 'begun')).all();
}

export function updateAttempt(tx: Tx, id: string, change: Partial<Omit<AttemptRow, 'id'>>): void {
  tx.update(attempts).set(change).where(eq(attempts.id, id)).run();
}

export function updateItem(tx: Tx, id: string, change: Partial<Omit<AttemptItemRow, 'id'>>): void {
  tx.update(attemptItems).set(change).where(eq(attemptItems.id, id)).run();
}

/** The item under which an original is being signed or sealed at this moment; nothing can be taken back meanwhile. */
export function begunItemOf(db: Reader, originalId: string): AttemptItemRow | undefined {
  return db
    .select()
    .from(attemptItems)
    .where(and(eq(attemptItems.originalId, originalId), eq(attemptItems.state, 'begun')))
    .get();
}
