/** What goes to the portal by an officer's hand: the files taken, and the proofs entered. */
import type { Reader, Tx } from '../database.ts';
import { and, asc, count, desc, eq, inArray, min, ne, or, sql } from '../drizzle.ts';
import { dossiers, handoverProofs, handovers, originals, outbox } from '../schema/index.ts';
import type { OutboxRow } from './outbox.ts';

export type HandoverRow = typeof handovers.$inferSelect;
export type ProofRow = typeof handoverProofs.$inferSelect;

export function insertHandover(tx: Tx, row: HandoverRow): void {
  tx.insert(handovers).values(row).run();
}

export function findHandover(db: Reader, originalId: string): HandoverRow | undefined {
  return db.select().from(handovers).where(eq(handovers.originalId, originalId)).get();
}

/** The files taken of these dossiers. */
export function handoversOf(db: Reader, dossierIds: readonly string[]): HandoverRow[] {
  if (dossierIds.length === 0) return [];
  return db
    .select()
    .from(handovers)
    .where(inArray(handovers.dossierId, [...dossierIds]))
    .orderBy(asc(handovers.takenAt))
    .all();
}

/** Whether an officer has begun this dossier by hand: from then on it goes by hand. */
export function goesByHand(db: Reader, dossierId: string): boolean {
  return handoversOf(db, [dossierId]).length > 0;
}

export function insertProof(tx: Tx, row: ProofRow): void {
  tx.insert(handoverProofs).values(row).run();
}

export function findProof(db: Reader, id: string): ProofRow | undefined {
  return db.select().from(handoverProofs).where(eq(handoverProofs.id, id)).get();
}

/** The proofs of these originals, the first one first. */
export function proofsOf(db: Reader, originalIds: readonly string[]): ProofRow[] {
  if (originalIds.length === 0) return [];
  return db
    .select()
    .from(handoverProofs)
    .where(inArray(handoverProofs.originalId, [...originalIds]))
    .orderBy(asc(handoverProofs.originalId), asc(handoverProofs.ordinal))
    .all();
}

/** The originals whose proof was entered last, the latest first. */
export function lastProven(db: Reader, limit: number): string[] {
  return db
    .select({ id: handoverProofs.originalId, ordinal: handoverProofs.ordinal })
    .from(handoverProofs)
    .where(eq(handoverProofs.ordinal, 1))
    .orderBy(desc(handoverProofs.enteredAt))
    .limit(limit)
    .all()
    .map(({ id }) => id);
}

/** The code of another dossier whose proof in force carries this code of the portal. */
export function otherDossierWith(db: Reader, portalCode: string, dossierId: string): string | null {
  const later = sql`EXISTS (SELECT 1 FROM handover_proofs AS later
    WHERE later.original_id = ${handoverProofs.originalId} AND later.ordinal > ${handoverProofs.ordinal})`;
  const found = db
    .select({ code: dossiers.code })
    .from(handoverProofs)
    .innerJoin(handovers, eq(handovers.originalId, handoverProofs.originalId))
    .innerJoin(dossiers, eq(dossiers.id, handovers.dossierId))
    .where(and(eq(handoverProofs.portalCode, portalCode), ne(handovers.dossierId, dossierId), sql`NOT ${later}`))
    .limit(1)
    .get();
  return found?.code ?? null;
}

const taken = sql`EXISTS (SELECT 1 FROM ${handovers} WHERE ${handovers.dossierId} = ${outbox.dossierId})`;
const cancelledThere = sql`EXISTS (SELECT 1 FROM ${handovers} INNER JOIN ${originals}
  ON ${originals.id} = ${handovers.originalId}
  WHERE ${handovers.dossierId} = ${outbox.dossierId} AND ${originals.state} = 'cancelled')`;
const issuedInIt = sql`EXISTS (SELECT 1 FROM ${originals}
  WHERE ${originals.dossierId} = ${outbox.dossierId} AND ${originals.state} = 'issued')`;
const wasOnTheLine = sql`EXISTS (SELECT 1 FROM ${outbox} AS other
  WHERE other.dossier_id = ${outbox.dossierId} AND other.kind = 'sync-dossier' AND other.begun_at IS NOT NULL)`;

/**
 * The dossiers of which the portal must still learn something that is no copy, and since when: a copy that an officer
 * took was cancelled, or the dossier was on its way by a line that no longer carries it (`attended`: none does).
 */
export function dossiersToUpdate(db: Reader, attended: boolean): { dossierId: string; since: number }[] {
  return db
    .select({ dossierId: outbox.dossierId, since: sql<number>`min(${outbox.createdAt})` })
    .from(outbox)
    .where(
      and(
        ne(outbox.state, 'confirmed'),
        sql`NOT ${issuedInIt}`,
        or(cancelledThere, attended ? wasOnTheLine : and(taken, wasOnTheLine)),
      ),
    )
    .groupBy(outbox.dossierId)
    .orderBy(asc(sql`min(${outbox.createdAt})`))
    .all();
}

/** The issued originals that wait for an officer: of all dossiers, or (not `attended`) of those begun by hand. */
export function originalsToHandOver(db: Reader, attended: boolean): (typeof originals.$inferSelect)[] {
  const begun = sql`EXISTS (SELECT 1 FROM ${handovers} WHERE ${handovers.dossierId} = ${originals.dossierId})`;
  return db
    .select()
    .from(originals)
    .where(and(eq(originals.state, 'issued'), attended ? undefined : begun))
    .orderBy(asc(originals.issuedAt), asc(originals.ordinal))
    .all();
}

/** How many dossiers wait for an officer to put a copy on the portal, and since when the oldest does. */
export function handOverBacklog(db: Reader, attended: boolean): { dossiers: number; oldestAt: number | null } {
  const begun = sql`EXISTS (SELECT 1 FROM ${handovers} WHERE ${handovers.dossierId} = ${originals.dossierId})`;
  const issued = db
    .select({ n: count(sql`DISTINCT ${originals.dossierId}`), oldest: min(originals.issuedAt) })
    .from(originals)
    .where(and(eq(originals.state, 'issued'), attended ? undefined : begun))
    .get();
  const updates = dossiersToUpdate(db, attended);
  const since = [issued?.oldest ?? null, updates[0]?.since ?? null].filter((at) => at !== null);
  return { dossiers: (issued?.n ?? 0) + updates.length, oldestAt: since.length === 0 ? null : Math.min(...since) };
}

/** The rows of these dossiers, in the order of sending. */
export function outboxOfDossiers(db: Reader, dossierIds: readonly string[]): OutboxRow[] {
  if (dossierIds.length === 0) return [];
  return db
    .select()
    .from(outbox)
    .where(inArray(outbox.dossierId, [...dossierIds]))
    .orderBy(asc(outbox.seq))
    .all();
}
