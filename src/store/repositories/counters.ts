import type { Tx } from '../database.ts';
import { eq } from '../drizzle.ts';
import { counters } from '../schema/index.ts';

/** The next value of a durable counter, from 1. Taken in the transaction that uses it: a rollback gives it back. */
export function nextValue(tx: Tx, name: string): number {
  const value = (tx.select().from(counters).where(eq(counters.name, name)).get()?.value ?? 0) + 1;
  tx.insert(counters).values({ name, value }).onConflictDoUpdate({ target: counters.name, set: { value } }).run();
  return value;
}

/** Raises a counter, so that values which may have been given elsewhere are passed over. */
export function raiseCounter(tx: Tx, name: string, by: number): void {
  const value = (tx.select().from(counters).where(eq(counters.name, name)).get()?.value ?? 0) + by;
  tx.insert(counters).values({ name, value }).onConflictDoUpdate({ target: counters.name, set: { value } }).run();
}
