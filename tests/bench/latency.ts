import { once } from 'node:events';
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

/** Originals of the signing run, and pages in each. */
const signingRun = { originals: 5, pages: 10 } as const;

/**
 * The list of `dossiers` dossiers, asked for without end over one connection: while nothing else goes on, and while a
 * scan of fifty pages (as fast as the feeder is asked) and the signing and sealing of several originals go on together.
 */
export async function measureLatency(desk: Desk, dossiers: number): Promise<Latency[]> {
  const path = `/api/dossiers?limit=${dossiers}`;
  const list = await desk.creator.json<{ dossiers: unknown[] }>('GET', path);
  for (let missing = dossiers - list.dossiers.length; missing > 0; missing--) await desk.receive('Vừ Mí Sính');
  const run: string[] = [];
  for (let n = 0; n < signingRun.originals; n++) {
    const originalId = await desk.receive('Sùng Thị Mỷ');
    await desk.scan(originalId, signingRun.pages, 0);
    await desk.submit(originalId);
    run.push(originalId);
  }
  const scanned = await desk.receive('Hạng A Chu');

  const idle = await during(desk, path, () => new Promise((resolve) => setTimeout(resolve, 10_000)));
  const busy = await during(desk, path, async () => {
    const scan = desk.scan(scanned, 50, 0);
    await desk.attempt('signing', run);
    await desk.attempt('sealing', run);
    await scan;
  });
  return [summary('nothing else going on', idle), summary('during a scan of 50 pages and a signing run', busy)];
}

function summary(phase: string, times: readonly number[]): Latency {
  const [medianMs, p99Ms, worstMs] = [median(times), quantile(times, 0.99), Math.max(...times)];
  return { phase, requests: times.length, medianMs, p99Ms, worstMs };
}

/** The milliseconds of each request made while `work` goes on, by a thread of its own: ours is busy with the far ends. */
async function during(desk: Desk, path: string, work: () => Promise<unknown>): Promise<readonly number[]> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const probe = new Worker(new URL('./probe.ts', import.meta.url), {
    workerData: { ...desk.creator.options, path, stop },
  });
  const answer = once(probe, 'message') as Promise<[readonly number[]]>;
  try {
    await work();
  } finally {
    Atomics.store(stop, 0, 1);
  }
  return (await answer)[0];
}
