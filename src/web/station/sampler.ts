import type { Clock } from '../../common/clock.ts';
import type { Result } from '../../common/result.ts';

/** A figure as last taken: when (epoch milliseconds), and what. */
export interface Sample<T> {
  readonly at: number;
  readonly result: Result<T>;
}

/**
 * Asks a slow part of the station for a figure, one question at a time, and keeps the answer for a few seconds. Who
 * cannot wait gets the last one with its time.
 */
export class Sampler<T> {
  readonly #ask: () => Promise<Result<T>>;
  readonly #clock: Clock;
  readonly #freshMs: number;
  #last: (Sample<T> & { readonly monotonic: number }) | null = null;
  #asking: Promise<Sample<T>> | null = null;

  constructor(ask: () => Promise<Result<T>>, clock: Clock, freshMs: number) {
    this.#ask = ask;
    this.#clock = clock;
    this.#freshMs = freshMs;
  }

  /** The last sample, whatever its age. */
  get last(): Sample<T> | null {
    return this.#last;
  }

  /** A sample at most `freshMs` old, asked for when there is none. */
  async fresh(): Promise<Sample<T>> {
    if (this.#last && this.#clock.monotonic() - this.#last.monotonic < this.#freshMs) return this.#last;
    return await this.renew();
  }

  /** A sample asked for now, or by somebody who is asking already. */
  renew(): Promise<Sample<T>> {
    this.#asking ??= this.#take().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** A fresh sample when it comes within `patienceMs`, else the last one, whatever its age; null when there is none. */
  async soon(patienceMs: number): Promise<Sample<T> | null> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patienceMs);
    });
    const sample = await Promise.race([this.fresh(), patience]);
    clearTimeout(timer);
    return sample ?? this.#last;
  }

  async #take(): Promise<Sample<T>> {
    const result = await this.#ask();
    this.#last = { at: this.#clock.now(), monotonic: this.#clock.monotonic(), result };
    return this.#last;
  }
}
