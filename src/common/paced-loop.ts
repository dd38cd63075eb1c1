import type { Clock } from './clock.ts';

/** What a loop does, and how long it rests. All times are milliseconds. */
export interface PacedLoopParts {
  readonly clock: Clock;
  /** One look at what there is to do. Answers how long to rest before the next. */
  readonly turn: (signal: AbortSignal) => Promise<number>;
  /** A turn threw (the disk may be full for a while, or the database busy). Answers how long to rest. */
  readonly onFailure: (error: unknown) => number;
  /** The longest rest, whatever a turn answers. */
  readonly mostMs: number;
  /** What came up while a turn was under way waits at least this long after it. */
  readonly leastMs?: () => number;
}

/**
 * Takes one turn after another and rests between them until something is due. There is never more than one turn at a
 * time; what comes up meanwhile is remembered; nothing puts a turn off that is set already; a turn that fails ends nothing.
 */
export class PacedLoop {
  readonly #parts: PacedLoopParts;
  #stopping: AbortController | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** When the timer goes off, on the monotonic clock. */
  #dueAt = 0;
  #turning = false;
  #running: Promise<void> = Promise.resolve();
  /** When the next turn was asked for while one was under way, on the monotonic clock. */
  #wantedAt = Number.POSITIVE_INFINITY;

  constructor(parts: PacedLoopParts) {
    this.#parts = parts;
  }

  /** Whether it has been started and not stopped. */
  get isOn(): boolean {
    return this.#stopping !== null;
  }

  /** Takes the first turn soon. One that is on already goes on. */
  start(): void {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    this.wake();
  }

  /** Aborts the signal of the turn under way and waits until that has ended. It can be started again. */
  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#stopping = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#running;
  }

  /** Takes a turn in so long at the latest: never within the caller's own transaction. Does nothing while it is off. */
  wake(inMs = 0): void {
    if (!this.#stopping) return;
    const wait = Math.max(0, Math.min(inMs, this.#parts.mostMs));
    const dueAt = this.#parts.clock.monotonic() + wait;
    if (this.#turning) {
      this.#wantedAt = Math.min(this.#wantedAt, dueAt);
      return;
    }
    if (this.#timer && this.#dueAt <= dueAt) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const { signal } = this.#stopping ?? {};
      if (signal) this.#running = this.#take(signal);
    }, wait).unref();
  }

  async #take(signal: AbortSignal): Promise<void> {
    const { clock, turn, onFailure, leastMs } = this.#parts;
    this.#turning = true;
    this.#wantedAt = Number.POSITIVE_INFINITY;
    let rest: number;
    try {
      rest = await turn(signal);
    } catch (error) {
      rest = onFailure(error);
    }
    this.#turning = false;
    const wanted = this.#wantedAt - clock.monotonic();
    this.wake(Math.min(rest, Math.max(leastMs?.() ?? 0, wanted)));
  }
}
