import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import { type Failure, fail, ok, type Result } from '../../common/result.ts';
import { decodeFailure } from './answers.ts';
import { encodeFrame, type Frame, frameTypes } from './frames.ts';
import { HostProcess, type HostProcessOptions } from './host-process.ts';
import { crashesBeforeRest, type SignDigests, type TokenDelays } from './port.ts';

export interface HostClientOptions extends HostProcessOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly delays: TokenDelays;
}

/** What a request for signatures brings besides its frame. */
export interface SigningJob extends Pick<SignDigests, 'onProgress' | 'signal'> {
  /** Signatures asked for. */
  readonly total: number;
}

/**
 * Keeps one host running for one module: starts it when it is needed, gives each request a time limit, kills what
 * hangs, and lets a host that keeps failing rest instead of starting it for ever. Requests go one after the other.
 */
export class HostClient {
  readonly #options: HostClientOptions;
  #host: HostProcess | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;
  /** Monotonic times of the failures within the window. */
  #failures: number[] = [];
  #restUntil = 0;
  #lastCode = '';

  constructor(options: HostClientOptions) {
    this.#options = options;
  }

  /** The process id of the running host, if there is one. */
  get pid(): number | undefined {
    return this.#host?.over === false ? this.#host.pid : undefined;
  }

  /**
   * Sends one request when its turn has come and returns the answer's frame, never a failure's.
   *
   * @param frame  zeroed in every case before this settles
   * @param stepMs  the longest silence allowed between two frames
   */
  exchange(frame: Buffer, stepMs: number, job?: SigningJob): Promise<Result<Frame>> {
    const mine = this.#turn
      .then(() => this.#exchangeNow(frame, stepMs, job))
      .finally(() => {
        frame.fill(0);
      });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** Ends the host; a running job gets `graceMs` to finish. Between jobs a module is finalised, so a kill leaves nothing. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => resolve('late'), graceMs);
    const outcome = await Promise.race([this.#turn, late]);
    clearTimeout(timer);
    if (outcome === 'late') this.#options.log.warn({ code: 'TOKEN-HOST-HUNG' }, 'token host killed at the stop');
    await this.#host?.kill();
    await this.#turn;
  }

  async #exchangeNow(frame: Buffer, stepMs: number, job?: SigningJob): Promise<Result<Frame>> {
    const host = await this.#ready();
    if (!host.ok) return host;
    // What came unasked would be taken for the answer to this request.
    if (host.value.hasArrived) return this.#failed(host.value, 'garbled');
    host.value.write(frame);
    try {
      return await this.#answer(host.value, stepMs, job);
    } catch (error) {
      // A caller's bug must not leave an answer behind for the next request.
      this.#host = undefined;
      await host.value.kill();
      throw error;
    }
  }

  async #answer(host: HostProcess, stepMs: number, job?: SigningJob): Promise<Result<Frame>> {
    for (;;) {
      const event = await host.next(stepMs);
      if (typeof event === 'string') return this.#failed(host, event);
      switch (event.type) {
        case frameTypes.progress:
          if (event.body.length !== 2 || job === undefined) return this.#failed(host, 'garbled');
          this.#progress(host, event.body.readUInt16BE(0), job);
          break;
        case frameTypes.leaving:
          this.#host = undefined;
          break;
        case frameTypes.tokens:
        case frameTypes.signed:
          return ok(event);
        case frameTypes.failure: {
          const failure = decodeFailure(event.body);
          return failure === undefined ? this.#failed(host, 'garbled') : { ok: false, error: failure };
        }
        case frameTypes.inspect:
        case frameTypes.sign:
        case frameTypes.goOn:
        case frameTypes.enough:
        case frameTypes.ready:
        case frameTypes.unusable:
          return this.#failed(host, 'garbled');
      }
    }
  }

  /** A signature is made. The host waits before each further one: a pile ends between two of them. */
  #progress(host: HostProcess, done: number, { total, onProgress, signal }: SigningJob): void {
    onProgress?.(done, total);
    if (done < total) host.write(encodeFrame(signal?.aborted ? frameTypes.enough : frameTypes.goOn));
  }

  /** The host, started if need be. */
  async #ready(): Promise<Result<HostProcess>> {
    if (this.#stopped) return fail('TOKEN-HOST-CRASHED', { how: 'stopped' });
    const before = this.#host;
    if (before?.over === false) return ok(before);
    // A module's own threads can take its host down while nobody asks anything.
    if (before) {
      this.#host = undefined;
      this.#note(fail('TOKEN-HOST-CRASHED', { how: before.ending }).error, 'idle', before.ending);
    }
    const now = this.#options.clock.monotonic();
    if (now < this.#restUntil) {
      const secondsLeft = Math.ceil((this.#restUntil - now) / 1_000);
      return fail('TOKEN-HOST-RESTING', { secondsLeft, last: this.#lastCode });
    }
    const host = new HostProcess(this.#options);
    this.#host = host;
    const event = await host.next(this.#options.delays.hostStartMs);
    if (typeof event === 'string') return this.#failed(host, event);
    if (event.type === frameTypes.ready) return ok(host);
    const failure = event.type === frameTypes.unusable ? decodeFailure(event.body) : undefined;
    return this.#failed(host, 'ended', failure);
  }

  /** Ends a host that failed and says why. */
  async #failed(host: HostProcess, how: 'late' | 'ended' | 'garbled', reason?: Failure): Promise<Result<never>> {
    await host.kill();
    this.#host = undefined;
    const failure =
      reason ?? fail(how === 'late' ? 'TOKEN-HOST-HUNG' : 'TOKEN-HOST-CRASHED', { how: host.ending }).error;
    this.#note(failure, how, host.ending);
    return { ok: false, error: failure };
  }

  /** Counts a failure: the third within the window sends the host to rest. */
  #note(failure: Failure, how: 'late' | 'ended' | 'garbled' | 'idle', ending: string): void {
    const { clock, delays, log } = this.#options;
    const now = clock.monotonic();
    this.#lastCode = failure.code;
    this.#failures = [...this.#failures.filter((at) => now - at < delays.crashWindowMs), now];
    if (this.#failures.length >= crashesBeforeRest) {
      this.#failures = [];
      this.#restUntil = now + delays.restMs;
    }
    log.warn({ code: failure.code, how, ending, resting: now < this.#restUntil }, 'token host failed');
  }
}
