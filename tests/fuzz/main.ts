/**
 * `npm run fuzz [-- --seconds 60 --seed 1 --only NAME]`: every parser that meets foreign bytes is given damaged inputs for
 * so many seconds each, in a process of its own. It prints a line a parser with the number of inputs; a crash, an input
 * that takes too long, or something accepted that may not be, is told with its seed, and the exit code is 1.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { type Fuzzed, parsers } from './parsers.ts';

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
/** Inputs between two looks at the clock. */
const batch = 50;
/** Beyond its seconds a child that neither ends nor speaks hangs. */
const graceMs = 60_000;

interface Told {
  readonly inputs: number;
  readonly slowestMs: number;
  readonly failure: string | null;
}

/** Runs batches, each with its own seed, until the time is over or one fails. */
function run({ property, slowestMs }: Fuzzed): Told {
  const end = performance.now() + seconds * 1000;
  let [inputs, slowest] = [0, 0];
  for (let turn = 0; performance.now() < end; turn++) {
    const begun = performance.now();
    const checked = fc.check(property as fc.IProperty<[unknown]>, {
      seed: seed + turn,
      numRuns: batch,
      endOnFailure: true,
    });
    const took = performance.now() - begun;
    inputs += checked.numRuns;
    slowest = Math.max(slowest, took / batch);
    if (checked.failed) {
      const told = fc.defaultReportMessage(checked) ?? 'failed';
      return { inputs, slowestMs: slowest, failure: told.slice(0, 2_000) };
    }
    if (took > slowestMs * batch) return { inputs, slowestMs: slowest, failure: `too slow, seed ${seed + turn}` };
  }
  return { inputs, slowestMs: slowest, failure: null };
}

/** One parser in a child, killed when it hangs. */
async function inChild(name: string): Promise<Told> {
  const words = ['--seconds', String(seconds), '--seed', String(seed), '--child', name];
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => out.push(piece));
  child.stderr.on('data', (piece: Buffer) => err.push(piece));
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000 + graceMs);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(timer);
  if (code === 0) return JSON.parse(Buffer.concat(out).toString('utf8')) as Told;
  const words2 = Buffer.concat(err).toString('utf8').slice(-1_000);
  return { inputs: 0, slowestMs: 0, failure: signal === null ? `crashed: ${words2}` : `hangs (seeds from ${seed})` };
}

async function main(): Promise<number> {
  const all = await parsers();
  if (values.child !== undefined) {
    const one = all.find(({ name }) => name === values.child);
    if (one === undefined) return 2;
    process.stdout.write(JSON.stringify(run(one)));
    return 0;
  }
  console.log(`seed ${seed}, ${seconds} s each`);
  let failed = 0;
  for (const { name } of all.filter((each) => values.only === undefined || each.name === values.only)) {
    const { inputs, slowestMs, failure } = await inChild(name);
    const verdict = failure === null ? 'ok' : 'FAILED';
    console.log(
      `${name.padEnd(26)} ${String(inputs).padStart(9)} inputs  ${slowestMs.toFixed(2).padStart(8)} ms at most on average of a batch  ${verdict}`,
    );
    if (failure !== null) {
      failed++;
      console.log(failure);
    }
  }
  console.log(failed === 0 ? 'nothing broke' : `${failed} parsers broke`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
