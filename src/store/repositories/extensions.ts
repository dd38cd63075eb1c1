/** The issued copies that wait for time-stamps and revocation data, and what became of the others. */
import type { Reader, Tx } from '../database.ts';
import { and, asc, eq, gt, inArray, isNull, lte, min, or } from '../drizzle.ts';
import { copyExtensions } from '../schema/extensions.ts';

export type ExtensionRow = typeof copyExtensions.$inferSelect;

export function insertExtension(
  tx: Tx,
  row: Pick<
    ExtensionRow,
    'originalId' | 'dossierId' | 'sealedDocumentId' | 'sealedSha256' | 'sealedLength' | 'createdAt'
  >,
): void {
  tx.insert(copyExtensions)
    .values({ ...row, state: 'waiting', nextAttemptAt: row.createdAt })
    .run();
}

export function findExtension(db: Reader, originalId: string): ExtensionRow | undefined {
  return db.select().from(copyExtensions).where(eq(copyExtensions.originalId, originalId)).get();
}

/** Those of several originals. */
export function extensionsOf(db: Reader, originalIds: readonly string[]): ExtensionRow[] {
  if (originalIds.length === 0) return [];
  return db
    .select()
    .from(copyExtensions)
    .where(inArray(copyExtensions.originalId, [...originalIds]))
    .all();
}

export function updateExtension(
  tx: Tx,
  originalId: string,
  change: Partial<Omit<ExtensionRow, 'originalId' | 'dossierId' | 'createdAt'>>,
): void {
  tx.update(copyExtensions).set(change).where(eq(copyExtensions.originalId, originalId)).run();
}

/** All that have not come to their end. */
export function openExtensions(db: Reader): ExtensionRow[] {
  return db
    .select()
    .from(copyExtensions)
    .where(isNull(copyExtensions.endedAt))
    .orderBy(asc(copyExtensions.createdAt))
    .all();
}

/** Those that a stop, or a disk without space, has cut in the middle, or that are at work. */
export function workingExtensions(db: Reader): ExtensionRow[] {
  return openExtensions(db).filter(({ state }) => state === 'working');
}

/**
 * The next one due at `now`. One due later than `horizon`, the longest wait there is, was put off by a clock that has
 * since been set back, and counts as due.
 */
export function nextExtension(db: Reader, now: number, horizon: number): ExtensionRow | undefined {
  const due = or(lte(copyExtensions.nextAttemptAt, now), gt(copyExtensions.nextAttemptAt, horizon));
  return db
    .select()
    .from(copyExtensions)
    .where(and(eq(copyExtensions.state, 'waiting'), isNull(copyExtensions.endedAt), due))
    .orderBy(asc(copyExtensions.nextAttemptAt), asc(copyExtensions.createdAt))
    .limit(1)
    .get();
}

/** When the next one is due; null when none waits. */
export function nextExtensionAt(db: Reader): number | null {
  const waiting = and(eq(copyExtensions.state, 'waiting'), isNull(copyExtensions.endedAt));
  return (
    db
      .select({ at: min(copyExtensions.nextAttemptAt) })
      .from(copyExtensions)
      .where(waiting)
      .get()?.at ?? null
  );
}

/** Makes those that failed with one of `codes` due now. */
export function makeExtensionsDue(tx: Tx, now: number, codes: readonly string[]): void {
  const failed = inArray(copyExtensions.failureCode, [...codes]);
  tx.update(copyExtensions)
    .set({ nextAttemptAt: now })
    .where(and(eq(copyExtensions.state, 'waiting'), gt(copyExtensions.nextAttemptAt, now), failed))
    .run();
}
