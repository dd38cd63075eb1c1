import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TaskPool } from '../../../src/common/task-pool.ts';
import { movable } from '../../../src/common/task-worker.ts';
import type { tasks } from './task-pool.fixture.ts';

const fixture = new URL('./task-pool.fixture.ts', import.meta.url);
let pool: TaskPool<typeof tasks>;
beforeEach(() => {
  pool = new TaskPool<typeof tasks>(fixture, { size: 2 });
});
afterEach(() => pool.close());

test('results and expected failures come back as they are', async () => {
  expect(await pool.run('double', 21)).toEqual({ ok: true, value: 42 });
  expect(await pool.run('refuse', 'torn')).toEqual({
    ok: false,
    error: { code: 'PAGE-IMAGE-DAMAGED', facts: { reason: 'torn' } },
  });
});

test('every task gets its own answer, however many there are', async () => {
  const numbers = Array.from({ length: 200 }, (_, i) => i);
  const answers = await Promise.all(numbers.map((n) => pool.run('double', n)));
  expect(answers).toEqual(numbers.map((n) => ({ ok: true, value: n * 2 })));
});

test('work runs off this thread, on no more threads than allowed', async () => {
  const threads = await Promise.all(Array.from({ length: 8 }, () => pool.run('wait', 20)));
  const ids = new Set(threads.map((answer) => (answer.ok ? answer.value : -1)));
  expect(ids.size).toBe(2);
  expect(ids.has(0)).toBe(false);
});

test('an exception in a task is thrown here, and the worker goes on', async () => {
  await expect(pool.run('bug', undefined as never)).rejects.toThrow('a bug in a task');
  await expect(pool.run('rejected', undefined as never)).rejects.toThrow('a bug later on');
  await expect(pool.run('constructor' as 'double', 1)).rejects.toThrow('no task');
  expect(await pool.run('double', 1)).toEqual({ ok: true, value: 2 });
});

test('a worker that dies costs its task only; another takes its place', async () => {
  const small = new TaskPool<typeof tasks>(fixture, { size: 1 });
  const [died, after] = await Promise.all([small.run('die', undefined as never), small.run('double', 4)]);
  expect(died).toEqual({ ok: false, error: { code: 'TASK-WORKER-DIED', facts: { task: 'die', reason: 'exit 3' } } });
  expect(after).toEqual({ ok: true, value: 8 });
  await small.close();
});

test('a module that cannot be loaded fails its tasks, one by one', async () => {
  const absent = new TaskPool<typeof tasks>(new URL('./absent.ts', import.meta.url), { size: 1 });
  for (const answer of await Promise.all([absent.run('double', 1), absent.run('double', 2)])) {
    expect(answer).toMatchObject({ error: { code: 'TASK-WORKER-DIED', facts: { reason: 'ERR_MODULE_NOT_FOUND' } } });
  }
  await absent.close();
});

test.each(['hang', 'spin'] as const)('a task that does not end (%s) is ended at its limit', async (task) => {
  const small = new TaskPool<typeof tasks>(fixture, { size: 1 });
  const [ended, after] = await Promise.all([
    small.run(task, undefined as never, { timeoutMs: 300 }),
    small.run('double', 5),
  ]);
  expect(ended).toEqual({ ok: false, error: { code: 'TASK-TIMEOUT', facts: { task } } });
  expect(after).toEqual({ ok: true, value: 10 });
  await small.close();
});

test('byte arrays are moved, both ways', async () => {
  const filled = await pool.run('fill', 5_000_000);
  expect(filled.ok && [filled.value.bytes.byteLength, filled.value.bytes[4_999_999]]).toEqual([5_000_000, 7]);
  expect(filled.ok && Buffer.from(filled.value.small).toString()).toBe('ab');
  const bytes = new Uint8Array(1_000);
  expect(await pool.run('lengthOf', bytes, { transfer: [bytes.buffer] })).toEqual({ ok: true, value: 1_000 });
  expect(bytes.byteLength).toBe(0);
});

test('only memory that an answer owns whole is moved', () => {
  const own = new Uint8Array(100);
  expect([...movable({ ok: true, value: { own, list: [new Uint8Array(own.buffer, 10, 5)] } })]).toEqual([own.buffer]);
  expect([...movable({ text: 'x', pooled: Buffer.from('short'), nothing: null })]).toEqual([]);
});

test('closing ends what runs and what waits, and nothing runs after it', async () => {
  const small = new TaskPool<typeof tasks>(fixture, { size: 1 });
  const running = small.run('hang', undefined as never);
  const waiting = small.run('double', 1);
  await small.close();
  for (const answer of [await running, await waiting, await small.run('double', 1)]) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'TASK-WORKER-DIED' } });
  }
});

test('an idle pool keeps no process from ending', async () => {
  const script = `
    import { TaskPool } from ${JSON.stringify(new URL('../../../src/common/task-pool.ts', import.meta.url).href)};
    const pool = new TaskPool(new URL(${JSON.stringify(fixture.href)}), { size: 2 });
    console.log(JSON.stringify(await pool.run('double', 3)));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(JSON.parse(stdout)).toEqual({ ok: true, value: 6 });
});
