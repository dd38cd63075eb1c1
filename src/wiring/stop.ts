import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';

/**
 * The phases of a stop, in their order, and when each is over at the latest, milliseconds from the stop's begin. All share
 * one deadline: a stop takes less than ten seconds, whatever hangs.
 *
 * `acts`: what is under way is finished or abandoned; nothing new begins. `hosts`: what the acts worked with ends.
 * `store`: nobody writes any more. `lock`: another station may start.
 */
export const stopPhases = { acts: 6_500, hosts: 7_500, store: 8_500, lock: 9_000 } as const;
export type StopPhase = keyof typeof stopPhases;

const order = Object.keys(stopPhases) as readonly StopPhase[];

/** Ends one part of the station. What it may take is told in milliseconds; what is not over by then is left behind. */
export type StopPart = (leftMs: number) => Promise<void> | void;

/** What a station has to end, gathered while it starts. */
export class StopPlan {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #limits: Readonly<Record<StopPhase, number>>;
  readonly #parts: { readonly phase: StopPhase; readonly name: string; readonly end: StopPart }[] = [];
  readonly #stopping = new AbortController();
  #stopped: Promise<void> | null = null;

  constructor(clock: Clock, log: Logger, limits: Readonly<Record<StopPhase, number>> = stopPhases) {
    this.#clock = clock;
    this.#log = log;
    this.#limits = limits;
  }

  /** Aborted as the stop begins. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Names a part that runs from now on. */
  add(phase: StopPhase, name: string, end: StopPart): void {
    this.#parts.push({ phase, name, end });
  }

  /**
   * Ends all parts, phase by phase; those of one phase side by side, the last one begun first. One that fails keeps none of
   * the others from ending, and one that hangs none of the later phases: the log names it. Asked twice, it waits twice for
   * the same end.
   */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const begun = this.#clock.monotonic();
    this.#stopping.abort();
    for (const phase of order) {
      const leftMs = Math.max(0, this.#limits[phase] - (this.#clock.monotonic() - begun));
      await this.#end(phase, leftMs);
    }
    this.#log.info({ ms: Math.round(this.#clock.monotonic() - begun) }, 'stopped');
  }

  async #end(phase: StopPhase, leftMs: number): Promise<void> {
    const parts = this.#parts.filter((part) => part.phase === phase).toReversed();
    const running = new Set(parts.map(({ name }) => name));
    const ends = parts.map(async ({ name, end }) => {
      try {
        await end(leftMs);
      } catch (err) {
        this.#log.error({ part: name, err }, 'a part did not stop');
      } finally {
        running.delete(name);
      }
    });
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, leftMs);
    await Promise.race([Promise.all(ends), late]);
    clearTimeout(timer);
    if (running.size > 0) this.#log.error({ phase, parts: [...running] }, 'parts did not stop in time');
  }
}
