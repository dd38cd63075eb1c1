import type { Desk } from './desk.ts';
import { median } from './statistics.ts';

/** How fast the station takes pages from a feeder without a pace of its own. */
export interface Throughput {
  readonly pages: number;
  readonly seconds: number;
  readonly pagesPerMinute: number;
}

export async function measureThroughput(desk: Desk, pages: number, runs: number): Promise<Throughput> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { wholeMs } = await desk.scan(await desk.receive('Lý Láo Tả'), pages, 0);
    seconds.push(wholeMs / 1000);
  }
  const middle = median(seconds);
  return { pages, seconds: middle, pagesPerMinute: (pages * 60) / middle };
}
