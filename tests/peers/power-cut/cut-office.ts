import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OfficeOptions, openOffice, type SimulatedOffice } from '../office/office.ts';
import { type Screens, signInAll } from '../office/play.ts';
import { DurableCalls } from './durable-calls.ts';
import { type Finding, finding } from './finding.ts';
import { findBroken, lastDue, type Rest } from './invariants.ts';
import { leftBehind } from './left-behind.ts';
import { type Start, startOf } from './start.ts';
import { type Seen, WitnessScreen } from './witness.ts';

/** A start that is not over by then is stuck, milliseconds. Its own steps have narrower budgets. */
const startLimitMs = 180_000;

/**
 * A simulated office whose station is watched from its first durable call on, dies where it is told to, and is started
 * again each time that it has died.
 */
export class CutOffice {
  readonly office: SimulatedOffice;
  readonly calls: DurableCalls;
  /** Everything that the screens showed. */
  readonly seen: Seen[] = [];
  /** Where the station died, in order. */
  readonly kills: string[] = [];
  /** Each start after a kill that came to its end, in order. */
  readonly starts: Start[] = [];
  /** Ends of the station that nobody brought about. */
  readonly falls: Finding[] = [];
  /** What a kill had cut and a start did not take up in time. */
  readonly left: Finding[] = [];
  /** Starts after a kill that ran long enough to be judged by that. */
  judgedStarts = 0;
  /** Asked before each start: at which of its points the start is cut; 0 is not. */
  cutNextStart: () => number = () => 0;
  /** Told each time that a screen sends an act again whose answer a kill took. */
  onAgain: () => void = () => {};
  screens!: Screens;
  readonly #stationKey: Buffer;
  /** The root of the officers' certificates, DER. */
  readonly trustAnchor: Uint8Array;
  readonly #judged = new Set<string>();
  readonly #readable = new Map<string, string>();
  readonly #shown = new Set<string>();
  #closing = false;
  /** The station that serves, until its end is noticed. */
  #serving: number | null = null;
  #why: string | null = null;
  /** Kills by `calls` that are accounted for. */
  #counted = 0;
  #up: Promise<void> = Promise.resolve();
  #watched: Promise<void> = Promise.resolve();
  #supervised: Promise<void> = Promise.resolve();
  #failed: Error | null = null;

  private constructor(office: SimulatedOffice, calls: DurableCalls, stationKey: Buffer, root: Uint8Array) {
    this.office = office;
    this.calls = calls;
    this.#stationKey = stationKey;
    this.trustAnchor = root;
  }

  /** @param options.record  every durable call and everything shown is kept in the log of `calls` */
  static async open(
    folder: string,
    options: OfficeOptions & {
      readonly record?: boolean;
      readonly beforeFirst?: (state: string) => Promise<void>;
    } = {},
  ): Promise<CutOffice> {
    const { record = false, beforeFirst, ...rest } = options;
    const office = await openOffice(folder, { keyType: 'p256', ...rest });
    await office.station.stop();
    await beforeFirst?.(office.state);
    const calls = await DurableCalls.over(folder, join(folder, 'calls'), record);
    Object.assign(office.station.environment, calls.environment);
    const { raw: root } = new X509Certificate(await readFile(join(folder, 'pki', 'root.pem')));
    const cut = new CutOffice(office, calls, await readFile(join(office.state, 'station.key')), root);
    await office.station.start();
    cut.#serving = office.station.pid ?? null;
    cut.#supervised = cut.#supervise();
    cut.screens = await signInAll(office, () => cut.screen());
    return cut;
  }

  /** A screen whose answers count as shown. */
  screen(): WitnessScreen {
    const tell = (seen: Seen): void => {
      this.calls.mark(seen);
      // Who asks again and again is shown the same again.
      const what = JSON.stringify(seen);
      if (this.#shown.has(what)) return;
      this.#shown.add(what);
      this.seen.push(seen);
    };
    return new WitnessScreen(this.office.address, this.office.authorityPem, tell, async ({ method }) => {
      await this.up();
      if (method !== 'GET') this.onAgain();
    });
  }

  /** What does not hold now. Files that are as they were when they were last read are not read again. */
  async broken(rest: Rest, readable = this.#readable): Promise<Finding[]> {
    const found = await findBroken({
      state: this.office.state,
      stationKey: this.#stationKey,
      seen: this.seen,
      rest,
      trustAnchors: [this.trustAnchor],
      judged: this.#judged,
      readable,
    });
    return [...this.falls, ...this.left, ...found];
  }

  /**
   * What still does not hold after the five seconds in which everything that was cut must have gone on; a message that the
   * far side kept from going is given the time of its next try first.
   */
  async brokenAtRest(): Promise<Finding[]> {
    await this.#watched;
    const begun = Date.now();
    const readable = new Map<string, string>();
    for (let until = begun + 5_000; ; ) {
      const found = await this.broken('drained', readable);
      until = Math.max(until, Math.min(lastDue(this.office.state) + 5_000, begun + 600_000));
      if (found.length === 0 || Date.now() > until) return found;
      await sleep(100);
    }
  }

  /** Waits until the station serves, if it has just died. */
  async up(): Promise<void> {
    do {
      await this.#up;
      if (this.#failed) throw this.#failed;
      // Killed, and its end not noticed yet: `#up` still tells of the time before.
      if (this.calls.kills === this.#counted) return;
      await sleep(2);
    } while (!this.#closing);
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.calls.arm(0);
    await this.#up;
    await this.#watched;
    await this.office.close();
    await this.#supervised;
    this.calls.close();
    if (this.#failed) throw this.#failed;
  }

  /** Kills the station that serves, at no particular call; one that is down already, or starts, is left alone. */
  async kill(why: string): Promise<void> {
    const { station } = this.office;
    if (this.#serving === null || station.pid !== this.#serving || this.calls.kills !== this.#counted) return;
    const ended = station.ended();
    this.#why = why;
    process.kill(this.#serving, 'SIGKILL');
    await ended;
  }

  /** Stops it in order; it is started again as after a kill. */
  async stop(): Promise<void> {
    this.#why = 'stopped in order';
    await this.office.station.stop();
    await this.up();
  }

  async #supervise(): Promise<void> {
    for (;;) {
      await this.office.station.ended();
      this.#serving = null;
      if (this.#closing) return;
      this.kills.push(this.#cause());
      this.#up = this.#startAgain();
      await this.#up;
      if (this.#failed) return;
    }
  }

  /** Who ended the station that has just ended. */
  #cause(): string {
    const why = this.#why;
    this.#why = null;
    if (this.calls.kills > this.#counted) {
      this.#counted = this.calls.kills;
      return this.calls.lastKill;
    }
    if (why !== null) return why;
    this.falls.push(finding('broken', `the station ended by itself: ${this.office.station.ending}`));
    return 'by itself';
  }

  /** Beside those who go on at their screens: each step that the kill has cut must be taken up. */
  async #watch(startedAt: number, pid: number | null): Promise<void> {
    const serves = (): boolean => pid !== null && this.#serving === pid && this.calls.kills === this.#counted;
    try {
      const left = await leftBehind(this.office.state, startedAt, serves);
      if (left === null) return;
      this.judgedStarts += 1;
      this.left.push(...left);
    } catch (error) {
      // The database of an office that is closed and removed meanwhile.
      if (serves()) this.left.push(finding('broken', `what was cut cannot be looked at: ${String(error)}`));
    }
  }

  async #startAgain(): Promise<void> {
    for (;;) {
      const at = this.cutNextStart();
      if (at > 0) this.calls.arm(at);
      try {
        const { station } = this.office;
        const startedAt = Date.now();
        await station.start({}, startLimitMs);
        this.#serving = station.pid ?? null;
        this.#watched = this.#watch(startedAt, this.#serving);
        this.starts.push(startOf(station.startLog, station.startSeconds.at(-1) ?? 0));
        // Those at the screens may have gone on by now: what they arm is theirs.
        if (at > 0 && this.calls.kills === this.#counted) this.calls.arm(0);
        return;
      } catch (error) {
        if (this.calls.kills === this.#counted) {
          this.#failed = error instanceof Error ? error : new Error(String(error));
          return;
        }
        this.#counted = this.calls.kills;
        this.kills.push(`start: ${this.calls.lastKill}`);
        await sleep(0);
      }
    }
  }
}
