import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Code } from '../../../common/codes/index.ts';
import { type Failure, fail, ok, type Result } from '../../../common/result.ts';
import { spawnSupervised } from '../../supervision/child.ts';
import {
  type ScanEvents,
  type ScanJob,
  type Scanner,
  type ScannerDelays,
  type ScannerDevice,
  scannerDelays,
} from '../port.ts';
import { type HardwareProfile, profileFor } from '../profile.ts';
import { commonNames, jobArguments, sourceWord } from './arguments.ts';
import { Batch } from './batch.ts';
import type { NetworkScanner } from './config.ts';
import { codeOfExit, evidenceOf } from './faults.ts';
import { parseDeviceList } from './list.ts';
import { type OptionTable, parseOptions } from './options.ts';
import { reachable } from './reachable.ts';
import { driverEnvironment, runToEnd } from './run.ts';

export interface ScanimageOptions {
  readonly profiles: readonly HardwareProfile[];
  /** The value of SANE_CONFIG_DIR, as `writeSaneConfig` returns it; the system's configuration when missing. */
  readonly configDir?: string;
  /** The scanners on the network that the configuration names. */
  readonly network?: readonly NetworkScanner[];
  readonly delays?: ScannerDelays;
  /** The program, for a station that keeps its own. */
  readonly program?: string;
}

const listFormat = '%d|%v|%m|%t|%i%n';
const defaultMaxPages = 500;

/** The scanner port over the `scanimage` program of sane-utils: one child process for each scan, list and question. */
export class ScanimageDriver implements Scanner {
  readonly #profiles: readonly HardwareProfile[];
  readonly #env: NodeJS.ProcessEnv;
  readonly #delays: ScannerDelays;
  readonly #network: readonly NetworkScanner[];
  readonly #program: string;
  /** Devices with a scan on them. SANE does not keep two clients apart, so we do. */
  readonly #scanning = new Set<string>();
  readonly #options = new Map<string, OptionTable>();
  #devices: readonly ScannerDevice[] = [];
  #listing: Promise<Result<readonly ScannerDevice[]>> | undefined;

  constructor({ profiles, configDir, network = [], delays = scannerDelays, program = 'scanimage' }: ScanimageOptions) {
    this.#profiles = profiles;
    this.#env = driverEnvironment(configDir);
    this.#network = network;
    this.#delays = delays;
    this.#program = program;
  }

  /** The scanners there now. While a scan runs it is the list of before, because probing disturbs some drivers. */
  async list(): Promise<Result<readonly ScannerDevice[]>> {
    if (this.#scanning.size > 0) return ok(this.#devices);
    this.#listing ??= this.#probe().finally(() => {
      this.#listing = undefined;
    });
    return this.#listing;
  }

  async ask(device: string): Promise<Result<number>> {
    if (this.#scanning.has(device)) return fail('SCAN-BUSY');
    this.#scanning.add(device);
    try {
      this.#options.clear();
      const options = await this.#optionsOf(device, null);
      return options.ok ? ok(options.value.size) : options;
    } finally {
      this.#scanning.delete(device);
    }
  }

  async scan(job: ScanJob, events: ScanEvents): Promise<Result<{ readonly pages: number }, Failure>> {
    if (this.#scanning.has(job.device)) return failed('SCAN-BUSY', 0);
    this.#scanning.add(job.device);
    try {
      // A list under way opens the scanners too.
      await this.#listing;
      const args = await this.#prepare(job);
      if (!args.ok) return failed(args.error.code, 0, args.error.facts);
      const result = await this.#run(job, args.value, events);
      if (!result.ok) this.#options.clear();
      return result;
    } finally {
      this.#scanning.delete(job.device);
    }
  }

  async #probe(): Promise<Result<readonly ScannerDevice[]>> {
    const end = await runToEnd(this.#program, ['-f', listFormat], this.#env, this.#delays.list);
    if (end.timedOut) return fail('SCAN-TIMEOUT');
    const code = codeOfExit(end);
    if (code !== undefined) return fail(code, evidenceOf(code, end));
    this.#devices = await reachable(parseDeviceList(end.stdout), this.#network);
    this.#options.clear();
    return ok(this.#devices);
  }

  /** The command line of a job, checked against the profile and against what the driver says of this scanner. */
  async #prepare(job: ScanJob): Promise<Result<string[]>> {
    let device = this.#devices.find(({ id }) => id === job.device);
    if (device === undefined) {
      const listed = await this.#probe();
      if (!listed.ok) return listed;
      device = listed.value.find(({ id }) => id === job.device);
    }
    if (device === undefined) return fail('SCAN-NOT-FOUND');
    const profile = profileFor(device, this.#profiles) ?? commonNames;
    const options = await this.#optionsOf(job.device, null);
    if (!options.ok) return options;
    const source = sourceWord(job, profile, options.value);
    if (!source.ok) return source;
    // Sizes differ between the glass and the feeder, so the question is asked again for the source in use.
    const ofSource = source.value === null ? options : await this.#optionsOf(job.device, source.value);
    return ofSource.ok ? jobArguments(job, profile, ofSource.value) : ofSource;
  }

  async #optionsOf(device: string, source: string | null): Promise<Result<OptionTable>> {
    const key = JSON.stringify([device, source]);
    const known = this.#options.get(key);
    if (known !== undefined) return ok(known);
    const args = [`--device-name=${device}`, ...(source === null ? [] : [`--source=${source}`]), '--all-options'];
    const end = await runToEnd(this.#program, args, this.#env, this.#delays.options);
    if (end.timedOut) return fail('SCAN-TIMEOUT');
    const code = codeOfExit(end);
    if (code !== undefined) return fail(code, evidenceOf(code, end));
    const options = parseOptions(end.stdout);
    this.#options.set(key, options);
    return ok(options);
  }

  async #run(
    job: ScanJob,
    settings: readonly string[],
    events: ScanEvents,
  ): Promise<Result<{ pages: number }, Failure>> {
    if (events.signal?.aborted === true) return failed('SCAN-CANCELLED', 0);
    const folder = await mkdtemp(join(job.folder, 'scan-'));
    const count = job.source === 'flatbed' ? 1 : (job.maxPages ?? defaultMaxPages);
    try {
      const child = spawnSupervised(
        this.#program,
        [
          `--device-name=${job.device}`,
          '--format=pnm',
          '--progress',
          `--batch=${join(folder, 'page-%d.pnm')}`,
          `--batch-count=${count}`,
          '--batch-print',
          '--batch-prompt',
          ...settings,
        ],
        { env: this.#env, stdio: ['pipe', 'pipe', 'pipe'] },
      );
      const end = await new Batch(child, folder, job.resolutionDpi, events, this.#delays).run();
      if (end.stopped === 'cancelled') return failed('SCAN-CANCELLED', end.pages);
      if (end.stopped === 'silent') return failed('SCAN-TIMEOUT', end.pages);
      const code = codeOfExit(end);
      if (code === undefined || (code === 'SCAN-NO-PAPER' && end.pages > 0)) return ok({ pages: end.pages });
      return failed(code, end.pages, evidenceOf(code, end));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function failed(
  code: Code,
  pagesKept: number,
  facts: Failure['facts'] = {},
): { readonly ok: false; readonly error: Failure } {
  return fail(code, { ...facts, page: pagesKept + 1, pagesKept });
}
