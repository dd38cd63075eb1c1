import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/common/vietnam-time.ts';
import { longestNow } from '../../../src/portal/line/hours.ts';

const at = (hour: number, minute = 0): number => instantOf('2026-11-22', hour, minute);
const any = Number.MAX_SAFE_INTEGER;

describe('the hours of the line', () => {
  it.each([
    ['06:59', at(6, 59), any],
    ['07:00', at(7), -1],
    ['11:29', at(11, 29), -1],
    ['11:30', at(11, 30), any],
    ['13:30', at(13, 30), -1],
    ['17:00', at(17), any],
  ])('no document goes in metered hours: %s', (_, now, expected) => {
    expect(longestNow({ metered: '07:00-11:30, 13:30-17:00', night: '', nightBytes: 1 }, now)).toBe(expected);
  });

  it.each([
    ['18:59', at(18, 59), 5_000_000],
    ['19:00', at(19), any],
    ['00:00', at(0), any],
    ['04:59', at(4, 59), any],
    ['05:00', at(5), 5_000_000],
  ])('large documents wait for the night, past midnight: %s', (_, now, expected) => {
    expect(longestNow({ metered: '', night: '19:00-05:00', nightBytes: 5_000_000 }, now)).toBe(expected);
  });

  it('metered hours hold back also what the night would let go', () => {
    expect(longestNow({ metered: '22:00-23:00', night: '19:00-05:00', nightBytes: 5 }, at(22, 30))).toBe(-1);
  });
});
