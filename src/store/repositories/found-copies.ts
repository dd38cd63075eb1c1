import type { Reader, Tx } from '../database.ts';
import { and, desc, eq, max, or } from '../drizzle.ts';
import { foundCopies } from '../schema/index.ts';
import type { RegisterKey } from './register.ts';

export type FoundCopyRow = typeof foundCopies.$inferSelect;

/** Of a number that was found before, the file with the more signatures stays. A file may be found again. */
export function keepFoundCopy(tx: Tx, row: FoundCopyRow): void {
  const isNumber = and(
    eq(foundCopies.registerType, row.registerType),
    eq(foundCopies.year, row.year),
    eq(foundCopies.number, row.number),
  );
  const known = tx.select().from(foundCopies).where(isNumber).get();
  if (known !== undefined && known.signatures >= row.signatures) return;
  tx.delete(foundCopies)
    .where(or(isNumber, eq(foundCopies.documentId, row.documentId)))
    .run();
  tx.insert(foundCopies).values(row).run();
}

/** The highest number that stands on a signed copy without a row, 0 when there is none. */
export function lastFoundNumber(db: Reader, { registerType, year }: Omit<RegisterKey, 'office'>): number {
  const isIt = and(eq(foundCopies.registerType, registerType), eq(foundCopies.year, year));
  return (
    db
      .select({ number: max(foundCopies.number) })
      .from(foundCopies)
      .where(isIt)
      .get()?.number ?? 0
  );
}

/** The copies found, the highest number first. */
export function listFoundCopies(db: Reader, limit: number): FoundCopyRow[] {
  return db
    .select()
    .from(foundCopies)
    .orderBy(desc(foundCopies.year), desc(foundCopies.number), desc(foundCopies.registerType))
    .limit(limit)
    .all();
}
