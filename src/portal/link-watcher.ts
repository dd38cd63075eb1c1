import type { Clock } from '../common/clock.ts';
import { exchange } from './http.ts';
import type { Line } from './line/line.ts';
import type { Pace } from './line/pace.ts';
import type { LinkState } from './link-state.ts';

/** All waits of the link watcher, milliseconds. */
export interface LinkTimings {
  /** How old the last exchange may get before the line is asked. The line is healthy for twice as long. */
  readonly intervalMs: number;
  /** The wait before asking a line that is down; doubles up to `intervalMs`. */
  readonly firstWaitMs: number;
  /** The most that is waited for while a message waits for the line: it may be back for twenty seconds only. */
  readonly awaitedMs: number;
  /** How long a probe may take. */
  readonly probeTimeoutMs: number;
}

export const linkTimings: LinkTimings = {
  intervalMs: 60_000,
  firstWaitMs: 2_000,
  awaitedMs: 3_000,
  probeTimeoutMs: 10_000,
};

/** The line to one server. `lastExchangeAt`: epoch milliseconds of the last confirmed exchange since the start. */
export interface LinkStatus {
  readonly state: LinkState;
  readonly lastExchangeAt: number | null;
}

/** A server's own date in its answer, epoch milliseconds, and how many milliseconds it was on its way since it was asked for. */
export interface ServerDate {
  readonly date: number;
  readonly tookMs: number;
}

/** Told of each change of state, of each confirmed exchange, and of the date that the server named in a probe's answer. */
export interface LinkListener {
  readonly state: (state: LinkState) => void;
  readonly confirmed: () => void;
  /** An exchange brought no answer; told after the state. */
  readonly failed?: () => void;
  readonly date?: (heard: ServerDate) => void;
}

/** Statuses by which a device on the way says that it cannot reach the server behind it. */
const upstreamStatuses = [502, 503, 504];

/** What a watcher works with. */
export interface LinkParts {
  readonly url: string;
  readonly line: Line;
  readonly clock: Clock;
  readonly timings: LinkTimings;
  /** What the traffic tells of the line; the watcher adds what its probes tell. */
  readonly pace: Pace;
  /** Whether something waits for this line. */
  readonly isAwaited?: () => boolean;
  /** Whether documents wait for their hours. */
  readonly isPaused?: () => boolean;
  /** Whether the line may be asked now. */
  readonly mayProbe?: () => boolean;
  /** Statuses by which a device on the way lets nobody through, besides those that say it reaches no server. */
  readonly barredStatuses?: readonly number[];
}

/**
 * Watches the line to one server. *Up* means a successful exchange within twice the interval; work that is being sent
 * reports its exchanges here, and only an idle line is probed, by a HEAD request whose answer may say anything. A line
 * that is up and slow, or breaks often, is *weak*.
 */
export class LinkWatcher {
  readonly #parts: LinkParts;
  readonly #listener: LinkListener;
  #state: LinkState = 'probing';
  /** On the monotonic clock; the wall clock beside it is only shown. */
  #lastAnswer: { readonly monotonic: number; readonly at: number } | null = null;
  #failures = 0;
  #timer: NodeJS.Timeout | null = null;
  #stopping: AbortController | null = null;
  #probing: Promise<void> = Promise.resolve();

  constructor(parts: LinkParts, listener: LinkListener) {
    this.#parts = parts;
    this.#listener = listener;
  }

  start(): void {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#stopping = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#probing;
  }

  status(): LinkStatus {
    return { state: this.#freshState(), lastExchangeAt: this.#lastAnswer?.at ?? null };
  }

  /** Asks the line now: something has changed on the way. A question under way is the answer to this one too. */
  ask(): void {
    if (this.#timer) this.#schedule(0);
  }

  /** An exchange with this server ended: with an answer, or without one. */
  report(answered: boolean): void {
    const { clock, timings, pace, isAwaited } = this.#parts;
    if (answered) {
      this.#lastAnswer = { monotonic: clock.monotonic(), at: clock.now() };
      this.#failures = 0;
      this.#become(pace.weak ? 'weak' : 'up');
      this.#listener.confirmed();
      this.#schedule(timings.intervalMs);
    } else {
      // One break is one break, however many exchanges it ends.
      if (this.#state === 'up' || this.#state === 'weak') pace.broke();
      this.#failures += 1;
      this.#become('down');
      const most = isAwaited?.() ? timings.awaitedMs : timings.intervalMs;
      this.#schedule(Math.min(timings.firstWaitMs * 2 ** Math.min(20, this.#failures - 1), most));
      this.#listener.failed?.();
    }
  }

  /** Whether the last exchange was answered, however long ago. */
  get works(): boolean {
    return this.#state === 'up' || this.#state === 'weak';
  }

  #freshState(): LinkState {
    const { clock, timings, isPaused } = this.#parts;
    if ((this.#state !== 'up' && this.#state !== 'weak') || this.#lastAnswer === null) return this.#state;
    const age = clock.monotonic() - this.#lastAnswer.monotonic;
    if (age > 2 * timings.intervalMs) return 'probing';
    return isPaused?.() ? 'paused' : this.#state;
  }

  #become(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#listener.state(state);
  }

  #schedule(ms: number): void {
    if (!this.#stopping) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#probing = this.#probe();
    }, ms);
    this.#timer.unref();
  }

  async #probe(): Promise<void> {
    const stopping = this.#stopping;
    if (!stopping) return;
    const { url, line, clock, timings, pace, mayProbe, barredStatuses = [] } = this.#parts;
    if (mayProbe?.() === false) return this.#schedule(timings.intervalMs);
    const askedAt = clock.now();
    const begun = clock.monotonic();
    // What broke the line left connections behind that lead nowhere.
    if (this.#failures > 0) line.dropIdle();
    const answer = await exchange({
      url,
      method: 'HEAD',
      headers: {},
      line,
      timeoutMs: timings.probeTimeoutMs,
      maxAnswerBytes: 1024,
      now: askedAt,
      signal: stopping.signal,
    });
    if (stopping.signal.aborted) return;
    // What a device on the way answers in the server's place bears the device's date.
    const barred = answer.kind === 'answer' && [...upstreamStatuses, ...barredStatuses].includes(answer.status);
    if (answer.kind === 'answer' && answer.date !== null && !barred) {
      this.#listener.date?.({ date: answer.date, tookMs: clock.monotonic() - begun });
    }
    if (answer.kind === 'answer') pace.answered(clock.monotonic() - begun);
    this.report(answer.kind === 'oversized' || (answer.kind === 'answer' && !barred));
  }
}
