import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readStationKey } from '../../src/store/documents/station-key.ts';
import { openStore } from '../../src/store/index.ts';
import { writeSetting } from '../../src/store/repositories/settings.ts';
import { WorkflowBench } from '../peers/workflow/workflow-office.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

let bench: WorkflowBench;
let child: ChildProcess | null = null;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
afterEach(() => void child?.kill('SIGKILL'));

/** Starts the station on a state folder; answers how it ended, or `ready` once it is. */
async function start(state: string): Promise<{ exit: number | null | 'ready'; code: string | undefined }> {
  const station = spawn(process.execPath, [main, '--state', state], { stdio: ['ignore', 'pipe', 'pipe'] });
  child = station;
  let said = '';
  const ready = new Promise<'ready'>((resolve) => {
    for (const stream of [station.stdout, station.stderr]) {
      stream.on('data', (piece: Buffer) => {
        said += piece.toString();
        if (said.includes('"msg":"ready"')) resolve('ready');
      });
    }
  });
  const exit = await Promise.race([ready, once(station, 'close').then(([code]) => code as number | null)]);
  return { exit, code: /START-[A-Z-]+/.exec(said)?.[0] };
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
