import type { Reader, Tx } from '../database.ts';
import { and, asc, count, eq, inArray, max } from '../drizzle.ts';
import { pages, scans } from '../schema/index.ts';

export type PageRow = typeof pages.$inferSelect;
export type ScanRow = typeof scans.$inferSelect;

export function listPages(db: Reader, originalId: string): PageRow[] {
  return db.select().from(pages).where(eq(pages.originalId, originalId)).orderBy(asc(pages.ordinal)).all();
}

/** How many pages each of the originals has. */
export function countPages(db: Reader, originalIds: readonly string[]): Map<string, number> {
  if (originalIds.length === 0) return new Map();
  const rows = db
    .select({ id: pages.originalId, pages: count() })
    .from(pages)
    .where(inArray(pages.originalId, [...originalIds]))
    .groupBy(pages.originalId)
    .all();
  return new Map(rows.map((row) => [row.id, row.pages]));
}

export function findPage(db: Reader, originalId: string, ordinal: number): PageRow | undefined {
  return db
    .select()
    .from(pages)
    .where(and(eq(pages.originalId, originalId), eq(pages.ordinal, ordinal)))
    .get();
}

export function lastOrdinal(db: Reader, originalId: string): number {
  return (
    db
      .select({ n: max(pages.ordinal) })
      .from(pages)
      .where(eq(pages.originalId, originalId))
      .get()?.n ?? 0
  );
}

export function insertPage(tx: Tx, row: PageRow): void {
  tx.insert(pages).values(row).run();
}

export function deletePages(tx: Tx, originalId: string): void {
  tx.delete(pages).where(eq(pages.originalId, originalId)).run();
}

export function insertScan(tx: Tx, row: typeof scans.$inferInsert): void {
  tx.insert(scans).values(row).run();
}

export function updateScan(tx: Tx, id: string, change: Partial<Omit<ScanRow, 'id'>>): void {
  tx.update(scans).set(change).where(eq(scans.id, id)).run();
}

export function findScan(db: Reader, id: string): ScanRow | undefined {
  return db.select().from(scans).where(eq(scans.id, id)).get();
}

export function listScans(db: Reader, originalId: string): ScanRow[] {
  return db.select().from(scans).where(eq(scans.originalId, originalId)).orderBy(asc(scans.begunAt)).all();
}

export function listUnfinishedScans(db: Reader): ScanRow[] {
  return db.select().from(scans).where(eq(scans.state, 'scanning')).all();
}
