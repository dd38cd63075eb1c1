import type { Reader, Tx } from '../database.ts';
import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from '../drizzle.ts';
import { inboundPulls, onlineRequests, requestAnswers } from '../schema/index.ts';
import type { OutboxReceipt } from '../schema/outbox.ts';

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

/** Requests that are kept and have not changed since `before`. */
export function requestsUnchangedSince(db: Reader, before: number): OnlineRequestRow[] {
  return db
    .select()
    .from(onlineRequests)
    .where(and(isNull(onlineRequests.purgedAt), lte(onlineRequests.changedAt, before)))
    .all();
}

/** Nothing of what the citizen filed and nothing that was answered in words stays. */
export function forgetRequest(tx: Tx, id: string, at: number): void {
  tx.update(onlineRequests)
    .set({ sealed: null, contentSha256: null, paidReference: null, purgedAt: at })
    .where(eq(onlineRequests.id, id))
    .run();
  // What was never told cannot be told without its words.
  tx.delete(requestAnswers)
    .where(and(eq(requestAnswers.requestId, id), ne(requestAnswers.state, 'confirmed')))
    .run();
  tx.update(requestAnswers).set({ words: '', failureMessage: null }).where(eq(requestAnswers.requestId, id)).run();
}

/** Writes what was decided behind all that waits. */
export function addAnswer(
  tx: Tx,
  row: Pick<RequestAnswerRow, 'id' | 'requestId' | 'decision' | 'words' | 'decidedBy' | 'decidedAt'>,
): void {
  const seq = sql<number>`(select coalesce(max(seq), 0) + 1 from ${requestAnswers})`;
  tx.insert(requestAnswers)
    .values({ ...row, seq: seq as unknown as number, state: 'waiting', nextAttemptAt: row.decidedAt })
    .run();
}

export function answersOf(db: Reader, requestId: string): RequestAnswerRow[] {
  return db
    .select()
    .from(requestAnswers)
    .where(eq(requestAnswers.requestId, requestId))
    .orderBy(asc(requestAnswers.seq))
    .all();
}

export function findAnswer(db: Reader, id: string): RequestAnswerRow | undefined {
  return db.select().from(requestAnswers).where(eq(requestAnswers.id, id)).get();
}

/**
 * The answer to send next: the first of its request that is not confirmed, due at `now`. One due later than `horizon` was
 * scheduled by a clock that has since been set back, and counts as due.
 */
export function nextAnswer(db: Reader, now: number, horizon: number): RequestAnswerRow | undefined {
  const earlier = sql`exists (select 1 from request_answers as earlier where earlier.request_id = ${requestAnswers.requestId}
    and earlier.seq < ${requestAnswers.seq} and earlier.state <> 'confirmed')`;
  return db
    .select()
    .from(requestAnswers)
    .where(
      and(
        eq(requestAnswers.state, 'waiting'),
        or(lte(requestAnswers.nextAttemptAt, now), gt(requestAnswers.nextAttemptAt, horizon)),
        sql`not ${earlier}`,
      ),
    )
    .orderBy(asc(requestAnswers.seq))
    .limit(1)
    .get();
}

/** When an answer is due next; null when none waits. */
export function nextAnswerAt(db: Reader): number | null {
  const row = db
    .select({ at: requestAnswers.nextAttemptAt })
    .from(requestAnswers)
    .where(eq(requestAnswers.state, 'waiting'))
    .orderBy(asc(requestAnswers.nextAttemptAt))
    .limit(1)
    .get();
  return row?.at ?? null;
}

/** All that waits is due now. What is on its way is let be: its end would otherwise not be written down. */
export function releaseAnswers(tx: Tx, now: number): void {
  tx.update(requestAnswers).set({ nextAttemptAt: now }).where(eq(requestAnswers.state, 'waiting')).run();
}

export function isAnswerSending(db: Reader): boolean {
  const sending = eq(requestAnswers.state, 'sending');
  return db.select({ id: requestAnswers.id }).from(requestAnswers).where(sending).limit(1).get() !== undefined;
}

/** What is marked as on its way though nobody sends it waits again, until `at`. Returns how many. */
export function resumeAnswers(tx: Tx, at: number): number {
  const again = { state: 'waiting', nextAttemptAt: at } as const;
  return tx.update(requestAnswers).set(again).where(eq(requestAnswers.state, 'sending')).run().changes;
}

export function markAnswerSending(tx: Tx, id: string): void {
  tx.update(requestAnswers).set({ state: 'sending' }).where(eq(requestAnswers.id, id)).run();
}

/** What a send came to, for an answer that is on its way. */
export function settleAnswer(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<RequestAnswerRow, 'attempts' | 'nextAttemptAt' | 'failureCode' | 'failureMessage' | 'confirmedAt'>
  > & {
    readonly state: 'waiting' | 'confirmed' | 'rejected';
    readonly receipt?: OutboxReceipt;
  },
): void {
  tx.update(requestAnswers)
    .set(change)
    .where(and(eq(requestAnswers.id, id), eq(requestAnswers.state, 'sending')))
    .run();
}

/** Puts a refused answer back in line; false when it is not refused. */
export function reopenAnswer(tx: Tx, id: string, now: number): boolean {
  const again = { state: 'waiting', attempts: 0, nextAttemptAt: now, failureCode: null, failureMessage: null } as const;
  const refused = and(eq(requestAnswers.id, id), eq(requestAnswers.state, 'rejected'));
  return tx.update(requestAnswers).set(again).where(refused).run().changes === 1;
}

/** Whether all that was decided of a request is confirmed. */
export function allAnswered(db: Reader, requestId: string): boolean {
  const open = and(eq(requestAnswers.requestId, requestId), ne(requestAnswers.state, 'confirmed'));
  return db.select({ id: requestAnswers.id }).from(requestAnswers).where(open).limit(1).get() === undefined;
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
