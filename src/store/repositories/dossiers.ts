import type { Reader, Tx } from '../database.ts';
import { and, asc, desc, eq, gte, inArray, like, or, prepared, sql } from '../drizzle.ts';
import { dossiers, originals } from '../schema/index.ts';

export type DossierRow = typeof dossiers.$inferSelect;
export type OriginalRow = typeof originals.$inferSelect;

export function findDossier(db: Reader, id: string): DossierRow | undefined {
  return dossierOf(db).get({ id });
}

const dossierOf = prepared((db: Reader) =>
  db
    .select()
    .from(dossiers)
    .where(eq(dossiers.id, sql.placeholder('id')))
    .prepare(),
);

export function findDossierByTracking(db: Reader, trackingCode: string): DossierRow | undefined {
  return db.select().from(dossiers).where(eq(dossiers.trackingCode, trackingCode)).get();
}

export function insertDossier(tx: Tx, row: typeof dossiers.$inferInsert): void {
  tx.insert(dossiers).values(row).run();
}

export function updateDossier(tx: Tx, id: string, change: Partial<Omit<DossierRow, 'id'>>): void {
  tx.update(dossiers).set(change).where(eq(dossiers.id, id)).run();
}

export function findDossierByCode(db: Reader, code: string): DossierRow | undefined {
  return db.select().from(dossiers).where(eq(dossiers.code, code)).get();
}

/** Dossiers, due soonest first; `search` matches the folded name or the code. */
export function listDossiers(
  db: Reader,
  options: { readonly createdSince?: number; readonly search?: string; readonly limit: number },
): DossierRow[] {
  const matches = options.search ? `%${options.search.replaceAll(/[%_]/g, '')}%` : null;
  return db
    .select()
    .from(dossiers)
    .where(
      and(
        options.createdSince === undefined ? undefined : gte(dossiers.createdAt, options.createdSince),
        matches ? or(like(dossiers.requesterFolded, matches), like(dossiers.code, matches)) : undefined,
      ),
    )
    .orderBy(asc(dossiers.dueAt), desc(dossiers.createdAt))
    .limit(options.limit)
    .all();
}

export function findOriginal(db: Reader, id: string): OriginalRow | undefined {
  return db.select().from(originals).where(eq(originals.id, id)).get();
}

export function listOriginals(db: Reader, dossierIds: readonly string[]): OriginalRow[] {
  return dossierIds.length === 0 ? [] : originalsOf(db).all({ dossierIds: JSON.stringify(dossierIds) });
}

const originalsOf = prepared((db: Reader) =>
  db
    .select()
    .from(originals)
    .where(sql`${originals.dossierId} in (select value from json_each(${sql.placeholder('dossierIds')}))`)
    .orderBy(asc(originals.dossierId), asc(originals.ordinal))
    .prepare(),
);

export function listOriginalsInState(db: Reader, states: readonly string[]): OriginalRow[] {
  return db
    .select()
    .from(originals)
    .where(inArray(originals.state, [...states]))
    .orderBy(asc(originals.createdAt))
    .all();
}

export function insertOriginal(tx: Tx, row: typeof originals.$inferInsert): void {
  tx.insert(originals).values(row).run();
}

/**
 * Changes an original if nobody changed it since `row` was read, and counts its version up.
 * Answers whether it did: of two commands at once only the first passes.
 */
export function updateOriginal(
  tx: Tx,
  row: Pick<OriginalRow, 'id' | 'version'>,
  change: Partial<Omit<OriginalRow, 'id' | 'version'>>,
): boolean {
  const result = tx
    .update(originals)
    .set({ ...change, version: row.version + 1 })
    .where(and(eq(originals.id, row.id), eq(originals.version, row.version)))
    .run();
  return result.changes === 1;
}
