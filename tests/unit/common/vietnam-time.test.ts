import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  civilDate,
  civilTime,
  compactTime,
  instantOf,
  isCivilDate,
  iso8601,
} from '../../../src/common/vietnam-time.ts';

const seed = { seed: 1987, numRuns: 500 };
const day = 86_400_000;

/** Instants from 1975, when the offset became +07 for good, to 9999. */
const instants = fc.integer({ min: Date.UTC(1975, 5, 13), max: Date.UTC(9999, 11, 30) });

test('the civil date and time of an instant give the instant back, to the second', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const t = civilTime(instant);
      const back = instantOf(civilDate(instant), t.hour, t.minute, t.second);
      expect(back).toBe(Math.floor(instant / 1000) * 1000);
      expect(civilDate(back)).toBe(civilDate(instant));
    }),
    seed,
  );
});

test('the civil parts are those of Asia/Ho_Chi_Minh in the time-zone database', () => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  fc.assert(
    fc.property(instants, (instant) => {
      const [date, time] = parts.format(instant).split(', ');
      expect(iso8601(instant)).toBe(`${date}T${time}+07:00`);
      expect(civilTime(instant).weekday).toBe(new Date(`${date}T00:00:00Z`).getUTCDay());
    }),
    seed,
  );
});

test('the year ends at 17:00 UTC of 31 December', () => {
  const last = Date.UTC(2026, 11, 31, 16, 59, 59);
  expect(iso8601(last)).toBe('2026-12-31T23:59:59+07:00');
  expect(civilTime(last)).toMatchObject({ year: 2026, month: 12, day: 31, hour: 23, minute: 59, second: 59 });
  expect(civilDate(last + 999)).toBe('2026-12-31');
  expect(civilTime(last + 1000)).toMatchObject({ year: 2027, month: 1, day: 1, hour: 0, minute: 0, second: 0 });
  expect(instantOf('2026-12-31', 23, 59, 59)).toBe(last);
  expect(instantOf('2027-01-01')).toBe(last + 1000);
});

test('a leap day exists in leap years only', () => {
  expect(isCivilDate('2028-02-29')).toBe(true);
  expect(isCivilDate('2000-02-29')).toBe(true);
  expect(isCivilDate('2027-02-29')).toBe(false);
  expect(isCivilDate('2100-02-29')).toBe(false);
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2028-02-29', 1)).toBe('2028-03-01');
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
});

test.each([
  '2026-02-31',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '26-01-01',
  '2026-1-01',
  '2026/01/01',
  ' 2026-01-01',
  '2026-01-01T00:00:00',
  '',
])('%j is not a civil date, and no instant comes of it', (text) => {
  expect(isCivilDate(text)).toBe(false);
  expect(() => instantOf(text)).toThrow(RangeError);
});

test.each([
  [25, 0, 0],
  [12, 60, 0],
  [12, 0, 60],
  [-1, 0, 0],
  [Number.NaN, 0, 0],
  [12.5, 0, 0],
])('%d:%d:%d is not a time of day, and no instant comes of it', (hour, minute, second) => {
  expect(() => instantOf('2026-11-22', hour, minute, second)).toThrow(RangeError);
});

test('days are added over months and years, there and back', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  fc.assert(
    fc.property(instants, fc.integer({ min: -36_500, max: 36_500 }), (instant, days) => {
      const date = civilDate(Math.min(instant, Date.UTC(9899, 0, 1)));
      const later = addDays(date, days);
      expect(isCivilDate(later)).toBe(true);
      expect((instantOf(later) - instantOf(date)) / day).toBe(days);
      expect(addDays(later, -days)).toBe(date);
    }),
    seed,
  );
});

test('the written forms', () => {
  const instant = Date.UTC(2026, 10, 21, 2, 5, 7, 999);
  expect(iso8601(instant)).toBe('2026-11-21T09:05:07+07:00');
  expect(compactTime(instant)).toBe('20261121090507');
  fc.assert(
    fc.property(instants, (at) => {
      expect(Date.parse(iso8601(at))).toBe(Math.floor(at / 1000) * 1000);
      expect(compactTime(at)).toMatch(/^\d{14}$/);
    }),
    seed,
  );
});
