import { expect, it } from 'vitest';
import type { Clock } from '../../../src/common/clock.ts';
import { Backlog } from '../../../src/portal/line/backlog.ts';

let now = 0;
const clock: Clock = { now: () => now, monotonic: () => now };

it('tells when all is through from what became of the last minutes, with the breaks in them', () => {
  now = 0;
  const backlog = new Backlog(clock);
  expect(backlog.look(1_000_000, 0)).toBeNull();
  // Twenty seconds at 8 KB/s, then forty seconds of nothing.
  now = 20_000;
  backlog.carried(160_000);
  expect(backlog.look(840_000, 0)).toBe(105);
  now = 60_000;
  expect(backlog.look(840_000, 0)).toBe(315);
  // A small message counts as two thousand bytes.
  backlog.told();
  expect(backlog.look(838_000, 1)).toBe(312);
  expect(backlog.look(0, 0)).toBeNull();
});

it('promises nothing while nothing has come through, nor of time in which nothing waited', () => {
  now = 0;
  const backlog = new Backlog(clock);
  backlog.look(500_000, 3);
  now = 600_000;
  expect(backlog.look(500_000, 3)).toBeNull();
  backlog.look(0, 0);
  now = 10_000_000;
  backlog.look(0, 0);
  backlog.carried(600_000);
  expect(backlog.look(600_000, 0)).toBe(600);
});
