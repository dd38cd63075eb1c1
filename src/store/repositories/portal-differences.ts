import type { Clock } from '../../common/clock.ts';
import { newId } from '../../common/id.ts';
import type { Reader, Tx } from '../database.ts';
import { and, asc, count, desc, eq, isNull } from '../drizzle.ts';
import { portalDifferences } from '../schema/index.ts';

export type DifferenceRow = typeof portalDifferences.$inferSelect;
/** A difference as it is found. */
export type FoundDifference = Pick<DifferenceRow, 'kind' | 'subject' | 'ownStatus' | 'farStatus'>;

/** What changed among the open differences of a dossier. */
export interface DifferenceChanges {
  readonly added: readonly DifferenceRow[];
  readonly settled: readonly DifferenceRow[];
}

export function findDifference(db: Reader, id: string): DifferenceRow | undefined {
  return db.select().from(portalDifferences).where(eq(portalDifferences.id, id)).get();
}

/** All that were ever found of a dossier, the latest first. */
export function differencesOfDossier(db: Reader, dossierId: string, limit = 200): DifferenceRow[] {
  const own = eq(portalDifferences.dossierId, dossierId);
  return db
    .select()
    .from(portalDifferences)
    .where(own)
    .orderBy(desc(portalDifferences.foundAt), desc(portalDifferences.id))
    .limit(limit)
    .all();
}

/** Those not settled, the oldest first. */
export function openDifferences(db: Reader, limit = 500): DifferenceRow[] {
  return db
    .select()
    .from(portalDifferences)
    .where(isNull(portalDifferences.settledAt))
    .orderBy(asc(portalDifferences.foundAt), asc(portalDifferences.id))
    .limit(limit)
    .all();
}

/** Those of one dossier that are not settled. */
export function openDifferencesOf(db: Reader, dossierId: string): DifferenceRow[] {
  const open = and(eq(portalDifferences.dossierId, dossierId), isNull(portalDifferences.settledAt));
  return db.select().from(portalDifferences).where(open).all();
}

/** How many are not settled. */
export function countDifferences(db: Reader): number {
  return db.select({ n: count() }).from(portalDifferences).where(isNull(portalDifferences.settledAt)).get()?.n ?? 0;
}

/**
 * Puts what was found in the place of what stood open of a dossier: a difference found again keeps its entry, one that is
 * no more is settled. A status that has changed since is told anew. `kinds`: those that were looked for; others stay.
 */
export function replaceDifferences(
  tx: Tx,
  clock: Clock,
  dossierId: string,
  found: readonly FoundDifference[],
  kinds: readonly DifferenceRow['kind'][],
): DifferenceChanges {
  const now = clock.now();
  const open = openDifferencesOf(tx, dossierId).filter(({ kind }) => kinds.includes(kind));
  const added: DifferenceRow[] = [];
  const again = new Set<string>();
  for (const one of found) {
    const known = open.find((row) => row.kind === one.kind && row.subject === one.subject);
    if (known && known.farStatus === one.farStatus && known.ownStatus === one.ownStatus) {
      tx.update(portalDifferences).set({ seenAt: now }).where(eq(portalDifferences.id, known.id)).run();
      again.add(known.id);
      continue;
    }
    if (known) settle(tx, known.id, now);
    const fresh = { id: newId(clock), dossierId, ...one, foundAt: now, seenAt: now };
    added.push(tx.insert(portalDifferences).values(fresh).returning().get());
    if (known) again.add(known.id);
  }
  const settled = open.filter(({ id }) => !again.has(id));
  for (const { id } of settled) settle(tx, id, now);
  return { added, settled };
}

/** A difference is over. */
export function settle(tx: Tx, id: string, settledAt: number): void {
  tx.update(portalDifferences).set({ settledAt }).where(eq(portalDifferences.id, id)).run();
}

/** An officer has had the dossier sent again. False when it is settled. */
export function markResent(tx: Tx, id: string, resentBy: string, resentAt: number): boolean {
  const open = and(eq(portalDifferences.id, id), isNull(portalDifferences.settledAt));
  return tx.update(portalDifferences).set({ resentBy, resentAt }).where(open).returning().all().length === 1;
}

/** An officer has seen it and sees to it elsewhere. False when it is settled. */
export function markNoted(tx: Tx, id: string, notedBy: string, notedAt: number): boolean {
  const open = and(eq(portalDifferences.id, id), isNull(portalDifferences.settledAt));
  return tx.update(portalDifferences).set({ notedBy, notedAt }).where(open).returning().all().length === 1;
}
