import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { StationProcess } from '../peers/office/station.ts';
import { median } from './statistics.ts';

/** Seconds from the process's start to READY, and of a `node` that does nothing. */
export interface StartFigures {
  readonly runs: number;
  readonly readySeconds: number;
  readonly nothingSeconds: number;
}

/** Starts the station `runs` times with all that the office has gathered, each start beside one of the peer. */
export async function measureStart(station: StationProcess, runs: number): Promise<StartFigures> {
  const nothing: number[] = [];
  const before = station.startSeconds.length;
  for (let run = 0; run < runs; run++) {
    await station.stop();
    await station.start();
    const begun = performance.now();
    await promisify(execFile)(process.execPath, ['-e', '0']);
    nothing.push((performance.now() - begun) / 1000);
  }
  return { runs, readySeconds: median(station.startSeconds.slice(before)), nothingSeconds: median(nothing) };
}
