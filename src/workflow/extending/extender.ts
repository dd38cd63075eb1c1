import type { Code } from '../../common/codes/index.ts';
import { PacedLoop } from '../../common/paced-loop.ts';
import { findOriginal } from '../../store/repositories/dossiers.ts';
import {
  makeExtensionsDue,
  nextExtension,
  nextExtensionAt,
  openExtensions,
} from '../../store/repositories/extensions.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import { announce } from '../act.ts';
import type { Office } from '../office.ts';
import { endExtension } from './end-extension.ts';
import { extendOne } from './extend-one.ts';
import { extendingPolicy } from './policy.ts';
import { type ExtensionThread, extensionThread } from './thread.ts';

/** All waits of the extender, milliseconds. Tests shorten them; nothing else does. */
export interface ExtenderTimings {
  /** The wait after a first failure; it doubles with each further one. */
  readonly firstWaitMs: number;
  readonly mostWaitMs: number;
  /** The longest sleep before the table is looked at again, whatever is due. */
  readonly pollMs: number;
  /** Until the last byte of one answer of a service. */
  readonly answerMs: number;
  /** For one copy: two time-stamps and the status of each certificate. */
  readonly attemptMs: number;
}

export const extenderTimings: ExtenderTimings = {
  firstWaitMs: 5_000,
  mostWaitMs: 300_000,
  pollMs: 60_000,
  answerMs: 20_000,
  attemptMs: 240_000,
};

/** Failures that end when the line comes back. */
const lineCodes: readonly Code[] = ['TRUST-NO-ANSWER'];
/** Failures of a service: when it answers well once, what else waits for it is due. */
const serviceCodes: readonly Code[] = ['TRUST-NO-ANSWER', 'TRUST-ANSWER-INVALID', 'TRUST-REFUSED'];

/**
 * Brings issued copies to B-LTA, one after the other, in a thread that lives only while it is at work. What waits is in
 * the store, so a stop or a cut loses nothing. While the clock is not proven nothing is asked: time-stamps could not be
 * judged by it.
 */
export class Extender {
  readonly #office: Office;
  readonly #timings: ExtenderTimings;
  readonly #chance: () => number;
  readonly #thread: ExtensionThread;
  readonly #loop: PacedLoop;

  constructor(
    office: Office,
    parts: {
      readonly timings?: Partial<ExtenderTimings>;
      readonly thread?: ExtensionThread;
      readonly chance?: () => number;
    } = {},
  ) {
    this.#office = office;
    this.#timings = { ...extenderTimings, ...parts.timings };
    this.#chance = parts.chance ?? Math.random;
    this.#thread = parts.thread ?? extensionThread(this.#timings.attemptMs, (bytes) => office.lines?.carried(bytes));
    this.#loop = new PacedLoop({
      ...{ clock: office.clock, mostMs: this.#timings.pollMs },
      turn: (signal) => this.#turn(signal),
      onFailure: (error) => {
        // The rows stay as they are.
        office.log.error({ err: error }, 'copies cannot be extended now');
        return this.#timings.firstWaitMs;
      },
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Looks at the table soon: after the transaction that is running, if one is. */
  wake(): void {
    this.#loop.wake();
  }

  /** The line is back: what failed for want of it is due now. */
  lineIsBack(): void {
    if (!this.#loop.isOn) return;
    this.#makeDue(lineCodes);
    this.wake();
  }

  /** Ends what is asked now; it is asked again at the next start. */
  async stop(): Promise<void> {
    const stopped = this.#loop.stop();
    await this.#thread.rest();
    await stopped;
  }

  /** Does what is due. Answers how long to wait for more, milliseconds. */
  async #turn(signal: AbortSignal): Promise<number> {
    const { store, clock, clockWatch } = this.#office;
    const policy = extendingPolicy(readSettings(store.db));
    if (policy === null) {
      this.#giveUpAll();
      return this.#timings.pollMs;
    }
    while (!signal.aborted && clockWatch.trusted().ok) {
      const now = clock.now();
      const row = nextExtension(store.db, now, now + this.#timings.mostWaitMs);
      if (!row) break;
      const { answerMs } = this.#timings;
      const waitAfter = (attempts: number): number => this.#waitAfter(attempts);
      const failure = await extendOne(this.#office, row, { thread: this.#thread, policy, answerMs, waitAfter });
      if (failure === null) this.#makeDue(serviceCodes);
    }
    const next = nextExtensionAt(store.db);
    // Until the next attempt its memory is better elsewhere.
    await this.#thread.rest();
    return next === null || !clockWatch.trusted().ok ? this.#timings.pollMs : next - clock.now();
  }

  /** The office does not want time-stamps any more: what waited for them goes. */
  #giveUpAll(): void {
    const { store, outbox } = this.#office;
    const ended = openExtensions(store.db).filter(({ state }) => state === 'waiting');
    if (ended.length === 0) return;
    store.write((tx) => {
      for (const row of ended) endExtension(this.#office, tx, row, { state: 'without' });
    });
    for (const { originalId } of ended) {
      const original = findOriginal(store.db, originalId);
      if (original) announce(this.#office, original);
    }
    outbox.wake();
  }

  #makeDue(codes: readonly Code[]): void {
    const { store, clock, log } = this.#office;
    try {
      store.write((tx) => makeExtensionsDue(tx, clock.now(), codes));
    } catch (error) {
      log.error({ err: error }, 'copies cannot be made due now');
    }
  }

  /** Doubling, capped, and drawn from its upper half so that many stations do not come back in step. */
  #waitAfter(attempts: number): number {
    const { firstWaitMs, mostWaitMs } = this.#timings;
    const whole = Math.min(mostWaitMs, firstWaitMs * 2 ** Math.min(30, Math.max(0, attempts - 1)));
    return Math.round(whole * (0.5 + this.#chance() / 2));
  }
}
