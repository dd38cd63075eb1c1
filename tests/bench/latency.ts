import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Desk } from './desk.ts';
import { median, quantile } from './statistics.ts';

/** Milliseconds of one request, over all requests of a phase. */
export interface Latency {
  readonly phase: string;
  readonly requests: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

/** Originals that are signed and sealed together, and pages in each. */
const run = { originals: 5, pages: 10 } as const;

/**
 * The list of `dossiers` dossiers, asked for without end over one connection: while nothing else goes on, and while a
 * scan of fifty pages and the signing and sealing of several originals go on together.
 *
 * @param paceMs  between two sheets of the feeder
 */
export async function measureLatency(desk: Desk, dossiers: number, paceMs: number): Promise<Latency[]> {
  const path = `/api/dossiers?limit=${dossiers}`;
  const list = await desk.creator.json<{ dossiers: unknown[] }>('GET', path);
  for (let missing = dossiers - list.dossiers.length; missing > 0; missing--) await desk.receive('Vừ Mí Sính');
  const runs = [await readyToSign(desk), await readyToSign(desk), await readyToSign(desk)];

  const [first = [], second = [], third = []] = runs;
  const idle = await during(desk, path, () => sleep(10_000));
  const atPace = await beside(desk, paceMs, () => during(desk, path, () => signAndSeal(desk, [first, second])));
  const atOnce = await beside(desk, 0, () => during(desk, path, () => signAndSeal(desk, [third])));
  return [
    summary('nothing else goes on', idle),
    summary('50 pages are scanned and originals signed', atPace),
    summary('the same, from a feeder without a pace', atOnce),
  ];
}

/**
 * One phase alone: the list asked for without end while five originals are signed and sealed beside a scan of fifty pages.
 *
 * @param paceMs  between two sheets of the feeder
 */
export async function measureBusy(desk: Desk, phase: string, dossiers: number, paceMs: number): Promise<Latency> {
  const runs = [await readyToSign(desk)];
  const path = `/api/dossiers?limit=${dossiers}`;
  return summary(phase, await beside(desk, paceMs, () => during(desk, path, () => signAndSeal(desk, runs))));
}

/** The originals of one run, scanned, compared and submitted. */
async function readyToSign(desk: Desk): Promise<string[]> {
  const originals: string[] = [];
  for (let n = 0; n < run.originals; n++) {
    const originalId = await desk.receive('Sùng Thị Mỷ');
    await desk.scan(originalId, run.pages, 0);
    await desk.submit(originalId);
    originals.push(originalId);
  }
  return originals;
}

async function signAndSeal(desk: Desk, runs: readonly (readonly string[])[]): Promise<void> {
  for (const originals of runs) {
    await desk.attempt('signing', originals);
    await desk.attempt('sealing', originals);
  }
}

/** Does `work` while fifty pages are scanned. */
async function beside<T>(desk: Desk, paceMs: number, work: () => Promise<T>): Promise<T> {
  const scan = desk.scan(await desk.receive('Hạng A Chu'), 50, paceMs);
  const [result] = await Promise.all([work(), scan]);
  return result;
}

function summary(phase: string, times: readonly number[]): Latency {
  const [medianMs, p99Ms, worstMs] = [median(times), quantile(times, 0.99), Math.max(...times)];
  return { phase, requests: times.length, medianMs, p99Ms, worstMs };
}

/** The milliseconds of each request made while `work` goes on, by a thread of its own: ours is busy with the far ends. */
async function during(desk: Desk, path: string, work: () => Promise<unknown>): Promise<readonly number[]> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { ...desk.creator.options, path, stop };
  const probe = new Worker(new URL('./probe.ts', import.meta.url), { workerData });
  const [answer] = await Promise.all([
    once(probe, 'message') as Promise<[readonly number[]]>,
    work().finally(() => Atomics.store(stop, 0, 1)),
  ]);
  return answer[0];
}
