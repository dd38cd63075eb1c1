/**
 * `npm run fuzz [-- --seconds 60 --seed 1 --only NAME]`: every parser that meets foreign bytes is given damaged inputs for
 * so many seconds, in a process that is killed when an input takes too long. It prints a line a parser with the number of
 * inputs; a crash, a hang, or something accepted that may not be, is told with its seed, and the exit code is 1.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { check, type Fuzzed } from './fuzzed.ts';
import { type Group, groups } from './parsers.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string' },
    /** What a child is started with. */
    child: { type: 'string' },
  },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
/** Inputs of one seed; each batch is told, so that a hang is known by its seed. */
const batch = 50;
/** A batch takes milliseconds: one that is not over by then hangs, however busy the machine is. */
const hangMs = 120_000;

/** What a child tells: that it has begun a batch, or what came of a parser. */
interface Told {
  readonly name: string;
  readonly seed: number;
  readonly inputs: number;
  readonly end: 'begun' | 'ok' | 'failed';
  readonly failure: string;
}

const tell = (told: Told): void => void process.stdout.write(`${JSON.stringify(told)}\n`);

/** Runs batches, each with its own seed, until the time is over or one fails. */
async function run(fuzzed: Fuzzed): Promise<void> {
  const { name } = fuzzed;
  const end = performance.now() + seconds * 1000;
  let inputs = 0;
  for (let turn = seed; performance.now() < end; turn++) {
    if ((turn - seed) % 20 === 0) tell({ name, seed: turn, inputs, end: 'begun', failure: '' });
    const { failed, numRuns, report } = await check(fuzzed, { seed: turn, numRuns: batch, endOnFailure: true });
    inputs += numRuns;
    if (failed) {
      const failure = report.slice(0, 2_000);
      tell({ name, seed: turn, inputs, end: 'failed', failure });
      return;
    }
  }
  tell({ name, seed, inputs, end: 'ok', failure: '' });
}

/** The parsers of a group in a child; how many broke. */
async function inChild(group: Group): Promise<number> {
  const only = values.only === undefined ? [] : ['--only', values.only];
  const words = ['--seconds', String(seconds), '--seed', String(seed), '--child', group, ...only];
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  let last: Told | null = null;
  let broken = 0;
  let timer = setTimeout(() => child.kill('SIGKILL'), hangMs);
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), hangMs);
    const told = JSON.parse(line) as Told;
    last = told;
    if (told.end === 'begun') continue;
    console.log(`${told.name.padEnd(26)} ${String(told.inputs).padStart(9)} inputs  ${told.end}`);
    if (told.end !== 'failed') continue;
    broken++;
    console.log(told.failure);
  }
  clearTimeout(timer);
  const [code, signal] = await closed;
  if (code === 0) return broken;
  const where = last === null ? 'at its start' : `${last.name}, from seed ${last.seed} on`;
  console.log(`${group}: ${signal === 'SIGKILL' ? 'hangs' : 'crashed'} in ${where}`);
  return broken + 1;
}

async function main(): Promise<number> {
  const group = Object.keys(groups).find((each): each is Group => each === values.child);
  if (group !== undefined) {
    const all = await groups[group]();
    for (const each of all) if (values.only === undefined || values.only === each.name) await run(each);
    return 0;
  }
  console.log(`seed ${seed}, ${seconds} s each`);
  let broken = 0;
  for (const each of Object.keys(groups) as Group[]) broken += await inChild(each);
  console.log(broken === 0 ? 'nothing broke' : `${broken} broke`);
  return broken === 0 ? 0 : 1;
}

process.exitCode = await main();
