import type { Reader, Tx } from '../database.ts';
import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from '../drizzle.ts';
import { inboundPulls, onlineRequests, requestAnswers } from '../schema/index.ts';
import { outbox } from '../schema/outbox.ts';
import type { OutboxRow } from './outbox.ts';

export type OnlineRequestRow = typeof onlineRequests.$inferSelect;
export type RequestAnswerRow = typeof requestAnswers.$inferSelect;
export type PullRow = typeof inboundPulls.$inferSelect;

export function findRequest(db: Reader, id: string): OnlineRequestRow | undefined {
  return db.select().from(onlineRequests).where(eq(onlineRequests.id, id)).get();
}

export function findRequestByCode(db: Reader, code: string): OnlineRequestRow | undefined {
  return db.select().from(onlineRequests).where(eq(onlineRequests.code, code)).get();
}

export function insertRequest(tx: Tx, row: typeof onlineRequests.$inferInsert): void {
  tx.insert(onlineRequests).values(row).run();
}

/** Changes a request if nobody changed it since `row` was read, and counts its version up; answers whether it did. */
export function updateRequest(
  tx: Tx,
  row: Pick<OnlineRequestRow, 'id' | 'version'>,
  change: Partial<Omit<OnlineRequestRow, 'id' | 'code' | 'version'>>,
): boolean {
  const result = tx
    .update(onlineRequests)
    .set({ ...change, version: row.version + 1 })
    .where(and(eq(onlineRequests.id, row.id), eq(onlineRequests.version, row.version)))
    .run();
  return result.changes === 1;
}

/** What waits for an officer and what changed since `since`: new ones first, in the order in which they were filed. */
export function listRequests(db: Reader, since: number, limit = 300): OnlineRequestRow[] {
  const open = inArray(onlineRequests.state, ['filed', 'supplement', 'unreadable']);
  return db
    .select()
    .from(onlineRequests)
    .where(and(isNull(onlineRequests.purgedAt), or(open, gt(onlineRequests.changedAt, since))))
    .orderBy(desc(eq(onlineRequests.state, 'filed')), asc(onlineRequests.filedAt), asc(onlineRequests.code))
    .limit(limit)
    .all();
}

/** The codes of the requests that wait for an officer, the longest waiting first. */
export function waitingCodes(db: Reader): string[] {
  return db
    .select({ code: onlineRequests.code })
    .from(onlineRequests)
    .where(and(isNull(onlineRequests.purgedAt), inArray(onlineRequests.state, ['filed', 'supplement', 'unreadable'])))
    .orderBy(asc(onlineRequests.arrivedAt))
    .all()
    .map(({ code }) => code);
}

/** Requests that are kept and have not changed since `before`. */
export function requestsUnchangedSince(db: Reader, before: number): OnlineRequestRow[] {
  return db
    .select()
    .from(onlineRequests)
    .where(and(isNull(onlineRequests.purgedAt), lte(onlineRequests.changedAt, before)))
    .all();
}

/**
 * Nothing of what the citizen filed and nothing that was answered in words stays; only for a request without a dossier.
 * Answers how many decisions the portal was never told of: without their words they cannot be told any more.
 */
export function forgetRequest(tx: Tx, id: string, at: number): number {
  tx.update(onlineRequests)
    .set({ sealed: null, contentSha256: null, paidReference: null, purgedAt: at })
    .where(eq(onlineRequests.id, id))
    .run();
  const untold = tx
    .delete(outbox)
    .where(and(eq(outbox.dossierId, id), eq(outbox.kind, 'answer-request'), ne(outbox.state, 'confirmed')))
    .returning({ id: outbox.id })
    .all()
    .map((row) => row.id);
  tx.delete(requestAnswers).where(inArray(requestAnswers.id, untold)).run();
  tx.update(requestAnswers).set({ words: '' }).where(eq(requestAnswers.requestId, id)).run();
  return untold.length;
}

/** Writes what was decided behind all that was decided before; its message is written beside it. */
export function addAnswer(tx: Tx, row: Omit<RequestAnswerRow, 'seq'>): void {
  const seq = sql<number>`(select coalesce(max(seq), 0) + 1 from ${requestAnswers})`;
  tx.insert(requestAnswers)
    .values({ ...row, seq: seq as unknown as number })
    .run();
}

/** What was decided, and how far it has come on its way to the portal. */
export type AnswerOnItsWay = RequestAnswerRow &
  Pick<OutboxRow, 'state' | 'attempts' | 'confirmedAt' | 'failureCode' | 'failureMessage'>;

/** What was decided of a request, in its order. */
export function answersOf(db: Reader, requestId: string): AnswerOnItsWay[] {
  const { state, attempts, confirmedAt, failureCode, failureMessage } = outbox;
  return db
    .select({ answer: requestAnswers, way: { state, attempts, confirmedAt, failureCode, failureMessage } })
    .from(requestAnswers)
    .innerJoin(outbox, eq(outbox.id, requestAnswers.id))
    .where(eq(requestAnswers.requestId, requestId))
    .orderBy(asc(requestAnswers.seq))
    .all()
    .map(({ answer, way }) => ({ ...answer, ...way }));
}

export function findAnswer(db: Reader, id: string): RequestAnswerRow | undefined {
  return db.select().from(requestAnswers).where(eq(requestAnswers.id, id)).get();
}

/** Whether something that was decided of a request is still to be told; what was refused waits for a person instead. */
export function isAnswerUnderWay(
  db: Reader,
  requestId: string,
  states: readonly ('waiting' | 'sending')[] = ['waiting', 'sending'],
): boolean {
  const open = inArray(outbox.state, states);
  const row = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.dossierId, requestId), eq(outbox.kind, 'answer-request'), open))
    .limit(1)
    .get();
  return row !== undefined;
}

export function findPull(db: Reader, what: PullRow['what']): PullRow | undefined {
  return db.select().from(inboundPulls).where(eq(inboundPulls.what, what)).get();
}

/** Notes that the portal was asked; `failureCode` null: all of it was brought. */
export function notePull(tx: Tx, what: PullRow['what'], at: number, failureCode: string | null): void {
  const set = { askedAt: at, failureCode, ...(failureCode === null ? { broughtAt: at } : {}) };
  tx.insert(inboundPulls)
    .values({ what, ...set })
    .onConflictDoUpdate({ target: inboundPulls.what, set })
    .run();
}
