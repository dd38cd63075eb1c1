import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { measureCodings } from './codings.ts';
import { type CopyFigures, measureCopies } from './copies.ts';
import { measureGrowth } from './growth.ts';
import { measureLatency } from './latency.ts';
import { measureLoad } from './load.ts';
import { measureLongCopy } from './long-copy.ts';
import { measureMemory } from './memory.ts';
import { Peer } from './peer.ts';
import {
  codingReport,
  copiesReport,
  latencyReport,
  loadReport,
  longCopyReport,
  memoryReport,
  screensReport,
  startReport,
  throughputReport,
  verificationReport,
} from './report.ts';
import { measureScreens } from './screens.ts';
import { measureStart } from './start.ts';
import { measureThroughput } from './throughput.ts';
import { measureVerification } from './verification.ts';

/** One part of the bench, by the name that `--only` knows. */
export interface Section {
  readonly name: string;
  /** What it measured, as JSON, and as lines of text. */
  run(bench: Bench): Promise<{ readonly figures: unknown; readonly lines: readonly string[] }>;
}

function section<T>(
  name: string,
  measure: (bench: Bench) => Promise<T>,
  report: (figures: T, bench: Bench) => readonly string[],
): Section {
  return {
    name,
    run: async (bench) => {
      const figures = await measure(bench);
      return { figures, lines: report(figures, bench) };
    },
  };
}

async function copiesOfEachSize(bench: Bench): Promise<CopyFigures[]> {
  const { pages: sizes, runs, paceMs } = bench.plan;
  const desk = await bench.desk();
  const peer = await Peer.prepare(join(bench.folder, 'peer'));
  const figures: CopyFigures[] = [];
  for (const pages of sizes) {
    bench.say(`copies of ${pages} pages`);
    figures.push(await measureCopies(desk, peer, { pages, runs, paceMs }));
  }
  return figures;
}

/** In the order of a whole run: what an idle station needs is asked first, and starts come after all the work. */
export const sections: readonly Section[] = [
  section(
    'idle',
    async (bench) => [await measureMemory('3 s after the start', await bench.pid(), 3_000)],
    (figures) => memoryReport('Idle after the start', figures),
  ),
  section('copies', copiesOfEachSize, (figures, { plan }) => copiesReport(figures, plan.paceMs)),
  section(
    'codings',
    async () => ({ codings: await measureCodings(), growth: await measureGrowth([1, 10, 100, 500]) }),
    codingReport,
  ),
  section('verification', () => measureVerification([1, 10, 50]), verificationReport),
  section('throughput', async (bench) => measureThroughput(await bench.desk(), 50, 3), throughputReport),
  section('list', async (bench) => measureLatency(await bench.desk(), 100, bench.plan.paceMs), latencyReport),
  section(
    'memory',
    async (bench) => [await measureMemory('10 s after the work so far', await bench.pid(), 10_000)],
    (figures) => memoryReport(null, figures),
  ),
  section('load', async (bench) => measureLoad(await bench.desk(), bench.plan.load, await bench.pid()), loadReport),
  section(
    'long',
    async (bench) => measureLongCopy(await bench.desk(), bench.plan.longPages, await bench.pid()),
    longCopyReport,
  ),
  section('screens', async (bench) => measureScreens(await bench.desk(), bench.plan.paceMs, bench.say), screensReport),
  section('starts', async (bench) => measureStart((await bench.office()).station, bench.plan.runs), startReport),
];
