import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Line, type LineOptions } from './line.ts';

/** Between an answer and the next request, milliseconds. */
const pauseMs = 5;

const { path, stop, ...options } = workerData as LineOptions & { path: string; stop: Int32Array };
const line = new Line(options);
const times: number[] = [];
while (Atomics.load(stop, 0) === 0) {
  const begun = performance.now();
  await line.bytes('GET', path);
  times.push(performance.now() - begun);
  await sleep(pauseMs);
}
line.close();
// The first request pays for the connection.
parentPort?.postMessage(times.slice(1));
