import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OfficeOptions, openOffice, type SimulatedOffice } from '../office/office.ts';
import { type Screens, signInAll } from '../office/play.ts';
import { DurableCalls } from './durable-calls.ts';
import { findBroken, type Rest } from './invariants.ts';
import { type Seen, WitnessScreen } from './witness.ts';

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
  /** Asked before each start: at which of its points the start is cut; 0 is not. */
  cutNextStart: () => number = () => 0;
  screens!: Screens;
  readonly #stationKey: Buffer;
  /** The root of the officers' certificates, DER. */
  readonly trustAnchor: Uint8Array;
  readonly #judged = new Set<string>();
  #closing = false;
  #why: string | null = null;
  #up: Promise<void> = Promise.resolve();
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
    cut.#supervised = cut.#supervise();
    cut.screens = await signInAll(office, () => cut.screen());
    return cut;
  }

  /** A screen whose answers count as shown. */
  screen(): WitnessScreen {
    return new WitnessScreen(this.office.address, this.office.authorityPem, (seen) => {
      this.seen.push(seen);
      this.calls.mark(seen);
    });
  }

  /** What does not hold now. */
  async broken(rest: Rest): Promise<string[]> {
    return await findBroken({
      state: this.office.state,
      stationKey: this.#stationKey,
      seen: this.seen,
      rest,
      trustAnchors: [this.trustAnchor],
      judged: this.#judged,
    });
  }

  /** What still does not hold after the five seconds in which everything that was cut must have gone on. */
  async brokenAtRest(): Promise<string[]> {
    for (const until = performance.now() + 5_000; ; ) {
      const found = await this.broken('drained');
      if (found.length === 0 || performance.now() > until) return found;
      await sleep(100);
    }
  }

  /** Waits until the station serves, if it has just died. */
  async up(): Promise<void> {
    await this.#up;
    if (this.#failed) throw this.#failed;
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.calls.arm(0);
    await this.#up;
    await this.office.close();
    await this.#supervised;
    this.calls.close();
    if (this.#failed) throw this.#failed;
  }

  /** Kills it now, at no particular call. */
  async kill(why: string): Promise<void> {
    const { pid } = this.office.station;
    const ended = this.office.station.ended();
    this.#why = why;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await ended;
  }

  async #supervise(): Promise<void> {
    for (;;) {
      await this.office.station.ended();
      if (this.#closing) return;
      this.kills.push(this.#why ?? this.calls.lastKill);
      this.#why = null;
      this.#up = this.#startAgain();
      await this.#up;
      if (this.#failed) return;
    }
  }

  async #startAgain(): Promise<void> {
    for (;;) {
      const before = this.calls.kills;
      const at = this.cutNextStart();
      if (at > 0) this.calls.arm(at);
      try {
        await this.office.station.start();
        // Those at the screens may have gone on by now: what they arm is theirs.
        if (at > 0 && this.calls.kills === before) this.calls.arm(0);
        return;
      } catch (error) {
        if (this.calls.kills === before) {
          this.#failed = error instanceof Error ? error : new Error(String(error));
          return;
        }
        this.kills.push(`start: ${this.calls.lastKill}`);
        await sleep(0);
      }
    }
  }
}
