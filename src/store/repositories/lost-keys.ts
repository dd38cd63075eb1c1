import type { Reader, Tx } from '../database.ts';
import { count, desc, eq, isNull, notInArray } from '../drizzle.ts';
import { documents, dossiers, lostKeys } from '../schema/index.ts';

export type LostKeyRow = typeof lostKeys.$inferSelect;

/** How many documents that are there lie under each key, and of which dossier it is; null where it is of none. */
export function documentsByKey(
  db: Reader,
): { readonly keyId: string; readonly documents: number; readonly dossierId: string | null }[] {
  return db
    .select({ keyId: documents.keyId, documents: count(), dossierId: dossiers.id })
    .from(documents)
    .leftJoin(dossiers, eq(dossiers.id, documents.keyId))
    .where(isNull(documents.removedAt))
    .groupBy(documents.keyId)
    .all();
}

/** Puts these in the place of what was known before; what was known already keeps its time. */
export function replaceLostKeys(tx: Tx, rows: readonly LostKeyRow[]): void {
  const ids = rows.map(({ keyId }) => keyId);
  tx.delete(lostKeys).where(notInArray(lostKeys.keyId, ids)).run();
  for (const row of rows) {
    tx.insert(lostKeys)
      .values(row)
      .onConflictDoUpdate({ target: lostKeys.keyId, set: { documents: row.documents } })
      .run();
  }
}

/** The keys that are lost, by the codes of their dossiers; null where no dossier has the key. */
export function listLostKeys(
  db: Reader,
  limit: number,
): { readonly keyId: string; readonly code: string | null; readonly documents: number; readonly foundAt: number }[] {
  const { keyId, foundAt } = lostKeys;
  return db
    .select({ keyId, code: dossiers.code, documents: lostKeys.documents, foundAt })
    .from(lostKeys)
    .leftJoin(dossiers, eq(dossiers.id, keyId))
    .orderBy(desc(dossiers.code))
    .limit(limit)
    .all();
}
