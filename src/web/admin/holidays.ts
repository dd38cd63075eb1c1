import { checkCalendar, DEFAULT_CALENDAR } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { type HolidayRow, writeHolidays } from '../../store/repositories/settings.ts';
import { type Actor, roleFor } from '../../workflow/actor.ts';
import type { Office } from '../../workflow/office.ts';

/** Replaces the list of holidays and swapped days. Errors: WEB-ROLE-MISSING, LAW-CALENDAR-INVALID (facts: entry). */
export function changeHolidays(office: Office, actor: Actor, days: readonly HolidayRow[]): Result<void> {
  const role = roleFor(actor, ['unit-admin']);
  if (!role.ok) return role;
  const dates = days.map((day) => day.date);
  const twice = dates.find((date, index) => dates.indexOf(date) !== index);
  if (twice !== undefined) return fail('LAW-CALENDAR-INVALID', { entry: twice });
  const calendar = checkCalendar({
    ...DEFAULT_CALENDAR,
    holidays: days.filter((day) => !day.working).map((day) => day.date),
    workingDays: days.filter((day) => day.working).map((day) => day.date),
  });
  if (!calendar.ok) return calendar;
  office.store.write((tx) => {
    writeHolidays(tx, days);
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'change-holidays',
      objectType: 'setting',
      objectId: 'holidays',
      facts: { days: days.length },
    });
  });
  return ok();
}
