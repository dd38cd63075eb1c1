import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Clock } from '../../../src/common/clock.ts';
import { noTokensSeen } from '../../../src/devices/token/index.ts';
import { Outbox } from '../../../src/portal/index.ts';
import { openStore } from '../../../src/store/index.ts';
import { ClockWatch } from '../../../src/upkeep/clock/clock-watch.ts';
import { rescueStore } from '../../../src/upkeep/rescue/rescue.ts';
import { OfficeEvents } from '../../../src/workflow/events.ts';
import type { Office } from '../../../src/workflow/office.ts';
import { recover } from '../../../src/workflow/recovery/index.ts';
import { taskThreads } from '../../../src/workflow/task-threads.ts';
import { emptySlots } from '../ports/empty-slots.ts';
import { PaperScanner } from '../workflow/paper-scanner.ts';
import { type CutKind, chanceOf, cutKinds, Disk } from './disk.ts';
import { type Finding, finding } from './finding.ts';
import { findBroken } from './invariants.ts';
import type { Recording } from './record.ts';
import type { Seen } from './witness.ts';

/** Where the power goes, what of the unforced calls is left, and what did not hold afterwards. */
export interface BadCut {
  readonly after: number;
  readonly kind: CutKind;
  readonly seed: number;
  readonly broken: readonly Finding[];
}

export interface Replayed {
  /** Durable calls of the recording. */
  readonly calls: number;
  /** Disks that were rebuilt and on which the station was started. */
  readonly cuts: number;
  readonly findings: readonly BadCut[];
}

export interface ReplayOptions {
  readonly seed: number;
  /** Prefixes of the recording, spread over it by chance; more than there are means all. */
  readonly prefixes: number;
  /** How often each kind that is left to chance is tried at a prefix. */
  readonly tries?: number;
  /** The end of the recording is among the prefixes. */
  readonly last?: boolean;
}

/** Where a rebuilt disk costs no wait for a real one. */
const memory = '/dev/shm';

const clock: Clock = { now: Date.now, monotonic: () => performance.now() };

/**
 * Cuts the power after each of the chosen prefixes of a recording: a disk is rebuilt as such a cut may leave it, the
 * station's own start is made on it (rescue, store, recovery), and what was shown before the cut is looked for.
 */
export async function replay(recording: Recording, folder: string, options: ReplayOptions): Promise<Replayed> {
  const { calls, base } = recording;
  const chance = chanceOf(options.seed);
  const chosen = new Set<number>(options.last ? [calls.length] : []);
  if (options.prefixes >= calls.length) for (let n = 0; n <= calls.length; n++) chosen.add(n);
  else while (chosen.size < options.prefixes) chosen.add(Math.floor(chance() * (calls.length + 1)));
  const disk = new Disk(base);
  const boot = await BootBench.open(recording);
  const seen: Seen[] = [];
  const findings: BadCut[] = [];
  let cuts = 0;
  try {
    for (let after = 0; after <= calls.length; after++) {
      if (chosen.has(after)) {
        for (const kind of cutKinds) {
          const tries = kind === 'nothing' || kind === 'all' ? 1 : (options.tries ?? 1);
          for (let n = 0; n < tries; n++) {
            const seed = Math.floor(chance() * 2 ** 32);
            const broken = await boot.brokenAfter(folder, (into) => disk.cut(into, kind, chanceOf(seed)), seen);
            cuts += 1;
            if (broken.length > 0) findings.push({ after, kind, seed, broken });
          }
        }
      }
      const call = calls[after];
      if (call?.kind === 'seen') seen.push(call.seen as Seen);
      else if (call) disk.take(call);
    }
  } finally {
    await boot.close();
  }
  return { calls: calls.length, cuts, findings };
}

/** Starts the station on rebuilt disks, in this process, with one set of worker threads for all. */
class BootBench {
  readonly #root: Uint8Array;
  readonly #stationKey: Buffer;
  readonly #tasks = taskThreads(1);
  readonly #judged = new Set<string>();

  private constructor(root: Uint8Array, stationKey: Buffer) {
    this.#root = root;
    this.#stationKey = stationKey;
  }

  static async open({ base, root }: Recording): Promise<BootBench> {
    return new BootBench(root, await readFile(join(base, 'state', 'station.key')));
  }

  async brokenAfter(folder: string, rebuild: (into: string) => void, seen: readonly Seen[]): Promise<Finding[]> {
    const into = await mkdtemp(join(existsSync(memory) ? memory : folder, 'tram-disk-'));
    try {
      rebuild(into);
      const state = join(into, 'state');
      const unable = await this.#start(state);
      if (unable !== null) return [finding('broken', unable)];
      const looked = { state, stationKey: this.#stationKey, seen, rest: 'resolved', judged: this.#judged } as const;
      return await findBroken({ ...looked, trustAnchors: [this.#root] });
    } finally {
      await rm(into, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    await this.#tasks.close();
  }

  /** The durable half of a start; why it did not succeed, or null. */
  async #start(state: string): Promise<string | null> {
    const log = pino({ level: 'silent' });
    try {
      const rescued = await rescueStore(state, this.#stationKey, clock);
      if (!rescued.ok) return `a database is damaged: ${JSON.stringify(rescued.error.facts)}`;
      if (rescued.value.length > 0) return `${rescued.value[0]?.database} was damaged and came from the backup`;
      const store = openStore(state, this.#stationKey, clock, log);
      try {
        const scanFolder = join(state, 'scan');
        await mkdir(scanFolder, { recursive: true });
        const outbox = new Outbox(clock);
        const office: Office = {
          store,
          clock,
          clockWatch: new ClockWatch({ store, clock, boot: { id: 'bench', uptime: Date.now }, log }),
          log,
          events: new OfficeEvents(),
          scanner: new PaperScanner(),
          scannerStates: () => [],
          token: emptySlots(),
          tokensSeen: () => noTokensSeen,
          tasks: this.#tasks,
          scanFolder,
          trustAnchors: [this.#root],
          trustFolder: join(scanFolder, 'trust'),
          intermediates: [],
          runningScans: new Map(),
          runningAttempts: new Set(),
          outbox: {
            enqueueUpload: (tx, dossierId, originalId, documentId) => {
              outbox.uploadCopy(tx, dossierId, { originalId, documentId });
            },
            enqueueSync: (tx, dossierId) => {
              outbox.syncDossier(tx, dossierId);
            },
            endUpload: (tx, upload) => outbox.endUpload(tx, upload),
            enqueueAnswer: (tx, requestId, id) => outbox.answerRequest(tx, requestId, id),
            enqueueProgress: (tx, dossierId, entries) => {
              outbox.progress(tx, dossierId, entries.map(String));
            },
            wake: () => {},
          },
        };
        await recover(office);
      } finally {
        await store.close();
      }
      return null;
    } catch (error) {
      return `the start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    }
  }
}
