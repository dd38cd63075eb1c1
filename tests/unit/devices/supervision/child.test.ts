import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasEnded, spawnSupervised, stopChild } from '../../../../src/devices/supervision/child.ts';
import { childrenOf, isAlive, until } from '../scanner/processes.ts';
import { Bench, profilesFolder, sheets } from '../scanner/support.ts';

test('a scan does not outlive the process that began it, even when that is killed outright', async () => {
  const bench = await Bench.network();
  bench.peer.machine.load(await sheets(2));
  bench.peer.machine.break({ kind: 'hang', page: 2 });
  const fixture = join(import.meta.dirname, '../scanner/scan-forever.fixture.ts');
  const args = [fixture, `${join(bench.folder, 'sane')}:`, profilesFolder, bench.folder, bench.job().device];
  const parent = spawn(process.execPath, args, { stdio: 'inherit' });
  const parentPid = parent.pid ?? 0;
  await until(() => bench.peer.machine.sheetsLeft === 1);
  await until(async () => (await childrenOf(parentPid, 'scanimage')).length === 1);
  const [scanimage = 0] = await childrenOf(parentPid, 'scanimage');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await until(async () => !(await isAlive(scanimage)));
  expect(await isAlive(scanimage)).toBe(false);
  await bench.close();
});

test('a child gets the polite signal first and is killed only when it stays', async () => {
  const polite = spawnSupervised('sleep', ['60']);
  await until(async () => (await childrenOf(process.pid, 'sleep')).includes(polite.pid ?? 0));
  expect(await stopChild(polite, { graceMs: 10_000 })).toBe('exited');
  expect(polite.signalCode).toBe('SIGTERM');

  const stubborn = spawnSupervised('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 1; done']);
  if (stubborn.stdout !== null) await once(stubborn.stdout, 'data');
  expect(await stopChild(stubborn, { graceMs: 50 })).toBe('killed');
  expect(stubborn.signalCode).toBe('SIGKILL');
  expect(hasEnded(stubborn)).toBe(true);
  expect(await stopChild(stubborn, { graceMs: 50 })).toBe('exited');
});

test('environment, folder and exit code are the child’s own', async () => {
  const child = spawnSupervised('sh', ['-c', 'echo "$WORD $PWD"; exit 7'], {
    env: { PATH: process.env['PATH'], WORD: 'trạm' },
    cwd: '/',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout?.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  const [exit] = (await once(child, 'close')) as [number];
  expect([said, exit]).toEqual(['trạm /\n', 7]);
});

test('a command that does not exist ends with 127', async () => {
  const child = spawnSupervised('/nonexistent', [], { stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([127, null]);
});
