import { expect, test, vi } from 'vitest';
import { createLogger } from '../../../../src/common/log.ts';
import { fail, ok, type Result } from '../../../../src/common/result.ts';
import { JobQueue, jobDelays, jobLimitMs } from '../../../../src/store/jobs/jobs.ts';
import { jobs } from '../../../../src/store/schema/index.ts';
import { openTestStore, type TestStore } from '../support.ts';

/** Waits for an outcome; how long it takes on a busy machine is no concern of these tests. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 5 });

const rows = ({ store }: TestStore) => store.db.select().from(jobs).all();

function enqueue({ store }: TestStore, kind: string, payload: unknown = {}): void {
  store.write((tx) => store.jobs.enqueue(tx, kind, payload));
}

/** A handler that tells what it got and answers what it is told to. */
function recorder(answers: Result<void>[] = []) {
  const seen: unknown[] = [];
  return {
    seen,
    handle: async (payload: unknown): Promise<Result<void>> => {
      seen.push(payload);
      await Promise.resolve();
      return answers.shift() ?? ok();
    },
  };
}

test('a job is done after its transaction, in order, and its row goes', async () => {
  const office = openTestStore();
  const { seen, handle } = recorder();
  office.store.jobs.handle('count', handle);
  office.store.write((tx) => {
    for (let n = 1; n <= 3; n++) office.store.jobs.enqueue(tx, 'count', { n });
    expect(seen).toEqual([]);
  });
  expect(rows(office)).toHaveLength(3);
  await until(() => expect(rows(office)).toEqual([]));
  expect(seen).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});

test('a job of a transaction that was rolled back does not exist', async () => {
  const office = openTestStore();
  const { seen, handle } = recorder();
  office.store.jobs.handle('count', handle);
  const cut = () =>
    office.store.write((tx) => {
      office.store.jobs.enqueue(tx, 'count', { n: 1 });
      throw new Error('cut');
    });
  expect(cut).toThrow('cut');
  enqueue(office, 'count', { n: 2 });
  await until(() => expect(rows(office)).toEqual([]));
  expect(seen).toEqual([{ n: 2 }]);
});

test.each([
  ['before it waits for anything', 0],
  ['while it waits', 20],
])('a job enqueued by a running job %s is done once, without waiting for the next round', async (_when, pause) => {
  const office = openTestStore();
  const { seen, handle } = recorder();
  office.store.jobs.handle('count', handle);
  office.store.jobs.handle('first', async () => {
    seen.push('first');
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    enqueue(office, 'count', 'inner');
    await new Promise((resolve) => setTimeout(resolve, 20));
    return ok();
  });
  enqueue(office, 'first');
  await until(() => expect(rows(office)).toEqual([]));
  expect(seen).toEqual(['first', 'inner']);
});

test('more jobs than are taken at a time are all done', async () => {
  const office = openTestStore();
  const { seen, handle } = recorder();
  office.store.jobs.handle('count', handle);
  office.store.write((tx) => {
    for (let n = 0; n < 250; n++) office.store.jobs.enqueue(tx, 'count', n);
  });
  await until(() => expect(rows(office)).toEqual([]));
  expect(seen).toEqual(Array.from({ length: 250 }, (_, n) => n));
});

test('a failing job backs off with its code, holds nobody up, and succeeds later', async () => {
  const office = openTestStore();
  const failing = recorder([fail('STORE-NOT-FOUND'), fail('STORE-NOT-FOUND'), fail('STORE-NOT-FOUND')]);
  const good = recorder();
  office.store.jobs.handle('failing', failing.handle);
  office.store.jobs.handle('good', good.handle);
  enqueue(office, 'failing');
  enqueue(office, 'good');
  for (const [attempts, delay] of [jobDelays.first, 2 * jobDelays.first, 4 * jobDelays.first].entries()) {
    await until(() => expect(rows(office)[0]?.attempts).toBe(attempts + 1));
    expect(rows(office)).toMatchObject([
      { state: 'waiting', failureCode: 'STORE-NOT-FOUND', nextAttemptAt: office.clock.now() + delay },
    ]);
    office.clock.move(delay - 1);
    office.store.jobs.wake();
    await settled();
    expect(failing.seen).toHaveLength(attempts + 1);
    office.clock.move(1);
    office.store.jobs.wake();
  }
  await until(() => expect(rows(office)).toEqual([]));
  expect(failing.seen).toHaveLength(4);
  expect(good.seen).toHaveLength(1);
});

test('the wait between attempts has a limit', async () => {
  const office = openTestStore();
  office.store.jobs.handle('failing', async () => fail('STORE-NOT-FOUND'));
  enqueue(office, 'failing');
  for (let attempt = 1; attempt <= 15; attempt++) {
    await until(() => expect(rows(office)[0]?.attempts).toBe(attempt));
    expect((rows(office)[0]?.nextAttemptAt ?? 0) - office.clock.now()).toBeLessThanOrEqual(jobDelays.most);
    office.clock.move(jobDelays.most);
    office.store.jobs.wake();
  }
});

test('a handler that throws costs its own job an attempt, and neither the process nor the other jobs', async () => {
  const office = openTestStore();
  let calls = 0;
  office.store.jobs.handle('broken', async () => {
    calls += 1;
    if (calls === 1) throw new Error('a bug');
    return ok();
  });
  const good = recorder();
  office.store.jobs.handle('good', good.handle);
  enqueue(office, 'broken');
  enqueue(office, 'good');
  await until(() => expect(good.seen).toHaveLength(1));
  expect(rows(office)).toMatchObject([{ kind: 'broken', attempts: 1, failureCode: 'STORE-JOB-FAILED' }]);
  office.clock.move(jobDelays.first);
  office.store.jobs.wake();
  await until(() => expect(rows(office)).toEqual([]));
  expect(calls).toBe(2);
});

test('a job of a kind that this version does not know is kept, and done by one that knows it', async () => {
  const office = openTestStore();
  enqueue(office, 'of-tomorrow', { n: 1 });
  await until(() => expect(rows(office)[0]?.attempts).toBe(1));
  expect(rows(office)[0]).toMatchObject({ state: 'waiting', failureCode: 'STORE-JOB-UNKNOWN', payload: { n: 1 } });
  const store = await office.reopen();
  const { seen, handle } = recorder();
  store.jobs.handle('of-tomorrow', handle);
  office.clock.move(jobDelays.first);
  store.jobs.wake();
  await until(() => expect(seen).toEqual([{ n: 1 }]));
});

test('a job that a stop cut is done again at the next start: at least once', async () => {
  const office = openTestStore();
  const { store } = office;
  // As a kill leaves it: the work is done and the row is still there.
  let done = 0;
  const queue = new JobQueue(store.db, office.clock, createLogger('silent'));
  queue.handle('work', () => {
    done += 1;
    return new Promise(() => undefined);
  });
  store.write((tx) => queue.enqueue(tx, 'work', {}));
  await until(() => expect(done).toBe(1));
  expect(rows(office)).toHaveLength(1);
  const again = await office.reopen();
  again.jobs.handle('work', async () => {
    done += 1;
    return ok();
  });
  again.jobs.wake();
  await until(() => expect(rows({ ...office, store: again })).toEqual([]));
  expect(done).toBe(2);
});

test('a stop waits for the job at hand and begins no other', async () => {
  const office = openTestStore();
  const steps: string[] = [];
  const gate = Promise.withResolvers<void>();
  office.store.jobs.handle('slow', async (payload) => {
    steps.push(`begin ${String(payload)}`);
    await gate.promise;
    steps.push(`end ${String(payload)}`);
    return ok();
  });
  enqueue(office, 'slow', 1);
  enqueue(office, 'slow', 2);
  await until(() => expect(steps).toContain('begin 1'));
  const reopened = office.reopen();
  gate.resolve();
  const store = await reopened;
  expect(steps).toEqual(['begin 1', 'end 1']);
  expect(rows({ ...office, store })).toMatchObject([{ payload: 2, attempts: 0 }]);
});

test('a job put off by a clock that has since been set back does not wait for that clock', async () => {
  const office = openTestStore();
  const { seen, handle } = recorder([fail('STORE-NOT-FOUND')]);
  office.store.jobs.handle('work', handle);
  enqueue(office, 'work');
  await until(() => expect(rows(office)[0]?.attempts).toBe(1));
  office.clock.move(-86_400_000);
  office.store.jobs.wake();
  await until(() => expect(rows(office)).toEqual([]));
  expect(seen).toHaveLength(2);
});

/** Lets the timers and promises run that are ready to. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 2));
}

test('a handler that hangs is given up at its limit, with a code, and the jobs behind it are done', async () => {
  const office = openTestStore();
  const { seen, handle } = recorder();
  let begun = false;
  office.store.jobs.handle('hangs', () => {
    begun = true;
    return new Promise(() => {});
  });
  office.store.jobs.handle('count', handle);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    enqueue(office, 'hangs');
    enqueue(office, 'count', { n: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toBe(true);
    await vi.advanceTimersByTimeAsync(jobLimitMs - 1);
    expect(seen).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toEqual([{ n: 1 }]);
    expect(rows(office)).toMatchObject([{ kind: 'hangs', attempts: 1, failureCode: 'STORE-JOB-TIMEOUT' }]);
  } finally {
    vi.useRealTimers();
  }
});
