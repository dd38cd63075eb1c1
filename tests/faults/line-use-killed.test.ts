import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/common/clock.ts';
import { createLogger } from '../../src/common/log.ts';
import { useTimings } from '../../src/portal/line/line-use.ts';
import { openStore } from '../../src/store/index.ts';
import { listLineUse } from '../../src/store/repositories/lines.ts';
import { scratchBase } from '../peers/scratch.ts';

it('a station that is killed has counted what a line carried, but for the last two seconds of small messages', async () => {
  const folder = mkdtempSync(join(scratchBase(), 'tram-use-'));
  const key = randomBytes(32);
  const program = new URL('../unit/portal/lines/use-until-killed.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, folder, key.toString('hex')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  const store = openStore(folder, key, systemClock, createLogger('silent'));
  const [row] = listLineUse(store.db);
  expect(row?.line).toBe('4G');
  // The piece that was about to go is counted; the small message after it may not be.
  expect(row?.bytes).toBeGreaterThanOrEqual(1_200_000);
  expect(row?.bytes).toBeLessThan(1_201_000 + useTimings.writeBytes);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
