import {
  checkCalendar,
  DEFAULT_CALENDAR,
  DOSSIER_STATE_OF,
  DOSSIER_STATE_TABLE,
  dueTime,
  ORIGINAL_STATES,
  type WorkCalendar,
} from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Reader } from '../../store/index.ts';
import { findDossier, listOriginalsInState } from '../../store/repositories/dossiers.ts';
import { type HolidayRow, readHolidays, writeHolidays } from '../../store/repositories/settings.ts';
import { type Actor, roleFor } from '../../workflow/actor.ts';
import { hoursOf } from '../../workflow/calendar.ts';
import { type Office, settingsOf } from '../../workflow/office.ts';
import type { HolidayChange, HolidayEffect } from '../contract/index.ts';

/**
 * Adds days to the list of holidays and swapped days, and takes days off it; a date on the list gets the new entry.
 * What two admins change at the same time does not get lost. Errors: WEB-ROLE-MISSING, LAW-CALENDAR-INVALID (facts: entry).
 */
export function changeHolidays(office: Office, actor: Actor, change: HolidayChange): Result<void> {
  const role = roleFor(actor, ['unit-admin']);
  if (!role.ok) return role;
  return office.store.attempt((tx): Result<void> => {
    const before = readHolidays(tx);
    const changed = changedList(before, change);
    if (!changed.ok) return changed;
    if (JSON.stringify(changed.value) === JSON.stringify(before)) return ok();
    writeHolidays(tx, changed.value);
    const { add, remove } = change;
    for (const [act, dates] of [
      ['add-holidays', add.map((day) => day.date)],
      ['remove-holidays', remove],
    ] as const) {
      if (dates.length === 0) continue;
      office.store.journal.append(tx, {
        actor: actor.id,
        role: role.value,
        act,
        objectType: 'setting',
        objectId: 'holidays',
        facts: { days: dates.length, dates: dates.slice(0, 40).join(' ') },
      });
    }
    return ok();
  });
}

/**
 * Which open dossiers would be due at another time under the changed list. Their due times are not moved: they stand
 * on slips that people hold. Error: LAW-CALENDAR-INVALID (facts: entry).
 */
export function holidayEffect(office: Office, change: HolidayChange): Result<HolidayEffect> {
  const { db } = office.store;
  const before = readHolidays(db);
  const changed = changedList(before, change);
  if (!changed.ok) return changed;
  const hours = hoursOf(settingsOf(office));
  const [old, next] = [calendarFrom(before), calendarFrom(changed.value)];
  const affected = openDossiers(db).flatMap(({ code, receivedAt, dueAt, extension }) => {
    const request = { receivedAt, hours, ...(extension ? { extension } : {}) };
    const [was, wouldBe] = [dueTime({ ...request, calendar: old }), dueTime({ ...request, calendar: next })];
    const same = was.ok && wouldBe.ok && was.value.dueAt === wouldBe.value.dueAt;
    return same || (!was.ok && !wouldBe.ok) ? [] : [{ code, dueAt, wouldBe: wouldBe.ok ? wouldBe.value.dueAt : null }];
  });
  return ok({ count: affected.length, dossiers: affected.slice(0, 20) });
}

const openStates = ORIGINAL_STATES.filter((state) => DOSSIER_STATE_TABLE[DOSSIER_STATE_OF[state]].open);

function openDossiers(db: Reader) {
  const ids = new Set(listOriginalsInState(db, openStates).map(({ dossierId }) => dossierId));
  return [...ids].flatMap((id) => findDossier(db, id) ?? []);
}

function changedList(before: readonly HolidayRow[], { add, remove }: HolidayChange): Result<HolidayRow[]> {
  const dates = add.map((day) => day.date);
  const twice = dates.find((date, index) => dates.indexOf(date) !== index || remove.includes(date));
  if (twice !== undefined) return fail('LAW-CALENDAR-INVALID', { entry: twice });
  const kept = before.filter(({ date }) => !dates.includes(date) && !remove.includes(date));
  const days = [...kept, ...add].sort((a, b) => a.date.localeCompare(b.date));
  const calendar = checkCalendar(calendarFrom(days));
  return calendar.ok ? ok(days) : calendar;
}

function calendarFrom(days: readonly HolidayRow[]): WorkCalendar {
  return {
    ...DEFAULT_CALENDAR,
    holidays: days.filter((day) => !day.working).map((day) => day.date),
    workingDays: days.filter((day) => day.working).map((day) => day.date),
  };
}
