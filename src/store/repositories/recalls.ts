import type { Reader, Tx } from '../database.ts';
import { and, asc, eq, gt, isNotNull, isNull, lte, or, type SQL } from '../drizzle.ts';
import { recalls } from '../schema/index.ts';
import { outbox } from '../schema/outbox.ts';

export type RecallRow = typeof recalls.$inferSelect;

export function addRecall(
  tx: Tx,
  row: Pick<RecallRow, 'originalId' | 'dossierId' | 'uploadId' | 'syncId' | 'askedAt'> &
    Partial<Pick<RecallRow, 'linkId' | 'uploadUrl'>>,
): void {
  tx.insert(recalls)
    .values({ ...row, nextAt: row.askedAt })
    .run();
}

export function recallsOfDossier(db: Reader, dossierId: string): RecallRow[] {
  return db.select().from(recalls).where(eq(recalls.dossierId, dossierId)).orderBy(asc(recalls.askedAt)).all();
}

/** Holds for what can be taken back at the gateway: the copy has arrived there, or its upload was ended on its way. */
function canBeRevoked(): SQL | undefined {
  const arrived = eq(outbox.state, 'confirmed');
  const ended = and(isNotNull(recalls.linkId), isNull(recalls.uploadId));
  return and(isNull(recalls.linkRevokedAt), or(arrived, ended));
}

/**
 * An upload that was ended had just been given an address, or had lost it (null): what grows there is to be taken back,
 * whatever was taken back before.
 */
export function keepLateUpload(tx: Tx, linkId: string, uploadUrl: string | null, now: number): void {
  if (uploadUrl === null) return;
  tx.update(recalls).set({ uploadUrl, linkRevokedAt: null, nextAt: now }).where(eq(recalls.linkId, linkId)).run();
}

/**
 * The recall whose link is to be revoked next: it can be, and it is due. One further off than
 * `horizon`, the longest wait there is, was set by a clock that went back since.
 */
export function dueRevocation(db: Reader, now: number, horizon: number): RecallRow | undefined {
  const due = or(lte(recalls.nextAt, now), gt(recalls.nextAt, horizon));
  return db
    .select({ recall: recalls })
    .from(recalls)
    .leftJoin(outbox, eq(outbox.id, recalls.uploadId))
    .where(and(canBeRevoked(), due))
    .orderBy(asc(recalls.nextAt))
    .limit(1)
    .get()?.recall;
}

/** When the next link is to be revoked of those that can be; null when there is none. */
export function nextRevocationAt(db: Reader): number | null {
  const row = db
    .select({ at: recalls.nextAt })
    .from(recalls)
    .leftJoin(outbox, eq(outbox.id, recalls.uploadId))
    .where(canBeRevoked())
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
