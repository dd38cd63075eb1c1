import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  checkCalendar,
  DEFAULT_CALENDAR,
  isWorkingDay,
  nextWorkingDay,
  type WorkCalendar,
} from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';

const calendar: WorkCalendar = { weekend: [0, 6], holidays: ['2026-09-02'], workingDays: ['2026-08-29'] };

describe('the calendar', () => {
  it('has weekends off, but for days worked in exchange', () => {
    expect(isWorkingDay('2026-08-28', calendar)).toBe(true);
    expect(isWorkingDay('2026-08-29', calendar)).toBe(true);
    expect(isWorkingDay('2026-08-30', calendar)).toBe(false);
    expect(isWorkingDay('2026-09-02', calendar)).toBe(false);
    expect(isWorkingDay('2026-09-02', { ...calendar, workingDays: ['2026-09-02'] })).toBe(false);
  });

  it('finds the next working day over holidays and the turn of the year', () => {
    expect(unwrap(nextWorkingDay('2026-09-01', calendar))).toBe('2026-09-03');
    expect(unwrap(nextWorkingDay('2026-12-31', calendar))).toBe('2027-01-01');
    expect(unwrap(addWorkingDays('2026-09-01', 3, calendar))).toBe('2026-09-07');
    expect(unwrap(addWorkingDays('2026-09-01', 0, calendar))).toBe('2026-09-01');
  });

  it('says so when there is none', () => {
    const closed = { ...calendar, weekend: [0, 1, 2, 3, 4, 5, 6], workingDays: [] };
    const none = { ok: false, error: { code: 'LAW-CALENDAR-NO-WORKING-DAY', facts: { after: '2026-09-01' } } };
    expect(nextWorkingDay('2026-09-01', closed)).toEqual(none);
    expect(addWorkingDays('2026-09-01', 5, closed)).toEqual(none);
  });

  it('is checked before it is used', () => {
    expect(unwrap(checkCalendar(calendar))).toBe(calendar);
    expect(checkCalendar(DEFAULT_CALENDAR).ok).toBe(true);
    const entryOf = (over: Partial<WorkCalendar>) => {
      const result = checkCalendar({ ...calendar, ...over });
      return result.ok ? null : result.error.facts?.['entry'];
    };
    expect(entryOf({ holidays: ['2026-02-31'] })).toBe('2026-02-31');
    expect(entryOf({ workingDays: ['29/08/2026'] })).toBe('29/08/2026');
    expect(entryOf({ workingDays: ['2026-09-02'] })).toBe('2026-09-02');
    expect(entryOf({ weekend: [7] })).toBe(7);
    expect(entryOf({ weekend: [-1] })).toBe(-1);
    expect(entryOf({ weekend: [0.5] })).toBe(0.5);
  });
});
