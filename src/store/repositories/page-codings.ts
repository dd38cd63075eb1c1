import type { Reader, Tx } from '../database.ts';
import { among, and, eq, isNull, or } from '../drizzle.ts';
import { documents, pageCodings, pages } from '../schema/index.ts';

export type PageCodingRow = typeof pageCodings.$inferSelect;

/** The codings of these pages that are still there, by page. */
export function findCodings(
  db: Reader,
  pageIds: readonly string[],
  coding: PageCodingRow['coding'],
): Map<string, PageCodingRow> {
  const rows = db
    .select({ row: pageCodings })
    .from(pageCodings)
    .leftJoin(documents, eq(documents.id, pageCodings.documentId))
    .where(
      and(
        among(pageCodings.pageId, pageIds),
        eq(pageCodings.coding, coding),
        or(eq(pageCodings.form, 'kept'), isNull(documents.removedAt)),
      ),
    )
    .all();
  return new Map(rows.map(({ row }) => [row.pageId, row]));
}

/** Notes how a page is coded, in the place of what was noted before. */
export function writeCoding(tx: Tx, row: PageCodingRow): void {
  const { id: _id, pageId: _page, coding: _coding, ...rest } = row;
  tx.insert(pageCodings)
    .values(row)
    .onConflictDoUpdate({ target: [pageCodings.pageId, pageCodings.coding], set: rest })
    .run();
}

/** The documents of all codings of an original that are still there. */
export function codingDocuments(db: Reader, originalId: string): string[] {
  return db
    .select({ id: documents.id })
    .from(pageCodings)
    .innerJoin(pages, eq(pages.id, pageCodings.pageId))
    .innerJoin(documents, eq(documents.id, pageCodings.documentId))
    .where(and(eq(pages.originalId, originalId), isNull(documents.removedAt)))
    .all()
    .map(({ id }) => id);
}
