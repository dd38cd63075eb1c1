import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../../../src/common/log.ts';
import { Drainer } from '../../../../src/portal/outbox/drainer.ts';
import type { Sender } from '../../../../src/portal/outbox/sender.ts';
import { outboxTimings as timings } from '../../../../src/portal/outbox/timings.ts';
import { takeLease } from '../../../../src/store/repositories/outbox.ts';
import { openTestStore } from '../../store/support.ts';

/** Longer than the loop takes to look at an empty table. */
const turnMs = 50;

test('the loop lives while it turns, whatever the line is like, and is dead when it stands still', async () => {
  const { store, clock } = openTestStore();
  // There are no messages, so nobody is asked to send one.
  const sender = {} as Sender;
  const events = { onConfirmed: () => undefined };
  const drainer = new Drainer({ store, sender, clock, log: createLogger('silent'), timings, events });
  onTestFinished(() => drainer.stop());
  expect(drainer.alive).toBe(false);
  drainer.start();
  // Its first turn does not come: a loop that never turned is as dead as one that stopped.
  expect(drainer.alive).toBe(true);
  clock.move(2 * timings.pollMs);
  expect(drainer.alive).toBe(false);
  await expect.poll(() => drainer.alive).toBe(true);
  // Its next turn is a minute of the real clock away: here nothing turns it.
  clock.move(2 * timings.pollMs - 1);
  expect(drainer.alive).toBe(true);
  clock.move(1);
  expect(drainer.alive).toBe(false);
  drainer.wake();
  await expect.poll(() => drainer.alive).toBe(true);
  // Another sender took over: this loop ends, and the watchdog may start the station anew.
  store.write((tx) => takeLease(tx));
  drainer.wake();
  await sleep(turnMs);
  clock.move(2 * timings.pollMs);
  drainer.wake();
  await sleep(turnMs);
  expect(drainer.alive).toBe(false);
});
