import type { Reader, Tx } from '../database.ts';
import { eq, gt, lt } from '../drizzle.ts';
import { linePauses, lineUse } from '../schema/index.ts';

export type LineUseRow = typeof lineUse.$inferSelect;

/** What the lines carried, the days in their order. */
export function listLineUse(db: Reader): LineUseRow[] {
  return db.select().from(lineUse).orderBy(lineUse.day, lineUse.line).all();
}

/** Writes the bytes of a line on a day anew. */
export function writeLineUse(tx: Tx, row: LineUseRow): void {
  tx.insert(lineUse)
    .values(row)
    .onConflictDoUpdate({ target: [lineUse.line, lineUse.day], set: { bytes: row.bytes } })
    .run();
}

/** Forgets the days before `from` and those after `to`. */
export function deleteLineUse(tx: Tx, from: string, to: string): void {
  tx.delete(lineUse).where(lt(lineUse.day, from)).run();
  tx.delete(lineUse).where(gt(lineUse.day, to)).run();
}

/** Forgets what a line carried. */
export function deleteUseOfLine(tx: Tx, line: string): void {
  tx.delete(lineUse).where(eq(lineUse.line, line)).run();
}

/** A line that is paused stays so under its new name. */
export function renamePausedLine(tx: Tx, from: string, to: string): void {
  const paused = tx.delete(linePauses).where(eq(linePauses.line, from)).returning().get();
  if (paused) {
    tx.insert(linePauses)
      .values({ ...paused, line: to })
      .onConflictDoNothing()
      .run();
  }
}

/** The names of the lines that are paused. */
export function listPausedLines(db: Reader): string[] {
  return db
    .select({ line: linePauses.line })
    .from(linePauses)
    .orderBy(linePauses.line)
    .all()
    .map(({ line }) => line);
}

/** Pauses a line, or lets it go on. Answers whether that changed anything. */
export function pauseLine(tx: Tx, line: string, by: { readonly at: number; readonly officer: string } | null): boolean {
  if (by === null) return tx.delete(linePauses).where(eq(linePauses.line, line)).run().changes > 0;
  const row = { line, pausedAt: by.at, pausedBy: by.officer };
  return tx.insert(linePauses).values(row).onConflictDoNothing().run().changes > 0;
}
