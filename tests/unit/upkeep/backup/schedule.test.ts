import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../../src/common/vietnam-time.ts';
import { isBackupDue } from '../../../../src/upkeep/backup/schedule.ts';

const at = (hour: number, minute = 0, day = '2026-11-22'): number => instantOf(day, hour, minute);

describe('the nightly backup', () => {
  it.each([
    ['never made', at(0, 30), null, null, true],
    ['before its hour, made yesterday night', at(0, 59), at(1, 5, '2026-11-21'), at(1, 0, '2026-11-21'), false],
    ['at its hour', at(1), at(1, 5, '2026-11-21'), at(1, 0, '2026-11-21'), true],
    ['made tonight', at(2), at(1, 5), at(1), false],
    ['failed half an hour ago', at(1, 30), at(1, 5, '2026-11-21'), at(1), false],
    ['failed an hour ago', at(2), at(1, 5, '2026-11-21'), at(1), true],
    ['the station was off at night', at(8), at(1, 5, '2026-11-21'), at(1, 0, '2026-11-21'), true],
    ['the clock was ahead and was set back', at(8), at(1, 5, '2026-12-30'), at(1, 0, '2026-12-30'), true],
  ])('%s', (_name, now, lastVerifiedAt, lastBegunAt, due) => {
    expect(isBackupDue({ now, hour: 1, lastVerifiedAt, lastBegunAt })).toBe(due);
  });

  it('looked at every minute, a day has one backup, whatever its hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 1439 }), (hour, offset) => {
        let last: number | null = null;
        const made: number[] = [];
        for (let minute = 0; minute < 3 * 1440; minute++) {
          const now = at(0) + (offset + minute) * 60_000;
          if (!isBackupDue({ now, hour, lastVerifiedAt: last, lastBegunAt: last })) continue;
          last = now;
          made.push(now);
        }
        expect(made.length).toBeGreaterThanOrEqual(3);
        expect(made.length).toBeLessThanOrEqual(5);
      }),
      { seed: 20261122, numRuns: 20 },
    );
  });
});
