/** Bundles on a USB stick as the office that hands over keeps them, and the stations that it knows. */
import type { Reader, Tx } from '../database.ts';
import { and, asc, count, desc, eq, isNotNull, isNull, max, sql } from '../drizzle.ts';
import { bundleRows, bundles, handovers, knownStations, outbox } from '../schema/index.ts';
import type { OutboxRow } from './outbox.ts';

export type KnownStation = typeof knownStations.$inferSelect;
export type BundleRow = typeof bundles.$inferSelect;
export type RowOutcome = NonNullable<(typeof bundleRows.$inferSelect)['outcome']>;

/** The stations that may be used now, those confirmed first first. */
export function knownStationsNow(db: Reader): KnownStation[] {
  return db
    .select()
    .from(knownStations)
    .where(isNull(knownStations.removedAt))
    .orderBy(asc(knownStations.confirmedAt), asc(knownStations.id))
    .all();
}

export function findKnownStation(db: Reader, id: string): KnownStation | undefined {
  return db.select().from(knownStations).where(eq(knownStations.id, id)).get();
}

/** The station that sends for this office. */
export function senderStation(db: Reader): KnownStation | undefined {
  return knownStationsNow(db).find((station) => station.part === 'sender');
}

/** The station of that office with that signing key; one whose office has got another code is known by both. */
export function stationBySigningKey(
  db: Reader,
  part: KnownStation['part'],
  from: Pick<KnownStation, 'office' | 'signingKey'>,
): KnownStation | undefined {
  return knownStationsNow(db).find(
    (station) => station.part === part && station.signingKey === from.signingKey && station.office === from.office,
  );
}

/** A station that was trusted before, with the same keys; rather of the same office, then the one trusted last. */
export function removedStation(
  db: Reader,
  { part, office, recipient, signingKey }: Pick<KnownStation, 'part' | 'office' | 'recipient' | 'signingKey'>,
): KnownStation | undefined {
  return db
    .select()
    .from(knownStations)
    .where(
      and(
        eq(knownStations.part, part),
        eq(knownStations.recipient, recipient),
        eq(knownStations.signingKey, signingKey),
        isNotNull(knownStations.removedAt),
      ),
    )
    .orderBy(desc(eq(knownStations.office, office)), desc(knownStations.confirmedAt))
    .limit(1)
    .get();
}

export function insertKnownStation(tx: Tx, row: Omit<KnownStation, 'removedAt' | 'removedBy'>): void {
  tx.insert(knownStations).values(row).run();
}

/** A removed station is trusted again. */
export function trustAgain(
  tx: Tx,
  id: string,
  confirmed: Pick<KnownStation, 'office' | 'name' | 'fingerprint' | 'confirmedBy' | 'confirmedAt'>,
): void {
  tx.update(knownStations)
    .set({ ...confirmed, removedBy: null, removedAt: null })
    .where(eq(knownStations.id, id))
    .run();
}

export function removeKnownStation(tx: Tx, id: string, by: string, at: number): void {
  tx.update(knownStations).set({ removedBy: by, removedAt: at }).where(eq(knownStations.id, id)).run();
}

/** Holds for the rows of dossiers that no officer has begun by hand. */
const notByHand = sql`NOT EXISTS (SELECT 1 FROM ${handovers} WHERE ${handovers.dossierId} = ${outbox.dossierId})`;
const inOpenBundle = sql`EXISTS (SELECT 1 FROM ${bundleRows} WHERE ${bundleRows.rowId} = ${outbox.id} AND ${bundleRows.open} = 1)`;
const behindRejected = sql`EXISTS (SELECT 1 FROM ${outbox} AS earlier WHERE earlier.dossier_id = ${outbox.dossierId}
  AND earlier.state = 'rejected' AND earlier.seq < ${outbox.seq})`;

/** The rows that the next bundle may take, in the order of sending: not on their way already, none before them refused. */
export function rowsToBundle(db: Reader): OutboxRow[] {
  return db
    .select()
    .from(outbox)
    .where(and(eq(outbox.state, 'waiting'), notByHand, sql`NOT ${inOpenBundle}`, sql`NOT ${behindRejected}`))
    .orderBy(desc(outbox.urgent), asc(outbox.seq))
    .all();
}

/** How much waits for the next bundle, and how much is on its way in bundles that are not settled. */
export function bundleBacklog(db: Reader): {
  readonly waiting: { dossiers: number; copies: number; bytes: number; oldestAt: number | null };
  readonly away: { dossiers: number; oldestAt: number | null };
} {
  const sums = {
    dossiers: sql<number>`count(DISTINCT ${outbox.dossierId})`,
    copies: sql<number>`coalesce(sum(${outbox.kind} = 'upload-copy'), 0)`,
    bytes: sql<number>`coalesce(sum(${outbox.bytes}), 0)`,
    oldestAt: sql<number | null>`min(${outbox.createdAt})`,
  };
  const open = and(eq(outbox.state, 'waiting'), notByHand);
  const waiting = db
    .select(sums)
    .from(outbox)
    .where(and(open, sql`NOT ${inOpenBundle}`, sql`NOT ${behindRejected}`))
    .get();
  const away = db.select(sums).from(outbox).where(and(open, inOpenBundle)).get();
  return {
    waiting: waiting ?? { dossiers: 0, copies: 0, bytes: 0, oldestAt: null },
    away: { dossiers: away?.dossiers ?? 0, oldestAt: away?.oldestAt ?? null },
  };
}

/**
 * The number of the next bundle: greater than that of any before, also of those that a database brought back from a
 * backup does not know. Seconds of the clock, unless the last one was made under a clock that went before it.
 */
export function nextBundleSeq(db: Reader, now: number): number {
  const last =
    db
      .select({ last: max(bundles.seq) })
      .from(bundles)
      .get()?.last ?? 0;
  return Math.max(last + 1, Math.floor(now / 1000));
}

/** Begins a bundle with these rows: each is on its way from here on, so that nothing else takes it. */
export function beginBundle(
  tx: Tx,
  bundle: Pick<BundleRow, 'id' | 'seq' | 'stationId' | 'name' | 'begunBy' | 'begunAt'>,
  rows: readonly OutboxRow[],
): void {
  tx.insert(bundles).values(bundle).run();
  for (const { id } of rows) {
    tx.insert(bundleRows).values({ bundleId: bundle.id, rowId: id }).run();
    tx.update(outbox)
      .set({ begunAt: sql`coalesce(${outbox.begunAt}, ${bundle.begunAt})` })
      .where(eq(outbox.id, id))
      .run();
  }
}

/** The file of a bundle is whole. */
export function endBundle(
  tx: Tx,
  id: string,
  made: { madeAt: number; length: number; sha256: string; dossiers: number; copies: number },
): void {
  tx.update(bundles).set(made).where(eq(bundles.id, id)).run();
}

/** Forgets a bundle that never came to be; its rows wait again. */
export function dropBundle(tx: Tx, id: string): void {
  tx.delete(bundleRows).where(eq(bundleRows.bundleId, id)).run();
  tx.delete(bundles)
    .where(and(eq(bundles.id, id), isNull(bundles.madeAt)))
    .run();
}

/** Takes a row out of a bundle that is being made. */
export function leaveBundle(tx: Tx, bundleId: string, rowId: string): void {
  tx.delete(bundleRows)
    .where(and(eq(bundleRows.bundleId, bundleId), eq(bundleRows.rowId, rowId)))
    .run();
}

export function markWritten(tx: Tx, id: string, at: number): void {
  tx.update(bundles)
    .set({ writtenAt: sql`coalesce(${bundles.writtenAt}, ${at})` })
    .where(eq(bundles.id, id))
    .run();
}

/** Takes a bundle back: its rows wait for another one. */
export function withdrawBundle(tx: Tx, id: string, at: number): void {
  tx.update(bundles).set({ withdrawnAt: at }).where(eq(bundles.id, id)).run();
  tx.update(bundleRows).set({ open: false }).where(eq(bundleRows.bundleId, id)).run();
}

export function findBundle(db: Reader, id: string): BundleRow | undefined {
  return db.select().from(bundles).where(eq(bundles.id, id)).get();
}

/** The bundles, the newest first. */
export function listBundles(db: Reader, limit: number): BundleRow[] {
  return db.select().from(bundles).orderBy(desc(bundles.seq)).limit(limit).all();
}

/** Those begun and never ended: a stop has cut them. */
export function unfinishedBundles(db: Reader): BundleRow[] {
  return db.select().from(bundles).where(isNull(bundles.madeAt)).all();
}

/** Made for this station, not taken back, and never on a stick. */
export function unwrittenBundles(db: Reader, stationId: string): BundleRow[] {
  const unwritten = and(
    eq(bundles.stationId, stationId),
    isNull(bundles.writtenAt),
    isNull(bundles.withdrawnAt),
    isNotNull(bundles.madeAt),
  );
  return db.select().from(bundles).where(unwritten).orderBy(asc(bundles.seq)).all();
}

/** The last bundles to this station whose rows have all come back. */
export function settledBundles(db: Reader, stationId: string, limit: number): string[] {
  return db
    .select({ id: bundles.id })
    .from(bundles)
    .where(and(eq(bundles.stationId, stationId), sql`${bundles.settledAt} IS NOT NULL`))
    .orderBy(desc(bundles.seq))
    .limit(limit)
    .all()
    .map(({ id }) => id);
}

/** A row of a bundle of this office: whether it is still out in it, and what came back. */
export function findBundleRow(
  db: Reader,
  bundleId: string,
  rowId: string,
): { readonly open: boolean; readonly outcome: RowOutcome | null } | undefined {
  return db
    .select({ open: bundleRows.open, outcome: bundleRows.outcome })
    .from(bundleRows)
    .where(and(eq(bundleRows.bundleId, bundleId), eq(bundleRows.rowId, rowId)))
    .get();
}

/** The bundles that a row has been in. */
export function bundlesOfRow(db: Reader, rowId: string): string[] {
  return db
    .select({ id: bundleRows.bundleId })
    .from(bundleRows)
    .where(eq(bundleRows.rowId, rowId))
    .all()
    .map(({ id }) => id);
}

/** Writes what came back of a row. */
export function settleBundleRow(tx: Tx, bundleId: string, rowId: string, outcome: RowOutcome): void {
  tx.update(bundleRows)
    .set({ open: false, outcome })
    .where(and(eq(bundleRows.bundleId, bundleId), eq(bundleRows.rowId, rowId)))
    .run();
}

/** How many rows of a bundle are still out. */
export function rowsOut(db: Reader, bundleId: string): number {
  const row = db
    .select({ n: count() })
    .from(bundleRows)
    .where(and(eq(bundleRows.bundleId, bundleId), eq(bundleRows.open, true)))
    .get();
  return row?.n ?? 0;
}

export function markSettled(tx: Tx, id: string, at: number): void {
  tx.update(bundles)
    .set({ settledAt: at })
    .where(and(eq(bundles.id, id), isNull(bundles.settledAt)))
    .run();
}
