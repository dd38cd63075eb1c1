import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/common/clock.ts';
import { StopPlan, stopPhases } from '../../../src/wiring/stop.ts';
import { loggedLines } from '../../peers/logged-lines.ts';

function plan(limits = stopPhases as ConstructorParameters<typeof StopPlan>[2]) {
  const { log, lines } = loggedLines();
  return { stops: new StopPlan(systemClock, log, limits), lines };
}

const never = (): Promise<void> => new Promise(() => undefined);

test('phase by phase, side by side within one, the last one begun first', async () => {
  const { stops, lines } = plan();
  const said: string[] = [];
  stops.add('lock', 'lock', () => void said.push('lock'));
  stops.add('store', 'store', () => void said.push('store'));
  for (const name of ['one', 'two']) {
    stops.add('acts', name, async () => {
      said.push(`${name} begins`);
      await sleep(1);
      said.push(`${name} ends`);
    });
  }
  stops.add('hosts', 'hosts', () => void said.push('hosts'));
  expect(stops.stopping.aborted).toBe(false);
  const stopped = stops.stop();
  expect(stops.stopping.aborted).toBe(true);
  expect(stops.stop()).toBe(stopped);
  await stopped;
  expect(said.slice(0, 2)).toEqual(['two begins', 'one begins']);
  expect(said.slice(2, 4).toSorted()).toEqual(['one ends', 'two ends']);
  expect(said.slice(4)).toEqual(['hosts', 'store', 'lock']);
  expect(lines.map(({ msg }) => msg)).toEqual(['stopped']);
});

test('what hangs or fails is named and keeps nothing else from ending', async () => {
  const { stops, lines } = plan({ acts: 30, hosts: 60, store: 1_000, lock: 1_000 });
  const said: string[] = [];
  stops.add('acts', 'portal', never);
  stops.add('acts', 'scans', () => Promise.reject(new Error('torn')));
  stops.add('acts', 'web', () => void said.push('web'));
  stops.add('hosts', 'token', never);
  // Of the one deadline the two phases before have used 60 ms; a timer may be a little early.
  stops.add('store', 'store', (leftMs) => void said.push(leftMs < 1_000 - 50 ? 'store' : 'too much time'));
  stops.add('lock', 'lock', () => void said.push('lock'));
  await stops.stop();
  expect(said).toEqual(['web', 'store', 'lock']);
  const told = lines.map(({ msg, part, parts }) => [msg, part ?? parts]);
  expect(told).toEqual([
    ['a part did not stop', 'scans'],
    ['parts did not stop in time', ['portal']],
    ['parts did not stop in time', ['token']],
    ['stopped', undefined],
  ]);
});

test('all phases are over before the ten seconds that a stop may take', () => {
  const ends = Object.values(stopPhases);
  expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  expect(Math.max(...ends)).toBeLessThan(10_000);
});
