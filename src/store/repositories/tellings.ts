/** What the one-stop system beside the portal has still to be told: one row to a dossier, apart from the outbox. */
import type { Reader, Tx } from '../database.ts';
import { and, asc, count, desc, eq, gt, inArray, lte, ne, notInArray, or } from '../drizzle.ts';
import type { OutboxReceipt } from '../schema/outbox.ts';
import { tellings } from '../schema/tellings.ts';

export type TellingRow = typeof tellings.$inferSelect;
export type TellingState = TellingRow['state'];

export function findTelling(db: Reader, dossierId: string): TellingRow | undefined {
  return db.select().from(tellings).where(eq(tellings.dossierId, dossierId)).get();
}

/** Something has changed: the dossier's state, or steps of the work on it. What was refused is tried again with it. */
export function noteChange(tx: Tx, dossierId: string, steps: readonly string[], now: number): void {
  const before = findTelling(tx, dossierId);
  if (!before) {
    const fresh = { state: 'waiting', changes: 1, nextAttemptAt: now, changedAt: now } as const;
    tx.insert(tellings)
      .values({ dossierId, steps: [...steps], ...fresh })
      .run();
    return;
  }
  const added = steps.filter((step) => !before.steps.includes(step));
  const again = { attempts: 0, nextAttemptAt: now, failureCode: null, failureMessage: null } as const;
  tx.update(tellings)
    .set({
      // Steps are told beside the state; a change of the state is told anew.
      changes: before.changes + (steps.length === 0 ? 1 : 0),
      steps: [...before.steps, ...added],
      changedAt: now,
      ...(before.state === 'sending' ? {} : { state: 'waiting' as const, ...again }),
    })
    .where(eq(tellings.dossierId, dossierId))
    .run();
}

/**
 * The next rows to send that are not in `busy`, the longest due first. One due later than `horizon`, the longest wait there
 * is, was scheduled by a clock that has since been set back.
 */
export function nextTelling(db: Reader, now: number, horizon: number, busy: readonly string[]): TellingRow | undefined {
  return db
    .select()
    .from(tellings)
    .where(
      and(
        eq(tellings.state, 'waiting'),
        or(lte(tellings.nextAttemptAt, now), gt(tellings.nextAttemptAt, horizon)),
        notInArray(tellings.dossierId, [...busy]),
      ),
    )
    .orderBy(asc(tellings.nextAttemptAt))
    .limit(1)
    .get();
}

/** When the next row is due; null when none waits. */
export function nextTellingAt(db: Reader): number | null {
  const row = db
    .select({ at: tellings.nextAttemptAt })
    .from(tellings)
    .where(eq(tellings.state, 'waiting'))
    .orderBy(asc(tellings.nextAttemptAt))
    .limit(1)
    .get();
  return row?.at ?? null;
}

export function beginTelling(tx: Tx, row: TellingRow, now: number): void {
  tx.update(tellings)
    .set({ state: 'sending', begunAt: row.begunAt ?? now })
    .where(eq(tellings.dossierId, row.dossierId))
    .run();
}

/** How a send ended, to be written down. */
export type TellingEnd =
  | { readonly kind: 'waiting'; readonly attempts: number; readonly nextAttemptAt: number }
  | { readonly kind: 'rejected'; readonly attempts: number }
  | { readonly kind: 'told' };

/**
 * Writes what came of a send. What the far side has confirmed counts, whatever failed after it; what was added meanwhile
 * waits. False when the row is not on its way any more.
 */
export function endTelling(
  tx: Tx,
  dossierId: string,
  end: TellingEnd,
  done: { readonly told: number; readonly steps: readonly string[]; readonly receipt: OutboxReceipt | null },
  failure: { readonly code: string; readonly message: string | null } | null,
  now: number,
): boolean {
  const row = findTelling(tx, dossierId);
  if (row?.state !== 'sending') return false;
  const told = Math.max(row.told, done.told);
  const steps = row.steps.filter((step) => !done.steps.includes(step));
  const whole = told === row.changes && steps.length === 0;
  const change = {
    told,
    steps,
    receipt: done.receipt ?? row.receipt,
    failureCode: failure?.code ?? null,
    failureMessage: failure?.message ?? null,
  };
  const state = end.kind === 'told' ? (whole ? 'confirmed' : 'waiting') : end.kind;
  const attempts = end.kind === 'told' ? 0 : end.attempts;
  const nextAttemptAt = end.kind === 'waiting' ? end.nextAttemptAt : now;
  tx.update(tellings)
    .set({ ...change, state, attempts, nextAttemptAt })
    .where(eq(tellings.dossierId, dossierId))
    .run();
  return true;
}

/** Rows left on their way by a process that ended are to be sent again. Returns how many. */
export function resumeTellings(tx: Tx, now: number): number {
  return tx
    .update(tellings)
    .set({ state: 'waiting', nextAttemptAt: now })
    .where(eq(tellings.state, 'sending'))
    .returning({ id: tellings.dossierId })
    .all().length;
}

/** Makes the rows that failed with one of `codes` due now. */
export function releaseTellings(tx: Tx, now: number, codes: readonly string[]): number {
  return tx
    .update(tellings)
    .set({ nextAttemptAt: now })
    .where(
      and(eq(tellings.state, 'waiting'), gt(tellings.nextAttemptAt, now), inArray(tellings.failureCode, [...codes])),
    )
    .returning({ id: tellings.dossierId })
    .all().length;
}

/**
 * Puts a refused row back in line. False when it is not refused. Who sends on after it was unclear whether the far side has
 * the dossier has looked there: it is added as if it had never been on its way.
 */
export function reopenTelling(tx: Tx, dossierId: string, now: number): boolean {
  const lookedUp = findTelling(tx, dossierId)?.failureCode === 'PORTAL-ADD-UNCERTAIN';
  const changed = tx
    .update(tellings)
    .set({
      ...(lookedUp ? { begunAt: null } : {}),
      state: 'waiting',
      attempts: 0,
      nextAttemptAt: now,
      failureCode: null,
      failureMessage: null,
    })
    .where(and(eq(tellings.dossierId, dossierId), eq(tellings.state, 'rejected')))
    .returning({ id: tellings.dossierId })
    .all();
  return changed.length === 1;
}

/**
 * An officer has looked: the far side has the dossier, so that what there is to tell goes as a change. False when that was
 * not unclear.
 */
export function confirmTellingThere(tx: Tx, dossierId: string, receipt: OutboxReceipt, now: number): boolean {
  const row = findTelling(tx, dossierId);
  if (row?.state !== 'rejected' || row.failureCode !== 'PORTAL-ADD-UNCERTAIN') return false;
  noteChange(tx, dossierId, [], now);
  tx.update(tellings)
    .set({ told: Math.max(row.told, 1), receipt })
    .where(eq(tellings.dossierId, dossierId))
    .run();
  return true;
}

/** How many dossiers are in each state. */
export function tellingCounts(db: Reader): Record<TellingState, number> {
  const counts: Record<TellingState, number> = { waiting: 0, sending: 0, confirmed: 0, rejected: 0 };
  const counted = db.select({ state: tellings.state, n: count() }).from(tellings).groupBy(tellings.state).all();
  for (const row of counted) counts[row.state] = row.n;
  return counts;
}

/** The dossiers not wholly told, refused ones first. */
export function openTellings(db: Reader, limit = 200): TellingRow[] {
  return db
    .select()
    .from(tellings)
    .where(ne(tellings.state, 'confirmed'))
    .orderBy(desc(eq(tellings.state, 'rejected')), asc(tellings.changedAt))
    .limit(limit)
    .all();
}
