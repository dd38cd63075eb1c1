/** A station that is started on a disk that fails, is read-only or full says so, changes nothing, and starts afterwards. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { FailingDisk } from '../peers/failing-disk/failing-disk.ts';
import { startCode, tryStation } from '../peers/office/tried-start.ts';
import { SmallDisk } from '../peers/workflow/small-disk.ts';
import { WorkflowBench } from '../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let state: string;
let disk: FailingDisk;
let child: ChildProcess | null = null;
beforeAll(async () => {
  bench = await WorkflowBench.create();
  state = await bench.newState();
  disk = await FailingDisk.under(state, join(bench.folder, 'failing'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  disk.mend();
});
afterAll(async () => {
  disk.close();
  await bench.remove();
});

/** Starts the station; answers its exit code and the code that it said, or `ready` once it is. */
async function start(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const tried = tryStation(folder, environment);
  child = tried.child;
  const { exit, said } = await tried.outcome;
  return { exit, code: startCode(said) };
}

it.each([
  ['answers every write with an error', () => disk.failWrites('EIO')],
  ['is read-only', () => disk.failWrites('EROFS')],
  ['answers every read with an error', () => disk.failReads()],
])('a disk that %s: START-DISK-FAILING, exit code 1', async (_how, fail) => {
  fail();
  expect(await start(state, disk.environment)).toEqual({ exit: 1, code: 'START-DISK-FAILING' });
  expect(disk.refused).toBeGreaterThan(0);
});

it('mended, the same station starts', async () => {
  expect(await start(state, disk.environment)).toMatchObject({ exit: 'ready' });
});

it('a full disk: the reserve is given up for the start; without one START-DISK-FULL, until there is room', async () => {
  const small = new SmallDisk();
  const stop = async (): Promise<void> => {
    child?.kill('SIGKILL');
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  try {
    const full = await bench.newState(small.folder);
    const reserve = join(full, 'reserve');
    writeFileSync(reserve, Buffer.alloc(1_000_000));
    small.fill();
    expect(await start(full)).toMatchObject({ exit: 'ready' });
    expect(existsSync(reserve)).toBe(false);
    await stop();
    small.fill();
    expect(await start(full)).toEqual({ exit: 1, code: 'START-DISK-FULL' });
    small.makeSpace();
    expect(await start(full)).toMatchObject({ exit: 'ready' });
  } finally {
    await stop();
    small.remove();
  }
});
