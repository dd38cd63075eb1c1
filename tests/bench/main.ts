import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Bench } from './bench.ts';
import { fullLoad, parseLoad } from './load.ts';
import { describeMachine } from './machine.ts';
import { machineReport } from './report.ts';
import { sections } from './sections.ts';

const names = sections.map(({ name }) => name).join(',');

const { values } = parseArgs({
  options: {
    /** Sizes of the copies. */
    pages: { type: 'string', default: '1,10,50' },
    runs: { type: 'string', default: '5' },
    /** Milliseconds between two sheets: 600 is a hundred pages a minute, more than an office's scanner does. */
    pace: { type: 'string', default: '600' },
    /** Sections by name, with commas. */
    only: { type: 'string', default: names },
    /** Screens, pages of the long scan, originals of the pile, copies that wait. */
    load: { type: 'string' },
    /** Pages of the one long copy; five hundred in colour are more than one file may hold in `standard`. */
    long: { type: 'string', default: '300' },
    json: { type: 'string' },
  },
});

const wanted = values.only.split(',');
const unknown = wanted.filter((name) => !sections.some((section) => section.name === name));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${names}`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'tram-bench-'));
const bench = new Bench(folder, {
  pages: values.pages.split(',').map(Number),
  runs: Number(values.runs),
  paceMs: Number(values.pace),
  load: values.load === undefined ? fullLoad : parseLoad(values.load),
  longPages: Number(values.long),
});
const machine = describeMachine();
const all: Record<string, unknown> = { machine };
try {
  console.log(machineReport(machine).join('\n'));
  for (const section of sections) {
    if (!wanted.includes(section.name)) continue;
    bench.say(section.name);
    const { figures, lines } = await section.run(bench);
    all[section.name] = figures;
    console.log(`\n${lines.join('\n')}`);
  }
  all['loadAtEnd'] = loadavg()[0];
  console.log(`\nload ${loadavg()[0]?.toFixed(1)} at the end`);
  if (values.json) await writeFile(values.json, `${JSON.stringify(all, null, 2)}\n`);
} finally {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
}
