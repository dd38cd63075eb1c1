/**
 * Every check of the repository, one after the other: `npm test`, or `npm run test:all` for the long campaigns as well.
 * A failed step does not stop the next ones. The last line is `<n> passed, <m> failed`: the tests of vitest, and one for
 * each other step. The exit code is 0 only if nothing failed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'tram-tests-'));

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Where vitest leaves its report; other steps count as one check. */
  readonly report?: string;
  /** Runs beside the next step: both wait for programs more than they compute. */
  readonly beside?: true;
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
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

/** A file that could not be loaded, a skipped test and a missed coverage threshold are failures too. */
function countTests(report: string, succeeded: boolean): Count {
  let found: Report;
  try {
    found = JSON.parse(readFileSync(report, 'utf8')) as Report;
  } catch {
    return { passed: 0, failed: 1 };
  }
  const broken = found.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failed = found.numFailedTests + found.numPendingTests + found.numTodoTests + broken.length;
  return { passed: found.numPassedTests, failed: failed === 0 && !succeeded ? 1 : failed };
}

async function run(step: Step, environment: NodeJS.ProcessEnv): Promise<Count> {
  const [command = '', ...args] = step.command;
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
  const succeeded = code === 0;
  if (step.report !== undefined) return countTests(step.report, succeeded);
  return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
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
  const environment = { ...process.env, ...campaigns, PATH: tools };
  const runStep = async (step: Step): Promise<void> => {
    console.log(`\n── ${step.name}`);
    const begin = performance.now();
    const { passed, failed } = await run(step, environment);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    const line = `${failed === 0 ? 'ok    ' : 'FAILED'} ${step.name}: ${passed} passed, ${failed} failed, ${seconds} s`;
    console.log(`── ${line}`);
    summary.push(line);
    total.passed += passed;
    total.failed += failed;
  };
  let running: Promise<void>[] = [];
  for (const step of steps) {
    running.push(runStep(step));
    if (step.beside) continue;
    await Promise.all(running);
    running = [];
  }
  console.log(`\n${summary.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
