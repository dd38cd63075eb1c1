import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { StationAnswer } from '../../src/web/contract/index.ts';
import { people } from '../peers/office/people.ts';
import type { Desk } from './desk.ts';
import { Line } from './line.ts';
import type { OpenScreen, ScreensSeen } from './load-screens.ts';
import { childrenOf, memoryOf } from './machine.ts';
import { median, quantile } from './statistics.ts';

/** How much goes on at once. */
export interface LoadPlan {
  readonly screens: number;
  readonly scannedPages: number;
  /** Originals of one page that are signed, then sealed, in one attempt each. */
  readonly pile: number;
  /** Sealed copies that wait for the portal when the load begins. */
  readonly waiting: number;
}

export const fullLoad: LoadPlan = { screens: 20, scannedPages: 200, pile: 100, waiting: 20 };

/** `screens,pages,pile,waiting`, as on the command line. */
export function parseLoad(text: string): LoadPlan {
  const [screens, scannedPages, pile, waiting, ...more] = text.split(',').map(Number);
  const plan = { screens, scannedPages, pile, waiting };
  const whole = Object.values(plan).every((value) => Number.isInteger(value) && (value ?? 0) > 0);
  if (!whole || more.length > 0) throw new Error('--load is four whole numbers: screens,pages,pile,waiting');
  return plan as LoadPlan;
}

export interface LoadFigures extends LoadPlan {
  readonly seconds: number;
  readonly scanSeconds: number;
  readonly signSeconds: number;
  readonly sealSeconds: number;
  /** Until the portal had confirmed all that waited and all that was issued meanwhile. */
  readonly drainedSeconds: number;
  /** Messages that the portal refused: a finding. */
  readonly rejected: number;
  readonly requests: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  readonly events: number;
  readonly refused: readonly string[];
  /** The most that station and children held meanwhile. */
  readonly stationPeakMb: number;
  readonly childrenPeakMb: number;
}

/**
 * Everything at once: screens with live events that ask on, a scan from a feeder without a pace, a pile that is signed and
 * sealed, and an outbox that drains. Back-pressure is waiting; any refusal is a finding.
 */
export async function measureLoad(desk: Desk, plan: LoadPlan, pid: number): Promise<LoadFigures> {
  const { office } = desk;
  office.portal.misbehave({ kind: 'down' });
  const sent = await ready(desk, plan.waiting);
  await desk.attempt('signing', sent);
  await desk.attempt('sealing', sent);
  const pile = await ready(desk, plan.pile);
  const long = await desk.receive('Hạng A Chu');

  const lines = await Promise.all([
    Line.signIn(office, people.creator),
    Line.signIn(office, people.signer),
    Line.signIn(office, people.sealKeeper),
  ]);
  const views = ['/api/dossiers?limit=50', '/api/signing/pile', '/api/sealing/pile'];
  const screens = Array.from({ length: plan.screens }, (_, n): OpenScreen => {
    // Half of the screens are at the desk.
    const which = n % 4 === 1 ? 1 : n % 4 === 3 ? 2 : 0;
    return { line: (lines[which] as Line).options, paths: [views[which] ?? '', '/api/station'] };
  });
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./load-screens.ts', import.meta.url), { workerData: { screens, stop } });
  const seen = once(worker, 'message') as Promise<[ScreensSeen]>;
  // The peak is that of this load alone.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  let childrenPeakMb = 0;
  const watch = setInterval(() => {
    const all = childrenOf(pid).map((child) => residentOf(child.pid));
    childrenPeakMb = Math.max(
      childrenPeakMb,
      all.reduce((sum, mb) => sum + mb, 0),
    );
  }, 250);
  const begun = performance.now();
  const since = (): number => (performance.now() - begun) / 1000;
  try {
    office.portal.heal();
    const scan = desk.scan(long, plan.scannedPages, 0).then(since);
    await desk.attempt('signing', pile);
    const signSeconds = since();
    await desk.attempt('sealing', pile);
    const sealSeconds = since() - signSeconds;
    const scanSeconds = await scan;
    const settled = await drained(desk, since);
    const seconds = since();
    Atomics.store(stop, 0, 1);
    const [{ times, refused, events }] = await seen;
    return {
      ...plan,
      seconds,
      scanSeconds,
      signSeconds,
      sealSeconds,
      ...settled,
      requests: times.length,
      medianMs: median(times),
      p99Ms: quantile(times, 0.99),
      worstMs: Math.max(...times),
      events,
      refused,
      stationPeakMb: memoryOf(pid).peakMb,
      childrenPeakMb,
    };
  } finally {
    clearInterval(watch);
    Atomics.store(stop, 0, 1);
    await worker.terminate();
    for (const line of lines) line.close();
  }
}

/** Originals of one page, scanned, compared and submitted. */
async function ready(desk: Desk, count: number): Promise<string[]> {
  const originals: string[] = [];
  for (let n = 0; n < count; n++) {
    const originalId = await desk.receive('Sùng Thị Mỷ');
    await scanOnePage(desk, originalId);
    await desk.submit(originalId);
    originals.push(originalId);
  }
  return originals;
}

/** On a machine that is busy with others the stand-in may give a job up that nobody asks for: one scans again. */
async function scanOnePage(desk: Desk, originalId: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await desk.scan(originalId, 1, 0);
      return;
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}

/** Waits until nothing waits for the portal. */
async function drained(desk: Desk, since: () => number): Promise<Pick<LoadFigures, 'drainedSeconds' | 'rejected'>> {
  for (const until = since() + 300; since() < until; ) {
    const { portal } = await desk.creator.json<StationAnswer>('GET', '/api/station');
    if (portal.waiting === 0) return { drainedSeconds: since(), rejected: portal.rejected };
    await sleep(200);
  }
  throw new Error('the outbox does not drain');
}

/** Zero for a child that has just gone. */
function residentOf(pid: number): number {
  try {
    return memoryOf(pid).residentMb;
  } catch {
    return 0;
  }
}
