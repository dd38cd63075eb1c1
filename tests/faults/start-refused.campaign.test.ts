import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readStationKey } from '../../src/store/documents/station-key.ts';
import { openStore } from '../../src/store/index.ts';
import { writeSetting } from '../../src/store/repositories/settings.ts';
import { startCode, tryStation } from '../peers/office/tried-start.ts';
import { WorkflowBench } from '../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let child: ChildProcess | null = null;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
afterEach(() => void child?.kill('SIGKILL'));

/** Starts the station on a state folder; answers how it ended, or `ready` once it is. */
async function start(state: string): Promise<{ exit: number | null | 'ready'; code: string | undefined }> {
  const tried = tryStation(state);
  child = tried.child;
  const { exit, said } = await tried.outcome;
  return { exit, code: startCode(said) };
}

async function setPort(state: string, port: number): Promise<void> {
  const clock = { now: Date.now, monotonic: () => performance.now() };
  const store = openStore(state, await readStationKey(state), clock, pino({ level: 'silent' }));
  store.write((tx) => writeSetting(tx, 'http.port', port, Date.now(), null));
  await store.close();
}

describe('a station that cannot start says why and ends', () => {
  it.each([
    ['a station key cut short', 'START-STATION-KEY', 78, (state: string) => truncate(join(state, 'station.key'), 31)],
    [
      'another station’s key',
      'START-STATION-KEY',
      78,
      (state: string) => writeFile(join(state, 'station.key'), randomBytes(32)),
    ],
    [
      'a database that is none',
      'START-DAMAGED',
      1,
      (state: string) => writeFile(join(state, 'tram.db'), randomBytes(8192)),
    ],
    ['a database cut short', 'START-DAMAGED', 1, (state: string) => truncate(join(state, 'tram.db'), 5000)],
    ['a database that is gone', 'START-DAMAGED', 1, (state: string) => rm(join(state, 'tram.db'))],
    ['keys that are gone', 'START-DAMAGED', 1, (state: string) => rm(join(state, 'keys.db'))],
    [
      'an authority that is none',
      'START-LISTEN',
      1,
      (state: string) => copyFile(join(state, 'tram.db'), join(state, 'authority.pem')),
    ],
  ] as const)('%s: %s, exit code %i', async (_what, code, exit, spoil) => {
    const state = await bench.newState();
    await spoil(state);
    expect(await start(state)).toEqual({ exit, code });
  });

  it('no office in the folder: START-NO-OFFICE, exit code 78', async () => {
    expect(await start(join(bench.folder, 'nothing'))).toEqual({ exit: 78, code: 'START-NO-OFFICE' });
  });

  it('a port in use: START-LISTEN, exit code 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const state = await bench.newState();
    await setPort(state, (other.address() as { port: number }).port);
    expect(await start(state)).toEqual({ exit: 1, code: 'START-LISTEN' });
    other.close();
  });

  it('told twice to stop, it stops once and ends well', async () => {
    const state = await bench.newState();
    expect((await start(state)).exit).toBe('ready');
    const ended = once(child ?? process, 'exit');
    child?.kill('SIGTERM');
    child?.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });
});
