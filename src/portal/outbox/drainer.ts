import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import type { Result } from '../../common/result.ts';
import type { Store, Tx } from '../../store/index.ts';
import {
  hasConfirmed,
  markConfirmed,
  markRejected,
  markSending,
  markWaiting,
  nextDueAt,
  nextDueRow,
  type OutboxRow,
  releaseWaiting,
  rememberUploadUrl,
  resumeInterrupted,
} from '../../store/repositories/outbox.ts';
import type { OutboxResult } from '../../store/schema/outbox.ts';
import type { Outcome, Receipt, Unreachable } from '../connector.ts';
import { lineFailureCodes } from '../line/failure-codes.ts';
import { referencesOf } from './references.ts';
import { reopen } from './reopen.ts';
import type { Sender, Sent } from './sender.ts';
import { type OutboxTimings, waitAfter } from './timings.ts';
import { uploadAgain } from './upload-again.ts';

/** A row whose message the far side has confirmed. */
export type ConfirmedRow = OutboxRow & { readonly result: OutboxResult | null };

/** What the room above is told. The first two run in the transaction that changes the row. */
export interface DrainerEvents {
  /** Runs in the transaction that confirms the row: both happen or neither does. */
  onConfirmed(tx: Tx, row: ConfirmedRow, receipt: Receipt): void;
  /** Runs in the transaction that sets the row aside for a person. */
  onRejected?(tx: Tx, row: OutboxRow, code: string): void;
  /** Runs in the transaction that ends a hold whose time is over. */
  onHoldOver?(tx: Tx, row: OutboxRow): void;
  /** An exchange ended: an answer came from the far side, or none did. */
  onExchange?(kind: OutboxRow['kind'], answered: boolean): void;
}

/** Failures that end when the line comes back: their rows need not wait for their turn then. */
const lineCodes: readonly string[] = Object.values(lineFailureCodes);

/** Failures that a person mends with a restart: their rows need not wait for their turn after it. */
const accessCodes = ['PORTAL-ACCESS-DENIED', 'PORTAL-LOGIN-REFUSED', 'PORTAL-CREDENTIAL-MISSING'];

/** Refusals spoken by the far side; all others are the station's own, made before anything is sent. */
const spokenCodes = ['PORTAL-REJECTED', 'PORTAL-DUPLICATE', 'PORTAL-UPLOAD-REFUSED'];

/** Whether an outcome shows that the line works, or that it does not, or (undefined) neither. */
function provesLine(outcome: Outcome): boolean | undefined {
  if (outcome.kind === 'confirmed' || spokenCodes.includes(outcome.code)) return true;
  return lineCodes.includes(outcome.code) ? false : undefined;
}

/** An error without its message, which may quote the content of a dossier. */
export function trace(error: unknown): { error: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}

/**
 * Sends what waits. Rows of one dossier go strictly in order, dossiers independently of each other, a few at a time.
 * A row is marked before it is sent and settled after; a row found marked at start was cut and is sent again, which
 * is safe because every send is idempotent.
 */
export class Drainer {
  readonly #store: Store;
  readonly #sender: Sender;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #timings: OutboxTimings;
  readonly #events: DrainerEvents;
  readonly #chance: () => number;
  readonly #running = new Map<string, Promise<void>>();
  #stopping: AbortController | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** When the table was last looked at, on the monotonic clock. */
  #turnedAt: number | null = null;
  /** The end of a send could not be written, so its row is still marked as being sent. */
  #unsettled = false;

  constructor(parts: {
    store: Store;
    sender: Sender;
    clock: Clock;
    log: Logger;
    timings: OutboxTimings;
    events: DrainerEvents;
    /** From 0 up to 1, for the jitter. */
    chance?: () => number;
  }) {
    this.#store = parts.store;
    this.#sender = parts.sender;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#timings = parts.timings;
    this.#events = parts.events;
    this.#chance = parts.chance ?? Math.random;
  }

  start(): void {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    const now = this.#clock.now();
    const resumed = this.#store.write((tx) => {
      releaseWaiting(tx, now, [...lineCodes, ...accessCodes]);
      return resumeInterrupted(tx, now, []);
    });
    if (resumed > 0) this.#log.info({ rows: resumed }, 'outbox: interrupted sends will be repeated');
    this.wake();
  }

  /** Looks at the table soon: after the transaction that is running, if one is. */
  wake(): void {
    this.#sleep(0);
  }

  /** The line is back: what failed for want of it is due now. */
  lineIsBack(): void {
    if (!this.#stopping) return;
    try {
      const released = this.#store.write((tx) => releaseWaiting(tx, this.#clock.now(), lineCodes));
      this.#log.info({ rows: released }, 'outbox: the line is back');
    } catch (error) {
      // Told by a probe that nobody waits for; the rows then go when their wait is over.
      this.#log.error(trace(error), 'outbox: the table cannot be used');
    }
    this.wake();
  }

  /** Puts a rejected row back in line. `PORTAL-ROW-UNKNOWN`, `PORTAL-ROW-NOT-REJECTED`. */
  retry(rowId: string): Result<void> {
    const result = reopen(this.#store, this.#clock, rowId);
    if (result.ok) this.wake();
    return result;
  }

  /** Interrupts what is being sent and waits until it has ended; those rows wait for the next start. */
  async stop(): Promise<void> {
    const stopping = this.#stopping;
    if (!stopping) return;
    this.#stopping = null;
    stopping.abort();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await Promise.all(this.#running.values());
  }

  /** Whether the loop turns: it looks at the table at least once a minute, whatever the line is like. */
  get alive(): boolean {
    if (this.#turnedAt === null) return this.#stopping !== null;
    return this.#clock.monotonic() - this.#turnedAt < 2 * this.#timings.pollMs;
  }

  #sleep(ms: number): void {
    if (!this.#stopping) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), Math.min(ms, this.#timings.pollMs));
    this.#timer.unref();
  }

  #pump(): void {
    const stopping = this.#stopping;
    if (!stopping) return;
    let wait = this.#timings.pollMs;
    this.#turnedAt = this.#clock.monotonic();
    try {
      if (this.#unsettled) {
        this.#store.write((tx) => resumeInterrupted(tx, this.#clock.now(), [...this.#running.keys()]));
        this.#unsettled = false;
      }
      while (this.#running.size < this.#timings.parallel) {
        const row = this.#take();
        if (!row) break;
        const sending = this.#sendOne(row, stopping.signal).then((settled) => {
          this.#running.delete(row.dossierId);
          if (!settled) this.#unsettled = true;
          this.#sleep(settled ? 0 : this.#timings.firstWaitMs);
        });
        this.#running.set(row.dossierId, sending);
      }
      const next = nextDueAt(this.#store.db, [...this.#running.keys()]);
      if (next !== null && this.#running.size < this.#timings.parallel) wait = Math.max(0, next - this.#clock.now());
    } catch (error) {
      // The database may be busy or the disk full for a while: the rows stay as they are.
      this.#log.error(trace(error), 'outbox: the table cannot be used');
    }
    this.#sleep(wait);
  }

  #take(): OutboxRow | undefined {
    const now = this.#clock.now();
    const horizon = now + Math.max(this.#timings.mostWaitMs, this.#timings.mostRetryAfterMs);
    const busy = [...this.#running.keys()];
    const row = nextDueRow(this.#store.db, now, horizon, busy);
    if (row) this.#store.write((tx) => markSending(tx, row.id, now));
    return row;
  }

  /** Sends a row and settles it. False when the database did not take the result; nothing is thrown. */
  async #sendOne(row: OutboxRow, signal: AbortSignal): Promise<boolean> {
    const started = this.#clock.monotonic();
    try {
      if (uploadAgain(this.#store, row, this.#sender.uploadYields, this.#clock.now())) return true;
      const sent = await this.#sender.send(row, {
        known: hasConfirmed(this.#store.db, row.dossierId, 'sync-dossier'),
        references: referencesOf(this.#store, row.dossierId, this.#sender.connectorName, this.#clock),
        remember: (url) => this.#store.write((tx) => rememberUploadUrl(tx, row.id, url)),
        signal,
      });
      this.#settle(row, sent, signal, Math.round(this.#clock.monotonic() - started));
      return true;
    } catch (error) {
      this.#log.error({ ...trace(error), row: row.id, kind: row.kind }, 'outbox: a message failed in the station');
    }
    try {
      this.#postpone(row, { kind: 'unreachable', code: 'PORTAL-NOT-PREPARED' });
      return true;
    } catch (error) {
      this.#log.error({ ...trace(error), row: row.id, kind: row.kind }, 'outbox: a result could not be written');
      return false;
    }
  }

  #settle(row: OutboxRow, sent: Sent, signal: AbortSignal, ms: number): void {
    const { outcome } = sent;
    const attempts = row.attempts + 1;
    const about = { row: row.id, dossier: row.dossierId, kind: row.kind, attempts, ms };
    switch (outcome.kind) {
      case 'confirmed': {
        const confirmedAt = this.#clock.now();
        const { receipt } = outcome;
        this.#store.write((tx) => {
          markConfirmed(tx, row.id, { attempts, receipt, result: sent.result, confirmedAt });
          const confirmed = {
            ...row,
            state: 'confirmed',
            attempts,
            receipt,
            result: sent.result,
            confirmedAt,
          } as const;
          this.#events.onConfirmed(tx, confirmed, receipt);
        });
        this.#log.info(about, 'outbox: confirmed');
        break;
      }
      case 'rejected': {
        const failureMessage = outcome.message ?? null;
        this.#store.write((tx) => {
          markRejected(tx, row.id, { attempts, failureCode: outcome.code, failureMessage });
          this.#events.onRejected?.(tx, row, outcome.code);
        });
        this.#log.warn({ ...about, code: outcome.code }, 'outbox: rejected');
        break;
      }
      case 'unreachable':
        if (signal.aborted) {
          const { failureCode, failureMessage } = row;
          const unchanged = { attempts: row.attempts, nextAttemptAt: this.#clock.now(), failureCode, failureMessage };
          this.#store.write((tx) => markWaiting(tx, row.id, unchanged));
          return;
        }
        this.#postpone(row, outcome);
        this.#log.warn({ ...about, code: outcome.code }, 'outbox: not sent');
        break;
    }
    const answered = provesLine(outcome);
    if (answered !== undefined) this.#events.onExchange?.(row.kind, answered);
  }

  #postpone(row: OutboxRow, outcome: Unreachable): void {
    // An attempt that brought the far side forward starts the doubling afresh: a weak line is no broken dossier.
    const attempts = outcome.progressed ? 1 : row.attempts + 1;
    const nextAttemptAt = this.#clock.now() + waitAfter(this.#timings, attempts, outcome.retryAfterMs, this.#chance());
    const failureMessage = outcome.message ?? null;
    this.#store.write((tx) =>
      markWaiting(tx, row.id, { attempts, nextAttemptAt, failureCode: outcome.code, failureMessage }),
    );
  }
}
