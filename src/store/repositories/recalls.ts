import type { Reader, Tx } from '../database.ts';
import { and, asc, eq, gt, isNotNull, isNull, lte, or } from '../drizzle.ts';
import { recalls } from '../schema/index.ts';
import { outbox } from '../schema/outbox.ts';

export type RecallRow = typeof recalls.$inferSelect;

export function addRecall(
  tx: Tx,
  row: Pick<RecallRow, 'originalId' | 'dossierId' | 'uploadId' | 'syncId' | 'askedAt'>,
): void {
  tx.insert(recalls)
    .values({ ...row, nextAt: row.askedAt })
    .run();
}

export function recallsOfDossier(db: Reader, dossierId: string): RecallRow[] {
  return db.select().from(recalls).where(eq(recalls.dossierId, dossierId)).orderBy(asc(recalls.askedAt)).all();
}

/**
 * The recall whose link is to be revoked next: the copy has arrived at the gateway, and it is due. One further off than
 * `horizon`, the longest wait there is, was set by a clock that went back since.
 */
export function dueRevocation(db: Reader, now: number, horizon: number): RecallRow | undefined {
  const due = or(lte(recalls.nextAt, now), gt(recalls.nextAt, horizon));
  return db
    .select({ recall: recalls })
    .from(recalls)
    .innerJoin(outbox, eq(outbox.id, recalls.uploadId))
    .where(and(isNull(recalls.linkRevokedAt), due, eq(outbox.state, 'confirmed')))
    .orderBy(asc(recalls.nextAt))
    .limit(1)
    .get()?.recall;
}

/** When the next link is to be revoked of those that can be; null when there is none. */
export function nextRevocationAt(db: Reader): number | null {
  const row = db
    .select({ at: recalls.nextAt })
    .from(recalls)
    .innerJoin(outbox, eq(outbox.id, recalls.uploadId))
    .where(and(isNull(recalls.linkRevokedAt), isNotNull(recalls.uploadId), eq(outbox.state, 'confirmed')))
    .orderBy(asc(recalls.nextAt))
    .limit(1)
    .get();
  return row?.at ?? null;
}

export function updateRecall(
  tx: Tx,
  originalId: string,
  change: Partial<Pick<RecallRow, 'linkRevokedAt' | 'verifiedAt' | 'tries' | 'nextAt' | 'failureCode'>>,
): void {
  tx.update(recalls).set(change).where(eq(recalls.originalId, originalId)).run();
}
