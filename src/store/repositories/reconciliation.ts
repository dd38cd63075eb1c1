/** Rounds of asking the portal, the turns that are left, and what it said last of each dossier. */
import type { Reader, Tx } from '../database.ts';
import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lte, sql } from '../drizzle.ts';
import { farDossiers, reconciliations, reconciliationTurns } from '../schema/index.ts';

export type RoundRow = typeof reconciliations.$inferSelect;
export type TurnRow = typeof reconciliationTurns.$inferSelect;
export type FarDossierRow = typeof farDossiers.$inferSelect;

/** The round that has begun and not ended. */
export function openRound(db: Reader): RoundRow | undefined {
  return db.select().from(reconciliations).where(isNull(reconciliations.endedAt)).get();
}

/** The round that began last, of those that began by `until`. */
export function lastRound(db: Reader, until: number): RoundRow | undefined {
  const begun = lte(reconciliations.begunAt, until);
  return db.select().from(reconciliations).where(begun).orderBy(desc(reconciliations.begunAt)).limit(1).get();
}

/** The rounds in the order of their beginning, the last first, whatever the clock said. */
const latest = sql`${reconciliations}.rowid DESC`;

/** The last round that has ended. */
export function lastEndedRound(
  db: Reader,
): { readonly endedAt: number; readonly dossiers: number; readonly unanswered: number } | undefined {
  const { endedAt, dossiers, unanswered } = reconciliations;
  const columns = { endedAt: sql<number>`${endedAt}`, dossiers, unanswered };
  return db.select(columns).from(reconciliations).where(isNotNull(endedAt)).orderBy(latest).limit(1).get();
}

/** When the last round ended that had an answer about every dossier, epoch milliseconds; null when none did. */
export function lastWholeRoundAt(db: Reader): number | null {
  const { endedAt: at, unanswered } = reconciliations;
  const whole = and(eq(unanswered, 0), isNotNull(at));
  return db.select({ at }).from(reconciliations).where(whole).orderBy(latest).limit(1).get()?.at ?? null;
}

/** When the last round ended that began at `since` or later and had an answer about each of its dossiers; null when none did. */
export function askedAboutAllAt(db: Reader, since: number): number | null {
  const { endedAt: at, unanswered, begunAt, dossiers } = reconciliations;
  const asked = and(eq(unanswered, 0), isNotNull(at), gte(begunAt, since), gt(dossiers, 0));
  return db.select({ at }).from(reconciliations).where(asked).orderBy(latest).limit(1).get()?.at ?? null;
}

/**
 * Begins a round: a turn for each dossier that the line carries and that the portal may have, of which something is open,
 * or was sent since `since`, or still waits for the portal. One that is purged has a turn as long as it differs: its code
 * is all that is asked by. Answers how many.
 */
export function beginRound(tx: Tx, round: Pick<RoundRow, 'id' | 'day' | 'askedBy' | 'begunAt'>, since: number): number {
  tx.insert(reconciliations)
    .values({ ...round, dossiers: 0 })
    .run();
  const { id, begunAt } = round;
  const inserted = tx.run(sql`
    INSERT INTO reconciliation_turns (dossier_id, round_id, next_at)
    SELECT dossiers.id, ${id}, ${begunAt} FROM dossiers
    WHERE (purged_at IS NULL OR EXISTS (SELECT 1 FROM portal_differences
        WHERE portal_differences.dossier_id = dossiers.id AND portal_differences.settled_at IS NULL))
      AND NOT EXISTS (SELECT 1 FROM handovers WHERE handovers.dossier_id = dossiers.id)
      AND EXISTS (SELECT 1 FROM outbox WHERE outbox.dossier_id = dossiers.id
        AND outbox.kind = 'sync-dossier' AND outbox.begun_at IS NOT NULL)
      AND (
        EXISTS (SELECT 1 FROM outbox WHERE outbox.dossier_id = dossiers.id
          AND (outbox.state <> 'confirmed' OR outbox.confirmed_at >= ${since}))
        OR EXISTS (SELECT 1 FROM originals WHERE originals.dossier_id = dossiers.id
          AND originals.state NOT IN ('delivered', 'refused', 'withdrawn', 'cancelled'))
        OR EXISTS (SELECT 1 FROM portal_differences WHERE portal_differences.dossier_id = dossiers.id
          AND portal_differences.settled_at IS NULL)
        OR EXISTS (SELECT 1 FROM recalls WHERE recalls.dossier_id = dossiers.id AND recalls.verified_at IS NULL)
        OR EXISTS (SELECT 1 FROM outbox JOIN copy_links ON copy_links.outbox_id = outbox.id
          WHERE outbox.dossier_id = dossiers.id AND copy_links.fetched_at IS NULL AND copy_links.removed_at IS NULL)
      )
    ON CONFLICT (dossier_id) DO UPDATE SET round_id = excluded.round_id`);
  tx.update(reconciliations).set({ dossiers: inserted.changes }).where(eq(reconciliations.id, id)).run();
  return inserted.changes;
}

/** Ends a round of which no turn is left. */
export function endRound(tx: Tx, id: string, endedAt: number): void {
  tx.update(reconciliations).set({ endedAt }).where(eq(reconciliations.id, id)).run();
}

/** One dossier more of a round without an answer. */
export function countUnanswered(tx: Tx, roundId: string): void {
  tx.update(reconciliations)
    .set({ unanswered: sql`${reconciliations.unanswered} + 1` })
    .where(eq(reconciliations.id, roundId))
    .run();
}

/** The turn that is due longest at `now`; one further off than `horizon` was set by a clock that went back since. */
export function dueTurn(db: Reader, now: number, horizon: number): TurnRow | undefined {
  const due = (when: ReturnType<typeof sql>) =>
    db
      .select()
      .from(reconciliationTurns)
      .where(when)
      .orderBy(asc(reconciliationTurns.nextAt), asc(reconciliationTurns.dossierId))
      .limit(1)
      .get();
  return due(lte(reconciliationTurns.nextAt, now)) ?? due(sql`${reconciliationTurns.nextAt} > ${horizon}`);
}

/** When the next turn is due; null when none is left. */
export function nextTurnAt(db: Reader): number | null {
  const first = db.select({ at: reconciliationTurns.nextAt }).from(reconciliationTurns);
  return first.orderBy(asc(reconciliationTurns.nextAt)).limit(1).get()?.at ?? null;
}

/** How many turns a round has left. */
export function turnsLeft(db: Reader, roundId: string): number {
  const own = eq(reconciliationTurns.roundId, roundId);
  return db.select({ n: sql<number>`count(*)` }).from(reconciliationTurns).where(own).get()?.n ?? 0;
}

/** Has a dossier asked about out of turn; one that waits for its turn already is asked about no later. */
export function askOutOfTurn(tx: Tx, dossierId: string, nextAt: number): void {
  tx.insert(reconciliationTurns)
    .values({ dossierId, nextAt })
    .onConflictDoUpdate({
      target: reconciliationTurns.dossierId,
      set: { nextAt: sql`min(${reconciliationTurns.nextAt}, ${nextAt})` },
    })
    .run();
}

/**
 * The dossiers of which somebody waits to hear what the portal has (sent again for a difference, or a copy taken back), a
 * message of which was confirmed since the portal was last asked, and which have no turn.
 */
export function awaitedDossiers(db: Reader): string[] {
  const rows = db.all<{ readonly id: string }>(sql`
    SELECT awaited.dossier_id AS id FROM (
      SELECT dossier_id FROM recalls WHERE verified_at IS NULL
      UNION SELECT dossier_id FROM portal_differences WHERE settled_at IS NULL AND resent_at IS NOT NULL
    ) AS awaited
    WHERE EXISTS (SELECT 1 FROM dossiers WHERE dossiers.id = awaited.dossier_id AND purged_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM reconciliation_turns AS turn WHERE turn.dossier_id = awaited.dossier_id)
      AND EXISTS (SELECT 1 FROM outbox WHERE outbox.dossier_id = awaited.dossier_id
        AND outbox.kind = 'sync-dossier' AND outbox.state = 'confirmed' AND outbox.confirmed_at > coalesce(
          (SELECT asked_at FROM far_dossiers WHERE far_dossiers.dossier_id = awaited.dossier_id), 0))`);
  return rows.map(({ id }) => id);
}

/** The turn has not brought an answer: it comes again. */
export function postponeTurn(
  tx: Tx,
  dossierId: string,
  change: Pick<TurnRow, 'tries' | 'nextAt' | 'failureCode'>,
): void {
  tx.update(reconciliationTurns).set(change).where(eq(reconciliationTurns.dossierId, dossierId)).run();
}

export function endTurn(tx: Tx, dossierId: string): void {
  tx.delete(reconciliationTurns).where(eq(reconciliationTurns.dossierId, dossierId)).run();
}

/** Turns that have failed, by code: why a round does not come to its end. */
export function failedTurns(db: Reader): { readonly code: string; readonly dossiers: number }[] {
  return db
    .select({ code: sql<string>`${reconciliationTurns.failureCode}`, dossiers: sql<number>`count(*)` })
    .from(reconciliationTurns)
    .where(isNotNull(reconciliationTurns.failureCode))
    .groupBy(reconciliationTurns.failureCode)
    .all();
}

export function findFarDossier(db: Reader, dossierId: string): FarDossierRow | undefined {
  return db.select().from(farDossiers).where(eq(farDossiers.dossierId, dossierId)).get();
}

export function keepFarDossier(tx: Tx, row: FarDossierRow): void {
  const { dossierId, ...change } = row;
  tx.insert(farDossiers).values(row).onConflictDoUpdate({ target: farDossiers.dossierId, set: change }).run();
}
