import { expect, test } from 'vitest';
import { systemClock } from '../../src/common/clock.ts';
import { runStep, StartFailure } from '../../src/start-step.ts';
import { loggedLines } from '../peers/logged-lines.ts';

const step = { name: 'recovery', budgetMs: 30, code: 'START-RECOVERY' } as const;
const codeOf = async (started: Promise<unknown>): Promise<unknown> => {
  const error = await started.catch((err: unknown) => err);
  return error instanceof StartFailure ? error.code : error;
};

test('a step that does not come back within its budget is START-TIMEOUT, and the log names it', async () => {
  const { log, lines } = loggedLines();
  expect(await codeOf(runStep(systemClock, log, step, () => new Promise(() => undefined)))).toBe('START-TIMEOUT');
  expect(lines).toMatchObject([{ msg: 'start failed', step: 'recovery', code: 'START-TIMEOUT' }]);
});

test('a step that fails has its own code, unless it says another or the disk is to blame', async () => {
  const { log, lines } = loggedLines();
  const run = (work: () => unknown) => codeOf(runStep(systemClock, log, step, work));
  expect(await run(() => Promise.reject(new Error('torn')))).toBe('START-RECOVERY');
  expect(
    await run(() => {
      throw new StartFailure('START-STATION-KEY');
    }),
  ).toBe('START-STATION-KEY');
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  expect(await run(() => Promise.reject(full))).toBe('START-DISK-FULL');
  expect(lines.map(({ code }) => code)).toEqual(['START-RECOVERY', 'START-STATION-KEY', 'START-DISK-FULL']);
});

test('a step that succeeds answers its value and is told with its time', async () => {
  const { log, lines } = loggedLines();
  expect(await runStep(systemClock, log, step, async () => 7)).toBe(7);
  expect(lines).toMatchObject([{ msg: 'start step', step: 'recovery', ms: expect.any(Number) as number }]);
});
