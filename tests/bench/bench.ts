import { join } from 'node:path';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { Desk } from './desk.ts';
import type { LoadPlan } from './load.ts';

/** How a run measures. */
export interface BenchPlan {
  /** Sizes of the copies. */
  readonly pages: readonly number[];
  /** How often each copy and each start is made. */
  readonly runs: number;
  /** Milliseconds between two sheets of the feeder. */
  readonly paceMs: number;
  readonly load: LoadPlan;
  /** Pages of the one long copy. */
  readonly longPages: number;
}

/** What the sections of one run share: an office at work, opened by the first section that needs one. */
export class Bench {
  readonly plan: BenchPlan;
  /** Of this run alone, removed at its end. */
  readonly folder: string;
  #office: Promise<SimulatedOffice> | null = null;
  #desk: Promise<Desk> | null = null;

  constructor(folder: string, plan: BenchPlan) {
    this.folder = folder;
    this.plan = plan;
  }

  office(): Promise<SimulatedOffice> {
    this.#office ??= openOffice(join(this.folder, 'office'));
    return this.#office;
  }

  desk(): Promise<Desk> {
    this.#desk ??= this.office().then((office) => Desk.of(office));
    return this.#desk;
  }

  /** Of the station's main process now; each start has another. */
  async pid(): Promise<number> {
    return (await this.office()).station.pid ?? 0;
  }

  /** Told on standard error: what is measured next. */
  readonly say = (what: string): void => console.error(`… ${what}`);

  async close(): Promise<void> {
    (await this.#desk)?.close();
    await (await this.#office)?.close();
  }
}
