import type { Reader, Tx } from '../database.ts';
import { and, eq, inArray, isNull, max, ne } from '../drizzle.ts';
import { documents, dossiers, journal, originals, outbox } from '../schema/index.ts';

/** What is known of a dossier for its retention. */
export interface KeptDossier {
  readonly id: string;
  readonly states: readonly string[];
  readonly lastActAt: number;
  readonly allConfirmed: boolean;
}

/** Ids of the dossiers whose documents are still there. */
export function keptDossierIds(db: Reader): string[] {
  return db
    .select({ id: dossiers.id })
    .from(dossiers)
    .where(isNull(dossiers.purgedAt))
    .all()
    .map(({ id }) => id);
}

/** Undefined when there is no such dossier or it is purged already. */
export function keptDossier(db: Reader, id: string): KeptDossier | undefined {
  const row = db
    .select({ createdAt: dossiers.createdAt })
    .from(dossiers)
    .where(and(eq(dossiers.id, id), isNull(dossiers.purgedAt)))
    .get();
  if (!row) return undefined;
  const own = db
    .select({ id: originals.id, state: originals.state })
    .from(originals)
    .where(eq(originals.dossierId, id))
    .all();
  const ids = own.map((original) => original.id);
  const last = db
    .select({ at: max(journal.at) })
    .from(journal)
    .where(and(eq(journal.objectType, 'original'), inArray(journal.objectId, ids)))
    .get();
  const open = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.dossierId, id), ne(outbox.state, 'confirmed')))
    .limit(1)
    .get();
  return {
    id,
    states: own.map(({ state }) => state),
    lastActAt: last?.at ?? row.createdAt,
    allConfirmed: open === undefined,
  };
}

/** Marks all documents under the dossier's key as removed; answers their ids. */
export function removeDocumentsOf(tx: Tx, dossierId: string, at: number): string[] {
  return tx
    .update(documents)
    .set({ removedAt: at })
    .where(and(eq(documents.keyId, dossierId), isNull(documents.removedAt)))
    .returning({ id: documents.id })
    .all()
    .map(({ id }) => id);
}

/** The dossier no longer says who asked; its code, dates and states stay. */
export function forgetRequester(tx: Tx, dossierId: string, at: number): void {
  const nobody = { requesterName: '—', requesterFolded: '', requesterIdentity: null, requesterPhone: null };
  tx.update(dossiers)
    .set({ ...nobody, requesterEmail: null, purgedAt: at })
    .where(eq(dossiers.id, dossierId))
    .run();
}
