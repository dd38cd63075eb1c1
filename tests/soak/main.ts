/**
 * `npm run soak -- [--minutes N] [--json FILE]`: an office at work at speed for N minutes (5 by default; hours are fine), seen
 * from outside: memory, descriptors, threads, children, WAL, page images and unfinished files. Each figure's first and last
 * third are compared, after a fifth of the time to warm up; the exit code is 1 when one has grown, work failed, or
 * something is left at rest. The last line says it in words.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../bench/machine.ts';
import { openOffice } from '../peers/office/office.ts';
import { leftAtRest, trends, verdict } from './figures.ts';
import { soak } from './run.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' }, json: { type: 'string' } } });
const minutes = Number(values.minutes);
if (!(minutes >= 1 && minutes <= 7 * 24 * 60)) {
  console.error('--minutes is a number from 1 to 10080');
  process.exit(2);
}
const folder = await mkdtemp(join(tmpdir(), 'tram-soak-'));
try {
  const machine = describeMachine();
  const office = await openOffice(join(folder, 'office'), { keyType: 'p256', line: true });
  try {
    const { samples, rest, dossiers, failures } = await soak(office, minutes, (line) => console.error(`… ${line}`));
    const warm = samples.slice(Math.floor(samples.length / 5));
    const found = trends(warm);
    const left = leftAtRest(rest);
    console.log(`${machine.processor}, ${machine.cores} cores, load ${machine.load.toFixed(1)} at the beginning`);
    console.log(`${minutes} minutes, ${dossiers} dossiers delivered, ${warm.length} samples after warming up`);
    for (const { figure, first, last, most, perHour, allowed, leaks } of found) {
      const of = (value: number): string => value.toFixed(figure.endsWith('Mb') ? 1 : 0).padStart(7);
      console.log(
        `${figure.padEnd(12)} first third ${of(first)}  last third ${of(last)}  most ${of(most)}  at rest ${of(rest[figure])}  an hour ${of(perHour)}  may grow by ${of(allowed)}  ${leaks ? 'LEAKS' : 'ok'}`,
      );
    }
    for (const one of left) console.log(`LEFT ${one}`);
    for (const one of new Set(failures)) console.log(`FAILED ${one}`);
    if (values.json)
      await writeFile(
        values.json,
        `${JSON.stringify({ machine, minutes, dossiers, samples, rest, trends: found, left, failures })}\n`,
      );
    const { well, words } = verdict({ found, left, failures, dossiers });
    console.log(words);
    process.exitCode = well ? 0 : 1;
  } finally {
    await office.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
