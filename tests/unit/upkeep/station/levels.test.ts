import { expect, test } from 'vitest';
import { lastsFor } from '../../../../src/upkeep/station/certificates.ts';
import { diskLevel } from '../../../../src/upkeep/station/disk-level.ts';
import { graver } from '../../../../src/upkeep/station/line-history.ts';

const day = 86_400_000;
const now = 1_763_780_000_000;

test.each([
  [30 * day, 30, 'good'],
  [30 * day - 1, 29, 'soon'],
  [7 * day, 7, 'soon'],
  [7 * day - 1, 6, 'urgent'],
  [0, 0, 'urgent'],
  [-1, -1, 'expired'],
])('a certificate with %i ms left lasts %i days: %s', (left, daysLeft, level) => {
  expect(lastsFor(now + left, now)).toEqual({ daysLeft, level });
});

test('a certificate that no token has shown is unread, never good', () => {
  expect(lastsFor(null, now)).toEqual({ daysLeft: null, level: 'unread' });
});

test.each([
  [5_000, 'enough'],
  [4_999, 'short'],
  [500, 'short'],
  [499, 'too-little'],
])('%i bytes free: %s', (free, level) => {
  expect(diskLevel(free, { shortBytes: 5_000, leastBytes: 500 })).toBe(level);
});

test('a slot in which the line broke off was down, however it went on', () => {
  expect(graver('down', 'up')).toBe('down');
  expect(graver('up', 'down')).toBe('down');
  expect(graver('unknown', 'up')).toBe('up');
});
