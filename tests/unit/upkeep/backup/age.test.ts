import { expect, test } from 'vitest';
import { backupLevel } from '../../../../src/upkeep/backup/age.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-22T08:00:00+07:00');

test.each([
  [0, 'fresh'],
  [36 * hour, 'fresh'],
  [36 * hour + 1, 'old'],
  [7 * 24 * hour, 'old'],
  [7 * 24 * hour + 1, 'late'],
])('one verified %i ms ago: %s', (age, level) => {
  expect(backupLevel(now - age, true, now)).toBe(level);
});

test('one of tomorrow was made under a wrong clock and is not fresh', () => {
  expect(backupLevel(now + hour, true, now)).toBe('old');
});

test('none at all, and none any more', () => {
  expect(backupLevel(null, false, now)).toBe('unset');
  expect(backupLevel(null, true, now)).toBe('never');
  expect(backupLevel(now - hour, false, now)).toBe('unset');
  expect(backupLevel(now - 200 * hour, false, now)).toBe('late');
});
