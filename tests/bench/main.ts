import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openOffice } from '../peers/office/office.ts';
import { type CopyFigures, measureCopies } from './copies.ts';
import { Desk } from './desk.ts';
import { measureLatency } from './latency.ts';
import { describeMachine } from './machine.ts';
import { measureMemory } from './memory.ts';
import { Peer } from './peer.ts';
import { type Figures, report } from './report.ts';
import { measureScreens } from './screens.ts';
import { measureStart } from './start.ts';
import { measureThroughput } from './throughput.ts';

const { values } = parseArgs({
  options: {
    /** Sizes of the copies. */
    pages: { type: 'string', default: '1,10,50' },
    runs: { type: 'string', default: '5' },
    /** Milliseconds between two sheets: 600 is a hundred pages a minute, more than an office's scanner does. */
    pace: { type: 'string', default: '600' },
    json: { type: 'string' },
  },
});

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
      say('a feeder without a pace');
      const throughput = await measureThroughput(desk, 50, 3);
      say('the dossier list');
      const list = await measureLatency(desk, 100, paceMs);
      memory.push(await measureMemory('10 s after all the work', pid(), 10_000));
      const screens = await measureScreens(desk, paceMs, say);
      say('starts');
      const start = await measureStart(station, runs);
      return { machine, loadAtEnd: loadavg()[0] ?? 0, paceMs, copies, throughput, list, screens, start, memory };
    } finally {
      desk.close();
    }
  } finally {
    await office.close();
  }
}

function say(what: string): void {
  console.error(`… ${what}`);
}

const folder = await mkdtemp(join(tmpdir(), 'tram-bench-'));
try {
  const figures = await measure(folder);
  console.log(report(figures));
  if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
