import type { Reader, Tx } from '../database.ts';
import { and, eq, inArray, isNotNull, isNull, max, ne, sql } from '../drizzle.ts';
import { guestKeyOf } from '../guests/guest-key.ts';
import {
  documents,
  dossiers,
  guestBundles,
  journal,
  onlineRequests,
  originals,
  outbox,
  tellings,
} from '../schema/index.ts';

/** What is known of a dossier for its retention. */
export interface KeptDossier {
  readonly id: string;
  readonly states: readonly string[];
  readonly lastActAt: number;
  readonly allConfirmed: boolean;
}

/** Ids of the dossiers with originals whose documents are still there, and of which the portal has been told all. */
export function settledDossierIds(db: Reader): string[] {
  // Answered by indexes: what waits for a line that is away for weeks is passed over without being read.
  const waits = sql`SELECT 1 FROM ${outbox} WHERE ${outbox.dossierId} = ${dossiers.id} AND ${outbox.state} <> 'confirmed'`;
  const has = sql`SELECT 1 FROM ${originals} WHERE ${originals.dossierId} = ${dossiers.id}`;
  return db
    .select({ id: dossiers.id })
    .from(dossiers)
    .where(and(isNull(dossiers.purgedAt), sql`NOT EXISTS (${waits})`, sql`EXISTS (${has})`))
    .all()
    .map(({ id }) => id);
}

/**
 * Undefined when there is no such dossier or it is purged already.
 *
 * @param besides  whether the one-stop system beside the portal is told of dossiers too: then that counts as well
 */
export function keptDossier(db: Reader, id: string, besides: boolean): KeptDossier | undefined {
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
    allConfirmed: open === undefined && !(besides && isTold(db, id) === false),
  };
}

/** Whether the one-stop system has confirmed all of a dossier; undefined when there was nothing to tell. */
function isTold(db: Reader, dossierId: string): boolean | undefined {
  const row = db.select({ state: tellings.state }).from(tellings).where(eq(tellings.dossierId, dossierId)).get();
  return row && row.state === 'confirmed';
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

/** Which of these keys belong to a dossier or a request filed online that its row calls purged, or to an emptied bundle. */
export function purgedAmong(db: Reader, keyIds: readonly string[]): string[] {
  const found: string[] = [];
  for (let from = 0; from < keyIds.length; from += 500) {
    const some = keyIds.slice(from, from + 500);
    for (const table of [dossiers, onlineRequests]) {
      const purged = and(inArray(table.id, some), isNotNull(table.purgedAt));
      found.push(
        ...db
          .select({ id: table.id })
          .from(table)
          .where(purged)
          .all()
          .map(({ id }) => id),
      );
    }
  }
  const emptied = db.select({ id: guestBundles.id }).from(guestBundles).where(isNotNull(guestBundles.emptiedAt)).all();
  const ofBundles = new Set(emptied.map(({ id }) => guestKeyOf(id)));
  return [...new Set([...found, ...keyIds.filter((id) => ofBundles.has(id))])];
}
