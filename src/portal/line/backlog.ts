import type { Clock } from '../../common/clock.ts';

/** A small message counts as so many bytes, with all that goes around it. */
const messageBytes = 2_000;
/** Less waiting than this says nothing, milliseconds. */
const tellingMs = 5_000;
/** After so much waiting the older half of the measure is forgotten, milliseconds. */
const memoryMs = 600_000;

/**
 * How fast what waits becomes less: measured over the time in which something waited, with the line up or down, so that a
 * line which works for twenty seconds in every two minutes is not promised to work for all of them.
 */
export class Backlog {
  readonly #clock: Clock;
  #done = 0;
  #waitedMs = 0;
  #left = 0;
  #lookedAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lookedAt = clock.monotonic();
  }

  /** So many bytes of a document have arrived. */
  carried(bytes: number): void {
    this.#done += bytes;
  }

  /** A small message was confirmed. */
  told(): void {
    this.#done += messageBytes;
  }

  /** What waits now: bytes of documents, and small messages. Returns the seconds until it is through, or null. */
  look(bytes: number, messages: number): number | null {
    const now = this.#clock.monotonic();
    // A machine that slept did not wait for the line.
    if (this.#left > 0) this.#waitedMs += Math.min(now - this.#lookedAt, memoryMs);
    this.#lookedAt = now;
    this.#left = bytes + messages * messageBytes;
    if (this.#waitedMs > memoryMs) {
      this.#waitedMs /= 2;
      this.#done /= 2;
    }
    if (this.#left === 0 || this.#waitedMs < tellingMs || this.#done === 0) return null;
    return Math.ceil((this.#left * this.#waitedMs) / this.#done / 1000);
  }
}
