import type { Clock } from '../../common/clock.ts';
import type { Code } from '../../common/codes/index.ts';
import type { Logger } from '../../common/log.ts';
import { PacedLoop } from '../../common/paced-loop.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Store, Tx } from '../../store/index.ts';
import {
  beginTelling,
  confirmTellingThere,
  endTelling,
  findTelling,
  nextTelling,
  nextTellingAt,
  noteChange,
  releaseTellings,
  reopenTelling,
  resumeTellings,
  type TellingRow,
  tellingCounts,
} from '../../store/repositories/tellings.ts';
import type { Connector } from '../connector.ts';
import { lineFailureCodes } from '../line/failure-codes.ts';
import { type AlongsideWord, receiptOfWord } from '../outbox/confirm-there.ts';
import { trace } from '../outbox/drainer.ts';
import { referencesOf } from '../outbox/references.ts';
import type { ContentSource } from '../outbox/sender.ts';
import { type OutboxTimings, waitAfter } from '../outbox/timings.ts';
import { type Told, tellDossier } from './tell-dossier.ts';

/** What waits for the one-stop system, and what it refused. */
export interface BesideStatus {
  readonly waiting: number;
  readonly rejected: number;
  /** Why it does not let the station in, until it does. */
  readonly refusal: Code | null;
  /** Epoch milliseconds of the last confirmation since the start. */
  readonly lastConfirmedAt: number | null;
}

/**
 * The one-stop system beside the portal: told each dossier's state and steps by a sender of its own, so that neither far
 * side waits for the other, and nothing that it says decides whether a copy is delivered. Of a dossier it is told the state
 * as it then is: changes that come while the line is away cost one message. Every send is idempotent; what was on its way
 * when the process ended is sent again.
 */
export class Beside {
  readonly #store: Store;
  readonly #connector: Connector;
  readonly #content: ContentSource;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #timings: OutboxTimings;
  readonly #chance: () => number;
  readonly #loop: PacedLoop;
  /** A result could not be written, so its row is still marked as being sent. */
  #unwritten = false;
  #lastConfirmedAt: number | null = null;

  constructor(parts: {
    store: Store;
    connector: Connector;
    content: ContentSource;
    clock: Clock;
    log: Logger;
    timings: OutboxTimings;
    /** From 0 up to 1, for the jitter. */
    chance?: () => number;
  }) {
    this.#store = parts.store;
    this.#connector = parts.connector;
    this.#content = parts.content;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#timings = parts.timings;
    this.#chance = parts.chance ?? Math.random;
    const { clock, timings } = parts;
    this.#loop = new PacedLoop({
      ...{ clock, mostMs: timings.pollMs },
      turn: (signal) => this.#turn(signal),
      onFailure: (error) => {
        // The rows stay as they are.
        this.#log.error(trace(error), 'one-stop: the table cannot be used');
        return this.#unwritten ? timings.firstWaitMs : timings.pollMs;
      },
    });
  }

  /** The dossier's state has changed, or (with ids) there are steps to tell. Written in the change's own transaction. */
  note(tx: Tx, dossierId: string, steps: readonly string[] = []): void {
    noteChange(tx, dossierId, steps, this.#clock.now());
    this.#loop.wake();
  }

  start(): void {
    if (this.#loop.isOn) return;
    this.#store.write((tx) => {
      resumeTellings(tx, this.#clock.now());
      releaseTellings(tx, this.#clock.now(), waitedOut);
    });
    this.#loop.start();
  }

  /** Interrupts what is being sent and waits until it has ended; it goes again at the next start. */
  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** The line is back: what failed for want of it is due now. */
  lineIsBack(): void {
    if (!this.#loop.isOn) return;
    try {
      this.#store.write((tx) => releaseTellings(tx, this.#clock.now(), Object.values(lineFailureCodes)));
    } catch (error) {
      this.#log.error(trace(error), 'one-stop: the table cannot be used');
    }
    this.#loop.wake();
  }

  status(): BesideStatus {
    const counts = tellingCounts(this.#store.db);
    return {
      waiting: counts.waiting + counts.sending,
      rejected: counts.rejected,
      refusal: this.#connector.refusal,
      lastConfirmedAt: this.#lastConfirmedAt,
    };
  }

  /** Sends again what was refused; `alongside` is done in the same transaction. `PORTAL-ROW-UNKNOWN`, `PORTAL-ROW-NOT-REJECTED`. */
  retry(dossierId: string, alongside?: (tx: Tx) => void): Result<void> {
    const result = this.#store.write((tx): Result<void> => {
      if (!findTelling(tx, dossierId)) return fail('PORTAL-ROW-UNKNOWN');
      if (!reopenTelling(tx, dossierId, this.#clock.now())) return fail('PORTAL-ROW-NOT-REJECTED');
      alongside?.(tx);
      return ok();
    });
    if (result.ok) this.#loop.wake();
    return result;
  }

  /**
   * An officer has looked: the one-stop system has the dossier, which goes as a change from now on; `alongside` is done in
   * the same transaction. `PORTAL-ROW-UNKNOWN`, `PORTAL-ROW-NOT-UNCERTAIN`.
   */
  confirmThere(dossierId: string, alongside?: AlongsideWord): Result<void> {
    const result = this.#store.write((tx): Result<void> => {
      if (!findTelling(tx, dossierId)) return fail('PORTAL-ROW-UNKNOWN');
      const now = this.#clock.now();
      const receipt = receiptOfWord(besideName, now, dossierId);
      if (!confirmTellingThere(tx, dossierId, receipt, now)) return fail('PORTAL-ROW-NOT-UNCERTAIN');
      alongside?.(tx, dossierId);
      return ok();
    });
    if (result.ok) this.#loop.wake();
    return result;
  }

  /** Sends what is due first. Answers how long to wait for more, milliseconds. */
  async #turn(signal: AbortSignal): Promise<number> {
    if (this.#unwritten) {
      this.#store.write((tx) => resumeTellings(tx, this.#clock.now()));
      this.#unwritten = false;
    }
    const row = this.#begin();
    if (row) {
      await this.#send(row, signal);
      return this.#unwritten ? this.#timings.firstWaitMs : 0;
    }
    const next = nextTellingAt(this.#store.db);
    return next === null ? this.#timings.pollMs : next - this.#clock.now();
  }

  /** The next row, marked before it is sent. */
  #begin(): TellingRow | undefined {
    const now = this.#clock.now();
    const horizon = now + Math.max(this.#timings.mostWaitMs, this.#timings.mostRetryAfterMs);
    const row = nextTelling(this.#store.db, now, horizon, []);
    if (!row) return undefined;
    this.#store.write((tx) => beginTelling(tx, row, now));
    return row;
  }

  async #send(row: TellingRow, signal: AbortSignal): Promise<void> {
    try {
      const references = referencesOf(this.#store, row.dossierId, besideName, this.#clock);
      const told = await tellDossier(row, { connector: this.#connector, content: this.#content, references, signal });
      this.#settle(row, told, signal.aborted);
    } catch (error) {
      this.#log.error({ ...trace(error), dossier: row.dossierId }, 'one-stop: a message failed in the station');
      this.#settle(row, { told: 0, steps: [], receipt: null, failure: notPrepared }, signal.aborted);
    }
  }

  #settle(row: TellingRow, told: Told, interrupted: boolean): void {
    const { failure } = told;
    const now = this.#clock.now();
    const attempts = row.attempts + 1;
    try {
      this.#store.write((tx) => {
        if (failure === null) endTelling(tx, row.dossierId, { kind: 'told' }, told, null, now);
        else if (failure.kind === 'rejected' && !this.#hasChanged(tx, row)) {
          const why = { code: failure.code, message: failure.message ?? null };
          endTelling(tx, row.dossierId, { kind: 'rejected', attempts }, told, why, now);
        } else if (failure.kind === 'rejected') {
          // What was refused is not what there is to tell any more.
          endTelling(tx, row.dossierId, { kind: 'waiting', attempts: 0, nextAttemptAt: now }, told, null, now);
        } else {
          const wait = waitAfter(this.#timings, attempts, failure.retryAfterMs, this.#chance());
          const end = interrupted
            ? ({ kind: 'waiting', attempts: row.attempts, nextAttemptAt: now } as const)
            : ({ kind: 'waiting', attempts, nextAttemptAt: now + wait } as const);
          endTelling(tx, row.dossierId, end, told, { code: failure.code, message: failure.message ?? null }, now);
        }
      });
    } catch (error) {
      // It is in line again as soon as the disk takes that; so it is after the next start.
      this.#log.error({ ...trace(error), dossier: row.dossierId }, 'one-stop: a result could not be written');
      this.#unwritten = true;
      return;
    }
    if (told.receipt !== null) this.#lastConfirmedAt = now;
    const about = { dossier: row.dossierId, attempts };
    if (failure === null) this.#log.info(about, 'one-stop: confirmed');
    else if (!interrupted) this.#log.warn({ ...about, code: failure.code }, `one-stop: ${failure.kind}`);
  }

  /** Whether there is more to tell of a dossier than when its message began. */
  #hasChanged(tx: Tx, { dossierId, changes, steps }: TellingRow): boolean {
    const now = findTelling(tx, dossierId);
    return now !== undefined && (now.changes > changes || now.steps.length > steps.length);
  }
}

/** Under this name the one-stop system's own code of a dossier is kept, as by the connector in the portal's stead. */
const besideName = 'one-stop';

/** What a person mends with a restart, and what ends when the line comes back. */
const waitedOut: readonly string[] = ['PORTAL-ACCESS-DENIED', ...Object.values(lineFailureCodes)];

const notPrepared = { kind: 'unreachable', code: 'PORTAL-NOT-PREPARED' } as const;
