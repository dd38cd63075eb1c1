/** A second station on the folder of a running one ends at once; after a crash the folder is free at once. */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { restoreByHand } from '../../src/cli/restore.ts';
import { writeDurably } from '../../src/common/durable-file.ts';
import { unwrap } from '../../src/common/result.ts';
import { lockStation } from '../../src/store/station-lock.ts';
import { newRecoveryIdentity } from '../../src/upkeep/backup/identity.ts';
import { preparePlace } from '../../src/upkeep/backup/place.ts';
import { startCode, tryStation } from '../peers/office/tried-start.ts';
import { WorkflowBench } from '../peers/workflow/workflow-office.ts';

const cli = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const clock = { now: Date.now, monotonic: () => performance.now() };

let bench: WorkflowBench;
let state: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  bench = await WorkflowBench.create();
  state = await bench.newState();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map(ended));
  await bench.remove();
});

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Starts a station; answers how it ended, or `ready` once it is, and the steps of its start that were done. */
async function start() {
  const { child, outcome } = tryStation(state);
  children.push(child);
  const { exit, said } = await outcome;
  const steps = [...said.matchAll(/"step":"([a-z ]+)"[^\n]*"msg":"start step"/g)].map(([, step]) => step);
  return { child, exit, steps, code: startCode(said) };
}

it('the second is refused before it reads anything; killed, the first leaves the folder free at once', async () => {
  const first = await start();
  expect(first.exit).toBe('ready');
  expect(await start()).toMatchObject({ exit: 1, code: 'START-RUNNING', steps: ['disk'] });
  expect(first.child.exitCode).toBeNull();

  const beside = spawnSync(process.execPath, [cli, 'audit', 'verify', '--state', state], { encoding: 'utf8' });
  expect(beside.stderr).toBe('');
  expect(beside.status).toBe(0);

  first.child.kill('SIGKILL');
  await ended(first.child);
  const next = await start();
  expect(next.exit).toBe('ready');
  next.child.kill('SIGTERM');
  await ended(next.child);
  expect(next.child.exitCode).toBe(0);
  unwrap(lockStation(state)).release();
});

it('two that start at the same time: one lives', async () => {
  const both = await Promise.all([start(), start()]);
  expect(both.map(({ exit }) => exit).sort()).toEqual([1, 'ready']);
  expect(both.find(({ exit }) => exit === 1)?.code).toBe('START-RUNNING');
});

it('a restore into a folder in which another one is at work is refused and makes nothing', async () => {
  const place = unwrap(await preparePlace(join(bench.folder, 'place'), 'X'));
  const home = join(bench.folder, 'home');
  mkdirSync(home);
  const key = join(bench.folder, 'recovery');
  const { secret } = await newRecoveryIdentity();
  await writeDurably(key, secret);
  const other = unwrap(lockStation(home));
  expect(await restoreByHand(place.folder, home, key, clock)).toMatchObject({ error: { code: 'START-RUNNING' } });
  other.release();
  expect(await restoreByHand(place.folder, home, key, clock)).toMatchObject({ error: { code: 'BACKUP-NONE' } });
  expect(readdirSync(home)).toEqual(['station.lock']);
});
