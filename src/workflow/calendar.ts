import { DEFAULT_CALENDAR, DEFAULT_OFFICE_HOURS, type OfficeHours, type WorkCalendar } from '../certification/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Reader } from '../store/index.ts';
import { readHolidays } from '../store/repositories/settings.ts';

/** The office's working days, from its list of holidays and swapped days. */
export function calendarOf(db: Reader): WorkCalendar {
  const days = readHolidays(db);
  return {
    ...DEFAULT_CALENDAR,
    holidays: days.filter((day) => !day.working).map((day) => day.date),
    workingDays: days.filter((day) => day.working).map((day) => day.date),
  };
}

/** The office's hours; the closing hour is a setting. */
export function hoursOf(settings: Settings): OfficeHours {
  return { ...DEFAULT_OFFICE_HOURS, closing: { hour: settings['office.closing-hour'], minute: 0 } };
}
