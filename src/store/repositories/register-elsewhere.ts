import type { Reader, Tx } from '../database.ts';
import { and, asc, eq, inArray, isNull, max } from '../drizzle.ts';
import { registerElsewhere } from '../schema/index.ts';
import type { RegisterKey } from './register.ts';

export type ElsewhereRow = typeof registerElsewhere.$inferSelect;

const of = ({ office, registerType, year }: RegisterKey) =>
  and(
    eq(registerElsewhere.office, office),
    eq(registerElsewhere.registerType, registerType),
    eq(registerElsewhere.year, year),
    isNull(registerElsewhere.takenBackAt),
  );

export function insertElsewhere(tx: Tx, row: Omit<ElsewhereRow, 'takenBackAt'>): void {
  tx.insert(registerElsewhere).values(row).run();
}

/** Takes back what was said when these rows were numbered: their numbers are being corrected. */
export function takeBackElsewhere(tx: Tx, entryIds: readonly string[], at: number): void {
  tx.update(registerElsewhere)
    .set({ takenBackAt: at })
    .where(and(inArray(registerElsewhere.entryId, [...entryIds]), isNull(registerElsewhere.takenBackAt)))
    .run();
}

/** What officers have said of numbers that stand elsewhere; a row of the register under one of them counts more. */
export function listElsewhere(db: Reader, key: RegisterKey): ElsewhereRow[] {
  return db.select().from(registerElsewhere).where(of(key)).orderBy(asc(registerElsewhere.firstNumber)).all();
}

/** The highest number that stands elsewhere, 0 when none does. */
export function lastElsewhere(db: Reader, key: RegisterKey): number {
  return (
    db
      .select({ number: max(registerElsewhere.lastNumber) })
      .from(registerElsewhere)
      .where(of(key))
      .get()?.number ?? 0
  );
}
