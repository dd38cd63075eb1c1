import type { Turn } from '../../certification/index.ts';
import type { Reader, Tx } from '../database.ts';
import { among, and, asc, count, desc, eq, max } from '../drizzle.ts';
import { documents, pageArrangements, pages, scans } from '../schema/index.ts';

export type PageRow = typeof pages.$inferSelect;
export type ScanRow = typeof scans.$inferSelect;
export type ArrangementRow = typeof pageArrangements.$inferSelect;

/** A page that counts: its place now as `ordinal`, its place as scanned, and how far it is turned. */
export interface ArrangedPage extends PageRow {
  readonly scanned: number;
  readonly turn: Turn;
}

/** The pages of an original as they count now, in order; those set aside are left out. */
export function listPages(db: Reader, originalId: string): ArrangedPage[] {
  const scanned = listScannedPages(db, originalId);
  const arrangement = lastArrangement(db, originalId);
  const byId = new Map(scanned.map((page) => [page.id, page]));
  const placed = (arrangement?.pages ?? []).flatMap(({ id, turn }) => {
    const page = byId.get(id);
    return page ? [{ page, turn }] : [];
  });
  const since = scanned.filter((page) => page.ordinal > (arrangement?.through ?? 0));
  return [...placed, ...since.map((page) => ({ page, turn: 0 as const }))].map(({ page, turn }, at) => ({
    ...page,
    ordinal: at + 1,
    scanned: page.ordinal,
    turn,
  }));
}

/** Every page that was scanned, as they came; `ordinal` is that order. */
export function listScannedPages(db: Reader, originalId: string): PageRow[] {
  return db.select().from(pages).where(eq(pages.originalId, originalId)).orderBy(asc(pages.ordinal)).all();
}

/** How many pages of each of the originals count. */
export function countPages(db: Reader, originalIds: readonly string[]): Map<string, number> {
  if (originalIds.length === 0) return new Map();
  const rows = db
    .select({ id: pages.originalId, pages: count(), last: max(pages.ordinal) })
    .from(pages)
    .where(among(pages.originalId, originalIds))
    .groupBy(pages.originalId)
    .all();
  const arrangements = db
    .select()
    .from(pageArrangements)
    .where(among(pageArrangements.originalId, originalIds))
    .orderBy(asc(pageArrangements.sequence))
    .all();
  const last = new Map(arrangements.map((row) => [row.originalId, row]));
  return new Map(
    rows.map((row) => {
      const arrangement = last.get(row.id);
      const since = (row.last ?? 0) - (arrangement?.through ?? 0);
      return [row.id, arrangement ? arrangement.pages.length + since : row.pages];
    }),
  );
}

/** How long each of the pages is as kept, by its document. */
export function pageLengths(db: Reader, kept: readonly Pick<PageRow, 'documentId'>[]): Map<string, number> {
  if (kept.length === 0) return new Map();
  const ids = kept.map((page) => page.documentId);
  const rows = db
    .select({ id: documents.id, length: documents.length })
    .from(documents)
    .where(among(documents.id, ids))
    .all();
  return new Map(rows.map(({ id, length }) => [id, length]));
}

/** The page in this place now. */
export function findPage(db: Reader, originalId: string, ordinal: number): ArrangedPage | undefined {
  return listPages(db, originalId)[ordinal - 1];
}

/** A page of this original by its id, set aside or not. */
export function findScannedPage(db: Reader, originalId: string, id: string): PageRow | undefined {
  return db
    .select()
    .from(pages)
    .where(and(eq(pages.originalId, originalId), eq(pages.id, id)))
    .get();
}

/** How many pages were ever scanned. */
export function lastOrdinal(db: Reader, originalId: string): number {
  return (
    db
      .select({ n: max(pages.ordinal) })
      .from(pages)
      .where(eq(pages.originalId, originalId))
      .get()?.n ?? 0
  );
}

/** The arrangement that counts; none while the pages are as they came. */
export function lastArrangement(db: Reader, originalId: string): ArrangementRow | undefined {
  return db
    .select()
    .from(pageArrangements)
    .where(eq(pageArrangements.originalId, originalId))
    .orderBy(desc(pageArrangements.sequence))
    .limit(1)
    .get();
}

/** Arranges the pages anew, over all that is scanned by now; what it leaves out is set aside. */
export function insertArrangement(
  tx: Tx,
  row: Pick<ArrangementRow, 'id' | 'originalId' | 'officerId' | 'at' | 'pages'>,
): void {
  const sequence = (lastArrangement(tx, row.originalId)?.sequence ?? 0) + 1;
  tx.insert(pageArrangements)
    .values({ ...row, sequence, through: lastOrdinal(tx, row.originalId) })
    .run();
}

export function insertPage(tx: Tx, row: PageRow): void {
  tx.insert(pages).values(row).run();
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
