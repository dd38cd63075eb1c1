/**
 * The rows that wait to be sent to the portal. Of one dossier only the *head* (its first row not yet confirmed) may be
 * sent, so a dossier's rows go in order and a rejected head holds back its own dossier alone. A row that is held is
 * passed over: what stands behind it goes first.
 */

import type { Reader, Tx } from '../database.ts';
import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  notInArray,
  prepared,
  type SQL,
  sql,
} from '../drizzle.ts';
import { handovers } from '../schema/handovers.ts';
import { type OutboxReceipt, type OutboxResult, outbox, outboxLease } from '../schema/outbox.ts';

export type OutboxRow = typeof outbox.$inferSelect;
export type OutboxKind = OutboxRow['kind'];
export type OutboxState = OutboxRow['state'];

/** In the order of sending: urgent before others, small messages before documents. */
const ranks = [
  { rank: 0, document: false, urgent: true },
  { rank: 1, document: true, urgent: true },
  { rank: 2, document: false, urgent: false },
  { rank: 3, document: true, urgent: false },
] as const;
type Rank = (typeof ranks)[number];

/** How many messages may be taken, and which documents: an urgent one goes whatever holds the others back. */
export interface Room {
  readonly messages: number;
  readonly documents: number;
  /** The longest document that is not urgent, bytes; -1 holds them all back. */
  readonly longest: number;
}

/** Holds for the heads of a rank that wait: the terms of the index `outbox_due`. */
const isWaitingHead = ({ rank }: Rank) =>
  sql`rank = ${sql.raw(String(rank))} AND ${outbox.head} = 1 AND ${outbox.state} = 'waiting'`;

/** Holds for the rows of dossiers that the line carries: what an officer has begun by hand goes on by hand. */
export const byLine = sql`NOT EXISTS (SELECT 1 FROM ${handovers} WHERE ${handovers.dossierId} = ${outbox.dossierId})`;

/** Adds a row at the end of its dossier's line; an urgent dossier's is urgent too. */
export function addOutboxRow(
  tx: Tx,
  row: Pick<OutboxRow, 'id' | 'dossierId' | 'kind' | 'payload' | 'createdAt'> & { readonly holdMs?: number | null },
): void {
  const last =
    tx
      .select({ seq: sql<number>`coalesce(max(${outbox.seq}), 0)` })
      .from(outbox)
      .get()?.seq ?? 0;
  const before = tx.select({ urgent: outbox.urgent }).from(outbox).where(eq(outbox.dossierId, row.dossierId));
  const urgent = before.orderBy(desc(outbox.seq)).limit(1).get()?.urgent ?? false;
  tx.insert(outbox)
    .values({ ...row, seq: last + 1, state: 'waiting', nextAttemptAt: row.createdAt, urgent })
    .run();
}

export function findOutboxRow(db: Reader, id: string): OutboxRow | undefined {
  return db.select().from(outbox).where(eq(outbox.id, id)).get();
}

/**
 * The next heads to send, as many as there is room for: due at `now`, of dossiers not in `busy`; of a rank the longest due
 * first, so that many failing dossiers cannot starve a new one. A row due later than `horizon`, the longest wait there
 * is, was scheduled by a clock that has since been set back, and counts as due.
 */
export function nextDueRows(
  db: Reader,
  now: number,
  horizon: number,
  busy: readonly string[],
  room: Room,
): OutboxRow[] {
  const left = { messages: room.messages, documents: room.documents };
  const values = { now, horizon, busy: JSON.stringify(busy), longest: room.longest };
  return dueQueries.flatMap(({ rank, due, misdated }) => {
    const lane = rank.document ? 'documents' : 'messages';
    const rows = left[lane] > 0 ? due(db).all({ ...values, most: left[lane] }) : [];
    if (rows.length < left[lane]) rows.push(...misdated(db).all({ ...values, most: left[lane] - rows.length }));
    left[lane] -= rows.length;
    return rows;
  });
}

/** Not of the dossiers in the placeholder `busy`, a JSON array. */
const notBusy = sql`${outbox.dossierId} NOT IN (SELECT value FROM json_each(${sql.placeholder('busy')}))`;

/** Holds for what may go now, of a rank: what is not urgent is at most `longest` long. */
function within({ document, urgent }: Rank): SQL | undefined {
  return document && !urgent ? sql`${outbox.bytes} <= ${sql.placeholder('longest')}` : undefined;
}

const dueQueries = ranks.map((rank) => ({
  /** Due at `now`. */
  due: prepared((db: Reader) => dueQuery(db, rank, sql`${outbox.nextAttemptAt} <= ${sql.placeholder('now')}`)),
  /** Due later than `horizon`. */
  misdated: prepared((db: Reader) => dueQuery(db, rank, sql`${outbox.nextAttemptAt} > ${sql.placeholder('horizon')}`)),
  /** When the first is due. */
  next: prepared((db: Reader) =>
    db
      .select({ at: outbox.nextAttemptAt })
      .from(outbox)
      .where(and(isWaitingHead(rank), notBusy, within(rank), byLine))
      .orderBy(asc(outbox.nextAttemptAt))
      .limit(1)
      .prepare(),
  ),
  rank,
}));

function dueQuery(db: Reader, rank: Rank, when: SQL) {
  return db
    .select()
    .from(outbox)
    .where(and(isWaitingHead(rank), when, notBusy, within(rank), byLine))
    .orderBy(asc(outbox.nextAttemptAt), asc(outbox.seq))
    .limit(sql.placeholder('most'))
    .prepare();
}

/** When the next head is due for which there is room, of a dossier not in `busy`; null when none waits. */
export function nextDueAt(db: Reader, busy: readonly string[], room: Room): number | null {
  const values = { busy: JSON.stringify(busy), longest: room.longest };
  const times = dueQueries.flatMap(({ rank, next }) => {
    if ((rank.document ? room.documents : room.messages) <= 0) return [];
    const found = next(db).get(values);
    return found === undefined ? [] : [found.at];
  });
  return times.length === 0 ? null : Math.min(...times);
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

/** Takes the lease on the outbox for a new sender: its token. Whoever had an earlier one settles nothing any more. */
export function takeLease(tx: Tx): number {
  const row = tx
    .update(outboxLease)
    .set({ token: sql`${outboxLease.token} + 1` })
    .returning()
    .get();
  return row.token;
}

/** Whether `token` is that of the last sender. */
export function holdsLease(db: Reader, token: number): boolean {
  return lease(db).get()?.token === token;
}

const lease = prepared((db: Reader) => db.select().from(outboxLease).prepare());

/** Whether a row is still on its way by the sender with this token. */
export function isSentBy(db: Reader, id: string, token: number): boolean {
  const row = whoSends(db).get({ id });
  return row?.state === 'sending' && row.lease === token && holdsLease(db, token);
}

const whoSends = prepared((db: Reader) =>
  db
    .select({ state: outbox.state, lease: outbox.lease })
    .from(outbox)
    .where(eq(outbox.id, sql.placeholder('id')))
    .prepare(),
);

/** On its way by the sender with this token; `now` is kept the first time. */
export function markSending(tx: Tx, id: string, now: number, token: number): void {
  sending(tx).run({ id, now, token });
}

const sending = prepared((db: Reader) =>
  db
    .update(outbox)
    .set({
      state: 'sending',
      begunAt: sql`coalesce(${outbox.begunAt}, ${sql.placeholder('now')})`,
      lease: sql`${sql.placeholder('token')}`,
    })
    .where(eq(outbox.id, sql.placeholder('id')))
    .prepare(),
);

/** Puts a dossier before the others, or back among them: what of it is not confirmed. Returns how many rows. */
export function setUrgent(tx: Tx, dossierId: string, urgent: boolean): number {
  return tx
    .update(outbox)
    .set({ urgent })
    .where(and(eq(outbox.dossierId, dossierId), ne(outbox.state, 'confirmed')))
    .returning({ id: outbox.id })
    .all().length;
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
  const { attempts, receipt, result, confirmedAt } = change;
  const json = { receipt: JSON.stringify(receipt), result: result && JSON.stringify(result) };
  confirmed(tx).run({ id, attempts, confirmedAt, ...json });
}

const confirmed = prepared((db: Reader) =>
  db
    .update(outbox)
    .set({
      state: 'confirmed',
      attempts: sql`${sql.placeholder('attempts')}`,
      confirmedAt: sql`${sql.placeholder('confirmedAt')}`,
      receipt: sql`${sql.placeholder('receipt')}`,
      result: sql`${sql.placeholder('result')}`,
      failureCode: null,
      failureMessage: null,
    })
    .where(eq(outbox.id, sql.placeholder('id')))
    .prepare(),
);

/** Replaces the receipts that a corrected proof gave to rows of a dossier; `sha256` is that of the file handed over. */
export function replaceReceipts(tx: Tx, dossierId: string, sha256: string, receipt: OutboxReceipt): void {
  const rows = outboxOfDossier(tx, dossierId).filter(
    (row) => row.receipt?.connector === receipt.connector && row.receipt.requestSha256 === sha256,
  );
  for (const { id } of rows) tx.update(outbox).set({ receipt }).where(eq(outbox.id, id)).run();
}

/**
 * Remembers where an upload is being built, or (null) that there is no such place any more. False when the message was taken
 * out meanwhile.
 */
export function rememberUploadUrl(tx: Tx, id: string, url: string | null): boolean {
  return tx.update(outbox).set({ uploadUrl: url }).where(eq(outbox.id, id)).run().changes === 1;
}

/** Takes a message out that is not to go any more. */
export function removeOutboxRow(tx: Tx, id: string): void {
  tx.delete(outbox).where(eq(outbox.id, id)).run();
}

/** Rows left marked as being sent, though nobody sends them, are to be sent again. Returns how many rows. */
export function resumeInterrupted(tx: Tx, now: number, busy: readonly string[]): number {
  return tx
    .update(outbox)
    .set({ state: 'waiting', nextAttemptAt: now, lease: null })
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

/**
 * Puts a rejected row back in line. False when the row is not rejected. Who sends on after it was unclear whether the far
 * side has the dossier has looked there: it is added as if it had never been on its way.
 */
export function reopenRejected(tx: Tx, id: string, now: number): boolean {
  const lookedUp = findOutboxRow(tx, id)?.failureCode === 'PORTAL-ADD-UNCERTAIN';
  const changed = tx
    .update(outbox)
    .set({
      ...(lookedUp ? { begunAt: null } : {}),
      state: 'waiting',
      attempts: 0,
      nextAttemptAt: now,
      failureCode: null,
      failureMessage: null,
    })
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
  return confirmedOf(db).get({ dossierId, kind }) !== undefined;
}

const confirmedOf = prepared((db: Reader) =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.dossierId, sql.placeholder('dossierId')),
        eq(outbox.kind, sql.placeholder('kind')),
        eq(outbox.state, 'confirmed'),
      ),
    )
    .limit(1)
    .prepare(),
);

/** What came of the copy that arrived last. */
export function lastUpload(db: Reader): OutboxResult | null {
  const row = db
    .select({ result: outbox.result })
    .from(outbox)
    .where(and(eq(outbox.kind, 'upload-copy'), eq(outbox.state, 'confirmed')))
    .orderBy(desc(outbox.confirmedAt))
    .limit(1)
    .get();
  return row?.result ?? null;
}

/** The rows of a dossier in the order of sending. */
export function outboxOfDossier(db: Reader, dossierId: string): OutboxRow[] {
  return rowsOf(db).all({ dossierId });
}

const rowsOf = prepared((db: Reader) =>
  db
    .select()
    .from(outbox)
    .where(eq(outbox.dossierId, sql.placeholder('dossierId')))
    .orderBy(asc(outbox.seq))
    .prepare(),
);

/** The confirmed uploads of a dossier: the payload names the document, the result its address. */
export function confirmedUploads(db: Reader, dossierId: string): OutboxRow[] {
  return uploadsOf(db).all({ dossierId });
}

const uploadsOf = prepared((db: Reader) =>
  db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.dossierId, sql.placeholder('dossierId')),
        eq(outbox.kind, 'upload-copy'),
        eq(outbox.state, 'confirmed'),
        isNotNull(outbox.result),
      ),
    )
    .orderBy(asc(outbox.seq))
    .prepare(),
);
