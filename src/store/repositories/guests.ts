/** What this station sends for other offices: their bundles and messages, apart from its own dossiers. */
import type { Reader, Tx } from '../database.ts';
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lte, min, sql } from '../drizzle.ts';
import { guestBundles, guestMessages, guestReferences } from '../schema/index.ts';
import type { OutboxReceipt, OutboxResult } from '../schema/outbox.ts';

export type GuestBundle = typeof guestBundles.$inferSelect;
export type GuestMessage = typeof guestMessages.$inferSelect;
/** A message with what its order among those of its dossier goes by. */
export interface QueuedMessage extends GuestMessage {
  readonly stationId: string;
  readonly seq: number;
}

export function findGuestBundle(db: Reader, id: string): GuestBundle | undefined {
  return db.select().from(guestBundles).where(eq(guestBundles.id, id)).get();
}

/** The bundles of a station (of all), the newest first. */
export function listGuestBundles(db: Reader, limit: number, stationId?: string): GuestBundle[] {
  return db
    .select()
    .from(guestBundles)
    .where(stationId === undefined ? undefined : eq(guestBundles.stationId, stationId))
    .orderBy(desc(guestBundles.importedAt), desc(guestBundles.seq))
    .limit(limit)
    .all();
}

export function insertGuestBundle(
  tx: Tx,
  bundle: Omit<GuestBundle, 'settledAt' | 'receiptsAt' | 'acknowledgedAt' | 'emptiedAt'>,
  messages: readonly Pick<
    GuestMessage,
    'id' | 'rowId' | 'ordinal' | 'dossierCode' | 'partId' | 'kind' | 'documentId' | 'bytes' | 'steps'
  >[],
): void {
  tx.insert(guestBundles).values(bundle).run();
  for (const message of messages) {
    tx.insert(guestMessages)
      .values({ ...message, bundleId: bundle.id, state: 'waiting', nextAttemptAt: bundle.importedAt })
      .run();
  }
}

/** Order of the messages of a dossier: by their bundle's number, then their place in it. */
const earlierOpen = sql`EXISTS (SELECT 1 FROM guest_messages AS earlier
  JOIN guest_bundles AS before ON before.id = earlier.bundle_id
  WHERE earlier.dossier_code = ${guestMessages.dossierCode} AND earlier.state = 'waiting'
  AND (before.seq < ${guestBundles.seq} OR (before.seq = ${guestBundles.seq} AND earlier.ordinal < ${guestMessages.ordinal})))`;

const queued = {
  id: guestMessages.id,
  bundleId: guestMessages.bundleId,
  rowId: guestMessages.rowId,
  ordinal: guestMessages.ordinal,
  dossierCode: guestMessages.dossierCode,
  partId: guestMessages.partId,
  kind: guestMessages.kind,
  documentId: guestMessages.documentId,
  bytes: guestMessages.bytes,
  steps: guestMessages.steps,
  state: guestMessages.state,
  attempts: guestMessages.attempts,
  nextAttemptAt: guestMessages.nextAttemptAt,
  begunAt: guestMessages.begunAt,
  uploadUrl: guestMessages.uploadUrl,
  result: guestMessages.result,
  receipt: guestMessages.receipt,
  failureCode: guestMessages.failureCode,
  failureMessage: guestMessages.failureMessage,
  settledAt: guestMessages.settledAt,
  stationId: guestBundles.stationId,
  seq: guestBundles.seq,
};

/**
 * The next message to send: the first of its dossier that is open, due at `now`, small ones before copies. A time beyond
 * `horizon` was set by a clock that has since been set back, and counts as due.
 */
export function nextGuestMessage(db: Reader, now: number, horizon: number): QueuedMessage | undefined {
  return db
    .select(queued)
    .from(guestMessages)
    .innerJoin(guestBundles, eq(guestBundles.id, guestMessages.bundleId))
    .where(
      and(
        eq(guestMessages.state, 'waiting'),
        sql`(${guestMessages.nextAttemptAt} <= ${now} OR ${guestMessages.nextAttemptAt} > ${horizon})`,
        sql`NOT ${earlierOpen}`,
      ),
    )
    .orderBy(asc(eq(guestMessages.kind, 'upload-copy')), asc(guestMessages.nextAttemptAt), asc(guestMessages.ordinal))
    .limit(1)
    .get();
}

/** When a message is next due; null when none waits. */
export function nextGuestDueAt(db: Reader): number | null {
  const row = db
    .select({ at: min(guestMessages.nextAttemptAt) })
    .from(guestMessages)
    .where(eq(guestMessages.state, 'waiting'))
    .get();
  return row?.at ?? null;
}

/** All messages that wait are due now: the line is back. */
export function releaseGuestMessages(tx: Tx, now: number): void {
  tx.update(guestMessages).set({ nextAttemptAt: now }).where(eq(guestMessages.state, 'waiting')).run();
}

export function markGuestBegun(tx: Tx, id: string, now: number): void {
  tx.update(guestMessages)
    .set({ begunAt: sql`coalesce(${guestMessages.begunAt}, ${now})` })
    .where(eq(guestMessages.id, id))
    .run();
}

export function postponeGuest(
  tx: Tx,
  id: string,
  change: Pick<GuestMessage, 'attempts' | 'nextAttemptAt' | 'failureCode' | 'failureMessage'>,
): void {
  tx.update(guestMessages).set(change).where(eq(guestMessages.id, id)).run();
}

export function confirmGuest(
  tx: Tx,
  id: string,
  change: { attempts: number; receipt: OutboxReceipt; result: OutboxResult | null; settledAt: number },
): void {
  tx.update(guestMessages)
    .set({ ...change, state: 'confirmed', failureCode: null, failureMessage: null, uploadUrl: null })
    .where(and(eq(guestMessages.id, id), eq(guestMessages.state, 'waiting')))
    .run();
}

/** A copy that arrived by a way which is no longer used goes again. */
export function reopenGuestUpload(tx: Tx, id: string, now: number): void {
  const again = {
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: now,
    settledAt: null,
    receipt: null,
    result: null,
  } as const;
  tx.update(guestMessages)
    .set(again)
    .where(and(eq(guestMessages.id, id), eq(guestMessages.state, 'confirmed')))
    .run();
}

/** The message will not be sent: the far side refused it, or something before it. */
export function refuseGuest(
  tx: Tx,
  id: string,
  change: { state: 'rejected' | 'unsent'; failureCode: string; failureMessage: string | null; settledAt: number },
): void {
  tx.update(guestMessages)
    .set({ ...change, uploadUrl: null })
    .where(and(eq(guestMessages.id, id), eq(guestMessages.state, 'waiting')))
    .run();
}

/** The messages of a bundle behind another one of the same dossier that are still open. */
export function openBehind(db: Reader, message: GuestMessage): GuestMessage[] {
  return db
    .select()
    .from(guestMessages)
    .where(
      and(
        eq(guestMessages.bundleId, message.bundleId),
        eq(guestMessages.dossierCode, message.dossierCode),
        eq(guestMessages.state, 'waiting'),
        sql`${guestMessages.ordinal} > ${message.ordinal}`,
      ),
    )
    .orderBy(asc(guestMessages.ordinal))
    .all();
}

export function rememberGuestUpload(tx: Tx, id: string, url: string | null): void {
  tx.update(guestMessages).set({ uploadUrl: url }).where(eq(guestMessages.id, id)).run();
}

export function messagesOfGuest(db: Reader, bundleId: string): GuestMessage[] {
  return db
    .select()
    .from(guestMessages)
    .where(eq(guestMessages.bundleId, bundleId))
    .orderBy(asc(guestMessages.ordinal))
    .all();
}

/** How many messages of a bundle are in each state. */
export function guestCounts(db: Reader, bundleId: string): Record<GuestMessage['state'], number> {
  const counts: Record<GuestMessage['state'], number> = { waiting: 0, confirmed: 0, rejected: 0, unsent: 0 };
  const rows = db
    .select({ state: guestMessages.state, n: count() })
    .from(guestMessages)
    .where(eq(guestMessages.bundleId, bundleId))
    .groupBy(guestMessages.state)
    .all();
  for (const row of rows) counts[row.state] = row.n;
  return counts;
}

/** The codes of a bundle's messages that did not go, or have not gone yet; what only stands behind another one has none. */
export function guestTroubles(db: Reader, bundleId: string): { code: string; messages: number }[] {
  const failed = and(
    eq(guestMessages.bundleId, bundleId),
    isNotNull(guestMessages.failureCode),
    sql`${guestMessages.state} <> 'confirmed' AND ${guestMessages.failureCode} <> 'BUNDLE-BEHIND-REFUSED'`,
  );
  return db
    .select({ code: sql<string>`${guestMessages.failureCode}`, messages: count() })
    .from(guestMessages)
    .where(failed)
    .groupBy(guestMessages.failureCode)
    .all();
}

/** Messages of other offices that wait for the line, of how many dossiers. */
export function guestBacklog(db: Reader): { messages: number; dossiers: number } {
  const row = db
    .select({ messages: count(), dossiers: sql<number>`count(DISTINCT ${guestMessages.dossierCode})` })
    .from(guestMessages)
    .where(eq(guestMessages.state, 'waiting'))
    .get();
  return row ?? { messages: 0, dossiers: 0 };
}

/** The copies of a dossier that have arrived, by the origin's document: in the order in which they did. */
export function guestUploads(
  db: Reader,
  dossierCode: string,
): { documentId: string; result: OutboxResult; receipt: OutboxReceipt }[] {
  return db
    .select({ documentId: guestMessages.documentId, result: guestMessages.result, receipt: guestMessages.receipt })
    .from(guestMessages)
    .where(
      and(
        eq(guestMessages.dossierCode, dossierCode),
        eq(guestMessages.kind, 'upload-copy'),
        eq(guestMessages.state, 'confirmed'),
        isNotNull(guestMessages.result),
      ),
    )
    .orderBy(asc(guestMessages.settledAt))
    .all()
    .flatMap(({ documentId, result, receipt }) =>
      documentId !== null && result !== null && receipt !== null ? [{ documentId, result, receipt }] : [],
    );
}

/** What came of the copy of another office that arrived last. */
export function lastGuestUpload(db: Reader): OutboxResult | null {
  const arrived = and(
    eq(guestMessages.kind, 'upload-copy'),
    eq(guestMessages.state, 'confirmed'),
    isNotNull(guestMessages.result),
  );
  const row = db
    .select({ result: guestMessages.result })
    .from(guestMessages)
    .where(arrived)
    .orderBy(desc(guestMessages.settledAt))
    .limit(1)
    .get();
  return row?.result ?? null;
}

/** Whether the far side has confirmed the dossier for its office before. */
export function guestConfirmed(db: Reader, dossierCode: string): boolean {
  const confirmed = and(
    eq(guestMessages.dossierCode, dossierCode),
    eq(guestMessages.kind, 'sync-dossier'),
    eq(guestMessages.state, 'confirmed'),
  );
  return db.select({ id: guestMessages.id }).from(guestMessages).where(confirmed).limit(1).get() !== undefined;
}

/**
 * When a message that adds the dossier was first on its way, in whichever bundle; null: never. Where one came back because
 * it was unclear whether the dossier is there, and is handed over again as it was, its office has looked there: neither it
 * nor what was taken in before it counts.
 */
export function guestSyncBegunAt(db: Reader, { dossierCode, rowId }: GuestMessage): number | null {
  // By the bundles' numbers and the order of taking in, not by times: the clock may have been set back in between.
  const lookedUp = sql`EXISTS (SELECT 1 FROM guest_messages AS uncertain
    JOIN guest_bundles AS its ON its.id = uncertain.bundle_id
    WHERE uncertain.row_id = ${rowId} AND uncertain.dossier_code = ${dossierCode}
    AND uncertain.state = 'rejected' AND uncertain.failure_code = 'PORTAL-ADD-UNCERTAIN'
    AND its.seq >= ${guestBundles.seq} AND uncertain.rowid >= guest_messages.rowid)`;
  const row = db
    .select({ at: min(guestMessages.begunAt) })
    .from(guestMessages)
    .innerJoin(guestBundles, eq(guestBundles.id, guestMessages.bundleId))
    .where(
      and(eq(guestMessages.dossierCode, dossierCode), eq(guestMessages.kind, 'sync-dossier'), sql`NOT ${lookedUp}`),
    )
    .get();
  return row?.at ?? null;
}

/** The messages `sync-dossier` of a dossier in later bundles than number `seq`, the latest first. */
export function laterSyncs(db: Reader, dossierCode: string, seq: number): QueuedMessage[] {
  return db
    .select(queued)
    .from(guestMessages)
    .innerJoin(guestBundles, eq(guestBundles.id, guestMessages.bundleId))
    .where(
      and(
        eq(guestMessages.dossierCode, dossierCode),
        eq(guestMessages.kind, 'sync-dossier'),
        sql`${guestBundles.seq} > ${seq}`,
      ),
    )
    .orderBy(desc(guestBundles.seq), desc(guestMessages.ordinal))
    .all();
}

export function findGuestMessage(db: Reader, id: string): QueuedMessage | undefined {
  return db
    .select(queued)
    .from(guestMessages)
    .innerJoin(guestBundles, eq(guestBundles.id, guestMessages.bundleId))
    .where(eq(guestMessages.id, id))
    .get();
}

export function settleGuestBundle(tx: Tx, id: string, at: number): void {
  tx.update(guestBundles)
    .set({ settledAt: at })
    .where(and(eq(guestBundles.id, id), isNull(guestBundles.settledAt)))
    .run();
}

/** The key of a bundle is destroyed with this transaction. */
export function markEmptied(tx: Tx, id: string, at: number): boolean {
  const changed = tx
    .update(guestBundles)
    .set({ emptiedAt: at })
    .where(and(eq(guestBundles.id, id), isNull(guestBundles.emptiedAt)))
    .returning({ id: guestBundles.id })
    .all();
  return changed.length === 1;
}

/** The bundles of a station of whose receipts the origin has not said that it has them. */
export function unacknowledged(db: Reader, stationId: string): GuestBundle[] {
  return db
    .select()
    .from(guestBundles)
    .where(and(eq(guestBundles.stationId, stationId), isNull(guestBundles.acknowledgedAt)))
    .orderBy(asc(guestBundles.seq))
    .all();
}

/** The origin has the receipts of these bundles: the portal's own words, which may name a person, are kept no longer. */
export function acknowledge(tx: Tx, stationId: string, ids: readonly string[], at: number): void {
  if (ids.length === 0) return;
  const acknowledged = tx
    .update(guestBundles)
    .set({ acknowledgedAt: at })
    .where(
      and(
        eq(guestBundles.stationId, stationId),
        inArray(guestBundles.id, [...ids]),
        isNull(guestBundles.acknowledgedAt),
        isNotNull(guestBundles.settledAt),
      ),
    )
    .returning({ id: guestBundles.id })
    .all();
  forgetWords(tx, acknowledged);
}

/** Receipts of bundles that were settled before an instant are not offered any more, nor are the portal's words kept. */
export function acknowledgeBefore(tx: Tx, before: number, at: number): void {
  const over = tx
    .update(guestBundles)
    .set({ acknowledgedAt: at })
    .where(and(lte(guestBundles.settledAt, before), isNull(guestBundles.acknowledgedAt)))
    .returning({ id: guestBundles.id })
    .all();
  forgetWords(tx, over);
}

function forgetWords(tx: Tx, of: readonly { readonly id: string }[]): void {
  for (const { id } of of) {
    tx.update(guestMessages).set({ failureMessage: null }).where(eq(guestMessages.bundleId, id)).run();
  }
}

export function markReceiptsWritten(tx: Tx, ids: readonly string[], at: number): void {
  if (ids.length === 0) return;
  tx.update(guestBundles)
    .set({ receiptsAt: sql`coalesce(${guestBundles.receiptsAt}, ${at})` })
    .where(and(inArray(guestBundles.id, [...ids]), isNotNull(guestBundles.settledAt)))
    .run();
}

/** Bundles imported before an instant whose content is still here. */
export function guestsBefore(db: Reader, before: number): GuestBundle[] {
  return db
    .select()
    .from(guestBundles)
    .where(and(lte(guestBundles.importedAt, before), isNull(guestBundles.emptiedAt)))
    .all();
}

/** The ids of all bundles whose content is here. */
export function keptGuests(db: Reader): string[] {
  return db
    .select({ id: guestBundles.id })
    .from(guestBundles)
    .where(isNull(guestBundles.emptiedAt))
    .all()
    .map(({ id }) => id);
}

export function findGuestReference(
  db: Reader,
  dossierCode: string,
  connector: string,
  name: (typeof guestReferences.$inferSelect)['name'],
): string | undefined {
  const one = and(
    eq(guestReferences.dossierCode, dossierCode),
    eq(guestReferences.connector, connector),
    eq(guestReferences.name, name),
  );
  return db.select().from(guestReferences).where(one).get()?.value;
}

export function keepGuestReference(tx: Tx, row: typeof guestReferences.$inferSelect): void {
  tx.insert(guestReferences)
    .values(row)
    .onConflictDoUpdate({
      target: [guestReferences.dossierCode, guestReferences.connector, guestReferences.name],
      set: { value: row.value },
    })
    .run();
}
