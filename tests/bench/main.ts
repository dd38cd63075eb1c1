import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openOffice } from '../peers/office/office.ts';
import { type CodingFigures, measureCodings } from './codings.ts';
import { type CopyFigures, measureCopies } from './copies.ts';
import { Desk } from './desk.ts';
import { type GrowthFigures, measureGrowth } from './growth.ts';
import { measureLatency } from './latency.ts';
import { fullLoad, measureLoad, parseLoad } from './load.ts';
import { describeMachine } from './machine.ts';
import { measureMemory } from './memory.ts';
import { Peer } from './peer.ts';
import { codingReport, type Figures, loadReport, report, verificationReport } from './report.ts';
import { measureScreens } from './screens.ts';
import { measureStart } from './start.ts';
import { measureThroughput } from './throughput.ts';
import { measureVerification, type VerificationFigures } from './verification.ts';

const { values } = parseArgs({
  options: {
    /** Sizes of the copies. */
    pages: { type: 'string', default: '1,10,50' },
    runs: { type: 'string', default: '5' },
    /** Milliseconds between two sheets: 600 is a hundred pages a minute, more than an office's scanner does. */
    pace: { type: 'string', default: '600' },
    /** Only these: all of it, the load alone, `verification`, or `codings`: how pages are coded and copies grow, without an office. */
    only: { type: 'string', default: 'all' },
    /** Screens, pages of the long scan, originals of the pile, copies that wait. */
    load: { type: 'string' },
    json: { type: 'string' },
  },
});

const loadPlan = values.load === undefined ? fullLoad : parseLoad(values.load);

/** The load alone: a minute or two. */
async function measureLoadAlone(folder: string): Promise<string> {
  const office = await openOffice(join(folder, 'office'), { keyType: 'p256' });
  const desk = await Desk.of(office);
  try {
    return loadReport(await measureLoad(desk, loadPlan, office.station.pid ?? 0)).join('\n');
  } finally {
    desk.close();
    await office.close();
  }
}

async function measure(folder: string): Promise<Figures> {
  const machine = describeMachine();
  const [runs, paceMs] = [Number(values.runs), Number(values.pace)];
  say('preparing the office and the peer');
  const office = await openOffice(join(folder, 'office'));
  try {
    const { station } = office;
    const pid = (): number => station.pid ?? 0;
    const memory = [await measureMemory('3 s after the start', pid(), 3_000)];
    const peer = await Peer.prepare(join(folder, 'peer'));
    const desk = await Desk.of(office);
    try {
      const copies: CopyFigures[] = [];
      for (const pages of values.pages.split(',').map(Number)) {
        say(`copies of ${pages} pages`);
        copies.push(await measureCopies(desk, peer, { pages, runs, paceMs }));
      }
      const { codings, growth } = await pagesAndGrowth();
      say('verification');
      const verification: VerificationFigures[] = await measureVerification([1, 10, 50]);
      say('a feeder without a pace');
      const throughput = await measureThroughput(desk, 50, 3);
      say('the dossier list');
      const list = await measureLatency(desk, 100, paceMs);
      memory.push(await measureMemory('10 s after all the work', pid(), 10_000));
      say('everything at once');
      const load = await measureLoad(desk, loadPlan, pid());
      const screens = await measureScreens(desk, paceMs, say);
      say('starts');
      const start = await measureStart(station, runs);
      return {
        machine,
        loadAtEnd: loadavg()[0] ?? 0,
        paceMs,
        copies,
        codings,
        growth,
        verification,
        throughput,
        list,
        load,
        screens,
        start,
        memory,
      };
    } finally {
      desk.close();
    }
  } finally {
    await office.close();
  }
}

async function pagesAndGrowth(): Promise<{ codings: CodingFigures[]; growth: GrowthFigures[] }> {
  say('pages in each coding');
  const codings = await measureCodings();
  say('copies of up to 500 pages');
  return { codings, growth: await measureGrowth([1, 10, 100, 500]) };
}

function say(what: string): void {
  console.error(`… ${what}`);
}

const folder = await mkdtemp(join(tmpdir(), 'tram-bench-'));
try {
  if (values.only === 'load') console.log(await measureLoadAlone(folder));
  else if (values.only === 'codings') console.log(codingReport(await pagesAndGrowth()).join('\n'));
  else if (values.only === 'verification')
    console.log(verificationReport(await measureVerification([1, 10, 50])).join('\n'));
  else {
    const figures = await measure(folder);
    console.log(report(figures));
    if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
