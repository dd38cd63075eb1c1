import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { median } from '../bench/statistics.ts';

/** What the station holds at one moment: all that must come back to where it was. */
export interface Held {
  /** Seconds since the soak began. */
  readonly at: number;
  readonly residentMb: number;
  readonly descriptors: number;
  readonly threads: number;
  readonly children: number;
  /** Of both databases together. */
  readonly walMb: number;
  /** Page images on their way, in memory. */
  readonly pageFiles: number;
  /** Files of writes that have not ended. */
  readonly unfinished: number;
}

/** Looks at a station from outside. */
export function lookAt(pid: number, state: string, at: number): Held {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const wal = ['tram.db-wal', 'keys.db-wal'].map((name) => sizeOf(join(state, name)));
  return {
    at,
    residentMb: field('VmRSS') / 1024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    threads: field('Threads'),
    children: children.length,
    walMb: wal.reduce((sum, size) => sum + size, 0) / 1e6,
    pageFiles: filesBelow(scanFolder(state)).length,
    unfinished: filesBelow(join(state, 'documents')).filter((name) => name.endsWith('.new')).length,
  };
}

/** As the station names it (`runtimeFolder` in src/appliance.ts). */
function scanFolder(state: string): string {
  return join('/dev/shm', `tram-${createHash('sha256').update(resolve(state)).digest('hex').slice(0, 12)}`);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** A figure at work: the median of the first and of the last third of the samples after warming up. */
export interface Trend {
  readonly figure: keyof Omit<Held, 'at'>;
  readonly first: number;
  readonly last: number;
  readonly most: number;
  /** By how much it would grow in an hour at that pace. */
  readonly perHour: number;
  /** More than this above `first` is a leak. */
  readonly allowed: number;
  readonly leaks: boolean;
}

/** What a soak comes to. */
export interface Outcome {
  readonly found: readonly Trend[];
  /** What is held at rest and should not be. */
  readonly left: readonly string[];
  readonly failures: readonly string[];
  /** Dossiers that came to their end. */
  readonly dossiers: number;
}

/** Whether all is well, and the last line that says so or names what is not. */
export function verdict({ found, left, failures, dossiers }: Outcome): { well: boolean; words: string } {
  const growing = found.filter(({ leaks }) => leaks).map(({ figure }) => figure);
  const wrong = [
    ...(growing.length > 0 ? [`growing: ${growing.join(', ')}`] : []),
    ...left,
    ...(failures.length > 0 ? [`${failures.length} pieces of work failed`] : []),
    ...(dossiers === 0 ? ['no dossier was delivered'] : []),
  ];
  const well = wrong.length === 0;
  return { well, words: well ? `ok: nothing grows, ${dossiers} dossiers delivered` : `NOT OK: ${wrong.join('; ')}` };
}

/**
 * What each figure may grow by between the thirds. Memory: what a heap that is collected when it likes moves by; the
 * others have no reason to move at all, beyond what is under way at a moment.
 */
const allowed: Readonly<Record<Trend['figure'], (first: number) => number>> = {
  residentMb: (first) => Math.max(30, first * 0.12),
  descriptors: () => 10,
  threads: () => 2,
  children: () => 1,
  walMb: () => 8,
  pageFiles: () => 6,
  unfinished: () => 4,
};

export function trends(samples: readonly Held[]): Trend[] {
  const third = Math.floor(samples.length / 3);
  const [first, last] = [samples.slice(0, third), samples.slice(-third)];
  const hours = (median(last.map(({ at }) => at)) - median(first.map(({ at }) => at))) / 3600;
  return (Object.keys(allowed) as Trend['figure'][]).map((figure) => {
    const of = (some: readonly Held[]): number => median(some.map((each) => each[figure]));
    const [before, after] = [of(first), of(last)];
    const may = allowed[figure](before);
    const most = Math.max(...samples.map((each) => each[figure]));
    const perHour = hours > 0 ? (after - before) / hours : 0;
    return { figure, first: before, last: after, most, perHour, allowed: may, leaks: after > before + may };
  });
}

/** What is held when nobody works any more: pages on their way and unfinished writes are none then. */
export function leftAtRest(rest: Held): string[] {
  const left: string[] = [];
  if (rest.pageFiles > 0) left.push(`${rest.pageFiles} page images are left in memory`);
  if (rest.unfinished > 0) left.push(`${rest.unfinished} unfinished files are left`);
  // The token host stays; a scanimage, a backup or a question to the system does not.
  if (rest.children > 1) left.push(`${rest.children} children are left, one is expected`);
  return left;
}
