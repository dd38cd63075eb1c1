import { fail, ok, type Result } from '../common/result.ts';
import { addDays, type CivilDate, civilTime, instantOf, isCivilDate } from '../common/vietnam-time.ts';

/** The office's working days. Weekends are days off unless named in `workingDays`. */
export interface WorkCalendar {
  /** Weekdays off: 0 is Sunday, 6 is Saturday. */
  readonly weekend: readonly number[];
  /** Public holidays and days taken off in exchange. */
  readonly holidays: readonly CivilDate[];
  /** Weekend days worked in exchange for another day (*làm bù*). */
  readonly workingDays: readonly CivilDate[];
}

/** Saturdays and Sundays off, no holiday known: the office enters each year's list. */
export const DEFAULT_CALENDAR: WorkCalendar = { weekend: [0, 6], holidays: [], workingDays: [] };

/** Further than any holiday reaches; a calendar without a working day within it is a mistake. */
const horizonDays = 60;

/** Whether the office works on `date`. A holiday wins over everything else. */
export function isWorkingDay(date: CivilDate, { weekend, holidays, workingDays }: WorkCalendar): boolean {
  if (holidays.includes(date)) return false;
  return workingDays.includes(date) || !weekend.includes(civilTime(instantOf(date)).weekday);
}

/** The first working day after `date`. Error: LAW-CALENDAR-NO-WORKING-DAY. */
export function nextWorkingDay(date: CivilDate, calendar: WorkCalendar): Result<CivilDate> {
  for (let days = 1; days <= horizonDays; days += 1) {
    const candidate = addDays(date, days);
    if (isWorkingDay(candidate, calendar)) return ok(candidate);
  }
  return fail('LAW-CALENDAR-NO-WORKING-DAY', { after: date });
}

/** The `count`-th working day after `date` (`date` itself for 0). Error: LAW-CALENDAR-NO-WORKING-DAY. */
export function addWorkingDays(date: CivilDate, count: number, calendar: WorkCalendar): Result<CivilDate> {
  let day: Result<CivilDate> = ok(date);
  for (let added = 0; added < count && day.ok; added += 1) day = nextWorkingDay(day.value, calendar);
  return day;
}

/** Whether an edited calendar can be used: real dates and weekdays, no date both a holiday and a working day. */
export function checkCalendar(calendar: WorkCalendar): Result<WorkCalendar> {
  const { weekend, holidays, workingDays } = calendar;
  const wrong =
    [...holidays, ...workingDays].find((date) => !isCivilDate(date)) ??
    holidays.find((date) => workingDays.includes(date)) ??
    weekend.find((day) => !Number.isInteger(day) || day < 0 || day > 6);
  return wrong === undefined ? ok(calendar) : fail('LAW-CALENDAR-INVALID', { entry: wrong });
}
