/**
 * The rows that wait to be sent to the portal. Of one dossier only the *head* (its first row not yet confirmed) may be
 * sent, so a dossier's rows go in order and a rejected head holds back its own dossier alone. A row that is held is
 * passed over: what stands behind it goes first.
 */

import type { Reader, Tx } from '../database.ts';
import {
  alias,
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  min,
  ne,
  notInArray,
  or,
  sql,
} from '../drizzle.ts';
import { handovers } from '../schema/handovers.ts';
import { type OutboxReceipt, type OutboxResult, outbox } from '../schema/outbox.ts';

export type OutboxRow = typeof outbox.$inferSelect;
export type OutboxKind = OutboxRow['kind'];
export type OutboxState = OutboxRow['state'];

const earlier = alias(outbox, 'earlier');

/** Holds for the head of each dossier. */
const isHead = sql`${outbox.seq} = (SELECT min(${earlier.seq}) FROM ${outbox} AS earlier
  WHERE ${earlier.dossierId} = ${outbox.dossierId} AND ${earlier.state} <> 'confirmed' AND ${earlier.holdMs} IS NULL)`;

/** Holds for the rows of dossiers that the line carries: what an officer has begun by hand goes on by hand. */
const byLine = sql`NOT EXISTS (SELECT 1 FROM ${handovers} WHERE ${handovers.dossierId} = ${outbox.dossierId})`;

/** Adds a row at the end of its dossier's line. */
export function addOutboxRow(
  tx: Tx,
  row: Pick<OutboxRow, 'id' | 'dossierId' | 'kind' | 'payload' | 'createdAt'> & { readonly holdMs?: number | null },
): void {
  const last =
    tx
      .select({ seq: sql<number>`coalesce(max(${outbox.seq}), 0)` })
      .from(outbox)
      .get()?.seq ?? 0;
  tx.insert(outbox)
    .values({ ...row, seq: last + 1, state: 'waiting', nextAttemptAt: row.createdAt })
    .run();
}

export function findOutboxRow(db: Reader, id: string): OutboxRow | undefined {
  return db.select().from(outbox).where(eq(outbox.id, id)).get();
}

/**
 * The next head to send: due at `now`, of a dossier not in `busy`; the longest due first, so that many failing
 * dossiers cannot starve a new one. A row due later than `horizon`, the longest wait there is, was scheduled by a
 * clock that has since been set back, and counts as due.
 */
export function nextDueRow(db: Reader, now: number, horizon: number, busy: readonly string[]): OutboxRow | undefined {
  return db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.state, 'waiting'),
        or(lte(outbox.nextAttemptAt, now), gt(outbox.nextAttemptAt, horizon)),
        notInArray(outbox.dossierId, [...busy]),
        byLine,
        isHead,
      ),
    )
    .orderBy(asc(outbox.nextAttemptAt), asc(outbox.seq))
    .limit(1)
    .get();
}

/** When the next head of a dossier not in `busy` is due, or null when none waits. */
export function nextDueAt(db: Reader, busy: readonly string[]): number | null {
  return (
    db
      .select({ at: min(outbox.nextAttemptAt) })
      .from(outbox)
      .where(and(eq(outbox.state, 'waiting'), notInArray(outbox.dossierId, [...busy]), byLine, isHead))
      .get()?.at ?? null
  );
}

/** Whether a row that the line carries is held. */
export function anyHeld(db: Reader): boolean {
  const held = and(isNotNull(outbox.holdMs), byLine);
  return db.select({ id: outbox.id }).from(outbox).where(held).limit(1).get() !== undefined;
}

/** Takes time with the line up off every hold of what the line carries. Returns the rows that are not held any more. */
export function shortenHolds(tx: Tx, ms: number): OutboxRow[] {
  const over = tx
    .update(outbox)
    .set({ holdMs: null })
    .where(and(lte(outbox.holdMs, ms), byLine))
    .returning()
    .all();
  tx.update(outbox)
    .set({ holdMs: sql`${outbox.holdMs} - ${ms}` })
    .where(and(isNotNull(outbox.holdMs), byLine))
    .run();
  return over;
}

/** Lets a row go when its turn comes. */
export function releaseHold(tx: Tx, id: string): void {
  tx.update(outbox).set({ holdMs: null }).where(eq(outbox.id, id)).run();
}

/** Gives a row that was never on its way another payload. False when it was. */
export function replacePayload(tx: Tx, id: string, payload: unknown): boolean {
  const changed = tx
    .update(outbox)
    .set({ payload })
    .where(and(eq(outbox.id, id), isNull(outbox.begunAt), eq(outbox.state, 'waiting')))
    .returning({ id: outbox.id })
    .all();
  return changed.length === 1;
}

/** On its way; `now` is kept the first time. */
export function markSending(tx: Tx, id: string, now: number): void {
  const begunAt = sql`coalesce(${outbox.begunAt}, ${now})`;
  tx.update(outbox).set({ state: 'sending', begunAt }).where(eq(outbox.id, id)).run();
}

/** Back to waiting, with the reason and the time of the next attempt. */
export function markWaiting(
  tx: Tx,
  id: string,
  change: Pick<OutboxRow, 'attempts' | 'nextAttemptAt' | 'failureCode' | 'failureMessage'>,
): void {
  tx.update(outbox)
    .set({ ...change, state: 'waiting' })
    .where(eq(outbox.id, id))
    .run();
}

/** Waits for a person. */
export function markRejected(
  tx: Tx,
  id: string,
  change: Pick<OutboxRow, 'attempts' | 'failureMessage'> & { failureCode: string },
): void {
  tx.update(outbox)
    .set({ ...change, state: 'rejected' })
    .where(eq(outbox.id, id))
    .run();
}

export function markConfirmed(
  tx: Tx,
  id: string,
  change: { attempts: number; receipt: OutboxReceipt; result: OutboxResult | null; confirmedAt: number },
): void {
  tx.update(outbox)
    .set({ ...change, state: 'confirmed', failureCode: null, failureMessage: null })
    .where(eq(outbox.id, id))
    .run();
}

/** Replaces the receipts that a corrected proof gave to rows of a dossier; `sha256` is that of the file handed over. */
export function replaceReceipts(tx: Tx, dossierId: string, sha256: string, receipt: OutboxReceipt): void {
  const rows = outboxOfDossier(tx, dossierId).filter(
    (row) => row.receipt?.connector === receipt.connector && row.receipt.requestSha256 === sha256,
  );
  for (const { id } of rows) tx.update(outbox).set({ receipt }).where(eq(outbox.id, id)).run();
}

/** Remembers where an upload is being built, or (null) that there is no such place any more. */
export function rememberUploadUrl(tx: Tx, id: string, url: string | null): void {
  tx.update(outbox).set({ uploadUrl: url }).where(eq(outbox.id, id)).run();
}

/** Rows left marked as being sent, though nobody sends them, are to be sent again. Returns how many rows. */
export function resumeInterrupted(tx: Tx, now: number, busy: readonly string[]): number {
  return tx
    .update(outbox)
    .set({ state: 'waiting', nextAttemptAt: now })
    .where(and(eq(outbox.state, 'sending'), notInArray(outbox.dossierId, [...busy])))
    .returning({ id: outbox.id })
    .all().length;
}

/** Makes the waiting rows that failed with one of `codes` due now. Returns how many rows. */
export function releaseWaiting(tx: Tx, now: number, codes: readonly string[]): number {
  return tx
    .update(outbox)
    .set({ nextAttemptAt: now })
    .where(and(eq(outbox.state, 'waiting'), gt(outbox.nextAttemptAt, now), inArray(outbox.failureCode, [...codes])))
    .returning({ id: outbox.id })
    .all().length;
}

/** Puts a rejected row back in line. False when the row is not rejected. */
export function reopenRejected(tx: Tx, id: string, now: number): boolean {
  const changed = tx
    .update(outbox)
    .set({ state: 'waiting', attempts: 0, nextAttemptAt: now, failureCode: null, failureMessage: null })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'rejected')))
    .returning({ id: outbox.id })
    .all();
  return changed.length === 1;
}

/** A copy that left the office goes again: what was confirmed no longer holds on the present way. */
export function reopenUpload(tx: Tx, id: string, now: number): void {
  const again = { state: 'waiting', attempts: 0, nextAttemptAt: now, confirmedAt: null, receipt: null } as const;
  tx.update(outbox)
    .set({ ...again, result: null, uploadUrl: null })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'confirmed')))
    .run();
}

/** A row marked as being sent that nothing was sent of. */
export function resumeRow(tx: Tx, id: string, now: number): void {
  tx.update(outbox)
    .set({ state: 'waiting', nextAttemptAt: now })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'sending')))
    .run();
}

/** Whether the far side has confirmed a message of this kind for the dossier. */
export function hasConfirmed(db: Reader, dossierId: string, kind: OutboxKind): boolean {
  const row = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.dossierId, dossierId), eq(outbox.kind, kind), eq(outbox.state, 'confirmed')))
    .limit(1)
    .get();
  return row !== undefined;
}

/** The rows of a dossier in the order of sending. */
export function outboxOfDossier(db: Reader, dossierId: string): OutboxRow[] {
  return db.select().from(outbox).where(eq(outbox.dossierId, dossierId)).orderBy(asc(outbox.seq)).all();
}

/** The rows not yet confirmed that the line carries, rejected ones first, then in the order of sending. */
export function openOutboxRows(db: Reader, limit = 500): OutboxRow[] {
  return db
    .select()
    .from(outbox)
    .where(and(ne(outbox.state, 'confirmed'), byLine))
    .orderBy(desc(eq(outbox.state, 'rejected')), asc(outbox.seq))
    .limit(limit)
    .all();
}

/** How many rows are in each state; of the open ones, those that the line carries. */
export function outboxCounts(db: Reader): Record<OutboxState, number> {
  const counts: Record<OutboxState, number> = { waiting: 0, sending: 0, confirmed: 0, rejected: 0 };
  const counted = db
    .select({ state: outbox.state, n: count() })
    .from(outbox)
    .where(or(eq(outbox.state, 'confirmed'), byLine))
    .groupBy(outbox.state)
    .all();
  for (const row of counted) counts[row.state] = row.n;
  return counts;
}

/** The confirmed uploads of a dossier: the payload names the document, the result its address. */
export function confirmedUploads(db: Reader, dossierId: string): OutboxRow[] {
  return db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.dossierId, dossierId),
        eq(outbox.kind, 'upload-copy'),
        eq(outbox.state, 'confirmed'),
        isNotNull(outbox.result),
      ),
    )
    .orderBy(asc(outbox.seq))
    .all();
}
