import type { Reader, Tx } from '../database.ts';
import { and, desc, eq, isNotNull, isNull, max } from '../drizzle.ts';
import { registerHolds } from '../schema/register-holds.ts';
import type { RegisterKey } from './register.ts';

export type RegisterHoldRow = typeof registerHolds.$inferSelect;

export function insertHold(tx: Tx, row: Pick<RegisterHoldRow, 'id' | 'since' | 'cause' | 'backupAt'>): void {
  tx.insert(registerHolds).values(row).run();
}

/**
 * The hold that nobody has lifted yet; the newest when a database was brought back twice. One that a damage caused goes
 * before a changed source: then rows may be lost, whatever else the book has.
 */
export function openHold(db: Reader): RegisterHoldRow | undefined {
  return db
    .select()
    .from(registerHolds)
    .where(isNull(registerHolds.confirmedAt))
    .orderBy(eq(registerHolds.cause, 'source'), desc(registerHolds.since))
    .get();
}

/** Writes down that the files without rows were looked through, of every open hold. */
export function noteLooked(tx: Tx, looked: { readonly lookedAt: number; readonly unread: number }): void {
  tx.update(registerHolds).set(looked).where(isNull(registerHolds.confirmedAt)).run();
}

/** Forgets the question that a changed source asked: numbers come from outside again. */
export function dropSourceHolds(tx: Tx): void {
  tx.delete(registerHolds)
    .where(and(eq(registerHolds.cause, 'source'), isNull(registerHolds.confirmedAt)))
    .run();
}

/**
 * Lifts every open hold at once: the officer's word is about the book, not about one of them. What is lost is kept with
 * the hold `id` alone, so that it stands in the book once.
 */
export function liftHolds(
  tx: Tx,
  id: string,
  lift: RegisterKey & { confirmedAt: number; confirmedBy: string; firstLost: number | null; lastNumber: number },
): void {
  tx.update(registerHolds).set(lift).where(eq(registerHolds.id, id)).run();
  tx.update(registerHolds)
    .set({ ...lift, firstLost: null })
    .where(isNull(registerHolds.confirmedAt))
    .run();
}

/** The highest number that an officer has said to be given in this register, 0 when none has. */
export function lastConfirmedNumber(db: Reader, { office, registerType, year }: RegisterKey): number {
  const isIt = and(
    eq(registerHolds.office, office),
    eq(registerHolds.registerType, registerType),
    eq(registerHolds.year, year),
  );
  return (
    db
      .select({ number: max(registerHolds.lastNumber) })
      .from(registerHolds)
      .where(isIt)
      .get()?.number ?? 0
  );
}

/** The numbers of a register that were given and whose rows are lost. */
export function lostNumbers(db: Reader, key: RegisterKey): { from: number; to: number; since: number }[] {
  const rows = db
    .select()
    .from(registerHolds)
    .where(
      and(
        eq(registerHolds.office, key.office),
        eq(registerHolds.registerType, key.registerType),
        eq(registerHolds.year, key.year),
        isNotNull(registerHolds.firstLost),
      ),
    )
    .orderBy(registerHolds.since)
    .all();
  return rows.flatMap(({ firstLost, lastNumber, since }) =>
    firstLost === null || lastNumber === null ? [] : [{ from: firstLost, to: lastNumber, since }],
  );
}
