/**
 * Every check of the repository, one after the other: `npm test`, or `npm run test:all` for the long campaigns as well.
 * A failed step does not stop the next ones. The last line is `<n> passed, <m> failed`: the tests of vitest, and one for
 * each other step. The exit code is 0 only if nothing failed.
 *
 * The tests use real programs and real time on shared machines. A test file that fails is run once more, alone; one that
 * passes then counts as passed and is named above the last line, with what it said the first time: it is to be looked at.
 * A file of tests/faults gets no second try, unless nothing but time ran out: a step lost once in ten times is lost.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unavailable } from '../provisioning/package/audit.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'tram-tests-'));

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** What a step came to: its count, the tests that failed, and those that passed only alone. */
interface Verdict extends Count {
  readonly broken: readonly string[];
  readonly wavering: readonly string[];
}

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Where vitest leaves its report; other steps count as one check. */
  readonly report?: string;
  /** Runs beside the next step: both wait for programs more than they compute. */
  readonly beside?: true;
  /** Asks somebody outside, who may not be there (exit code EX_UNAVAILABLE): then it counts neither way, and is named. */
  readonly outside?: true;
}

function vitest(project: string, ...more: string[]): Step {
  const report = join(temporary, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { name: project, command: ['vitest', 'run', '--project', project, ...reporters, ...more], report };
}

const steps: readonly Step[] = [
  { name: 'format and lint', command: ['biome', 'ci', '.'] },
  { name: 'layers', command: ['node', 'tests/layers/generate.ts', '--check'] },
  { name: 'lint with types', command: ['oxlint', '--type-aware'] },
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the screens', command: ['tsc', '-p', 'kiosk-ui/tsconfig.json'] },
  { name: 'known weaknesses of dependencies', command: ['node', 'provisioning/package/audit.ts'], outside: true },
  { name: 'first load of the screens', command: ['node', 'kiosk-ui/budget.ts'] },
  vitest('law', '--coverage', '--coverage.reporter=text'),
  vitest('unit'),
  { ...vitest('flows'), beside: true },
  vitest('screens'),
];

/** The parts of vitest's JSON report (the form of Jest) that are counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

function readReport(path: string): Report | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return null;
  }
}

/** A file that could not be loaded and a skipped test are failures too. */
function countTests(found: Report): Count {
  const unloaded = found.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failed = found.numFailedTests + found.numPendingTests + found.numTodoTests + unloaded.length;
  return { passed: found.numPassedTests, failed };
}

/** File, test and first line of what went wrong, for each failure. */
function nameFailures(found: Report): string[] {
  return found.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap((file) => {
      const failed = file.assertionResults.filter(({ status }) => status === 'failed');
      const at = relative(root, file.name);
      if (failed.length === 0) return [`${at}: ${firstLine(file.message)}`];
      return failed.map((test) => `${at} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
    });
}

function firstLine(message: string | undefined): string {
  return (message ?? '').split('\n', 1)[0]?.slice(0, 300) ?? '';
}

/**
 * What vitest says of a test or a hook that a busy machine did not let come to its end. What waited for one thing that
 * never came (`expect.poll`) says what it saw instead: that may be the lost step itself, and is not excused.
 */
const outOfTime = /^(Error: )?(Test|Hook) timed out in \d+ms/;

/** Whether a second run could excuse a file's failures. */
function mayBeExcused({ name, message, assertionResults }: Report['testResults'][number]): boolean {
  if (!relative(root, name).startsWith('tests/faults/')) return true;
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  const said = failed.length === 0 ? [message] : failed.flatMap((test) => test.failureMessages ?? ['']);
  return said.every((one) => outOfTime.test(one ?? ''));
}

/** More files than these failing at once is no accident, and is not tried again. */
const fewFiles = 5;

async function run(step: Step, environment: NodeJS.ProcessEnv): Promise<Verdict> {
  const exitCode = await play(step, step.command, environment);
  const succeeded = exitCode === 0;
  if (step.outside && exitCode === unavailable) return { passed: 0, failed: 0, broken: [], wavering: [] };
  if (step.report === undefined) {
    return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, broken: [], wavering: [] };
  }
  const first = readReport(step.report);
  if (first === null) return { passed: 0, failed: 1, broken: [`${step.name}: no report`], wavering: [] };
  const { passed, failed } = countTests(first);
  // Nothing failed and yet it did not succeed: a missed coverage threshold.
  if (failed === 0) return { passed, failed: succeeded ? 0 : 1, broken: [], wavering: [] };
  const names = nameFailures(first);
  const failing = first.testResults.filter(({ status }) => status === 'failed');
  const files = failing.map(({ name }) => name);
  const hopeless = files.length === 0 || files.length > fewFiles || !failing.every(mayBeExcused);
  if (hopeless) return { passed, failed, broken: names, wavering: [] };

  console.log(`\n── ${step.name}: once more, alone: ${files.map((file) => relative(root, file)).join(', ')}`);
  rmSync(step.report);
  const passedAlone = (await play(step, [...step.command, '--no-coverage', ...files], environment)) === 0;
  const second = readReport(step.report);
  if (!passedAlone || second === null) return { passed, failed, broken: names, wavering: [] };
  const again = countTests(second);
  if (again.failed > 0) return { passed, failed, broken: names, wavering: [] };
  const sound = first.testResults
    .filter(({ name }) => !files.includes(name))
    .flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'passed'));
  return { passed: sound.length + again.passed, failed: 0, broken: [], wavering: names };
}

/** Runs a command of a step and tells what it prints; resolves to its exit code, null when it did not end by itself. */
async function play(step: Step, line: readonly string[], environment: NodeJS.ProcessEnv): Promise<number | null> {
  const [command = '', ...args] = line;
  const child = spawn(command, args, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  // What runs beside another step is told whole at its end, so that the two are not read as one.
  const told: Buffer[] = [];
  const tell = (piece: Buffer): void => {
    if (step.beside) told.push(piece);
    else process.stdout.write(piece);
  };
  child.stdout.on('data', tell);
  child.stderr.on('data', tell);
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
    child.once('error', (error) => {
      console.error(error.message);
      resolve(null);
    });
  });
  process.stdout.write(Buffer.concat(told));
  return code;
}

async function main(options: readonly string[]): Promise<number> {
  const unknown = options.filter((option) => option !== '--all');
  if (unknown.length > 0) {
    console.error(`unknown option ${unknown.join(' ')}; there is only --all`);
    return 2;
  }
  const tools = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const campaigns = options.includes('--all') ? { TRAM_TEST_ALL: '1' } : {};
  const summary: string[] = [];
  const total = { passed: 0, failed: 0 };
  const broken: string[] = [];
  const wavering: string[] = [];
  const environment = { ...process.env, ...campaigns, PATH: tools };
  const runStep = async (step: Step): Promise<void> => {
    console.log(`\n── ${step.name}`);
    const begin = performance.now();
    const verdict = await run(step, environment);
    const { passed, failed } = verdict;
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    const verdictWord = failed > 0 ? 'FAILED' : passed > 0 ? 'ok    ' : 'NOT ASKED';
    const line = `${verdictWord} ${step.name}: ${passed} passed, ${failed} failed, ${seconds} s`;
    console.log(`── ${line}`);
    summary.push(line);
    total.passed += passed;
    total.failed += failed;
    broken.push(...verdict.broken);
    wavering.push(...verdict.wavering);
  };
  let running: Promise<void>[] = [];
  for (const step of steps) {
    running.push(runStep(step));
    if (step.beside) continue;
    await Promise.all(running);
    running = [];
  }
  const tell = (title: string, names: readonly string[]): string =>
    names.length === 0 ? '' : `\n\n${title}\n${names.map((name) => `  ${name}`).join('\n')}`;
  console.log(`\n${summary.join('\n')}${tell('Passed only alone:', wavering)}${tell('Failed:', broken)}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
