import { expect, it } from 'vitest';
import { instantOf } from '../../../../src/common/vietnam-time.ts';
import { isRoundDue } from '../../../../src/portal/reconciliation/round-due.ts';

const round = (day: string, hour = 5, ended = true) => {
  const begunAt = instantOf(day, hour, 30);
  return { id: 'r', day, askedBy: null, begunAt, endedAt: ended ? begunAt : null, dossiers: 1, unanswered: 0 };
};
const at = (day: string, hour: number, minute = 0): number => instantOf(day, hour, minute);

it.each([
  ['the first one waits for the hour', undefined, at('2026-11-21', 5, 29), false],
  ['the first one', undefined, at('2026-11-21', 5, 30), true],
  ['today’s is done', round('2026-11-21'), at('2026-11-21', 23), false],
  ['tomorrow before the hour', round('2026-11-21'), at('2026-11-22', 5), false],
  ['tomorrow at the hour', round('2026-11-21'), at('2026-11-22', 5, 30), true],
  ['after a day without, at any hour', round('2026-11-20'), at('2026-11-22', 0, 1), true],
  ['one under way goes on', round('2026-11-20', 5, false), at('2026-11-22', 12), false],
  ['the clock went back an hour', round('2026-11-21', 7), at('2026-11-21', 6), false],
] as const)('%s', (_, last, now, due) => {
  expect(isRoundDue(last, '05:30', now)).toBe(due);
});
