import { fail, ok, type Result } from '../common/result.ts';
import { type CivilDate, civilDate, instantOf, isCivilDate } from '../common/vietnam-time.ts';
import { addWorkingDays, isWorkingDay, nextWorkingDay, type WorkCalendar } from './calendar.ts';

/** An hour and minute of the working day. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

/** When the office opens, and by when a result of the day is ready. */
export interface OfficeHours {
  readonly opening: TimeOfDay;
  readonly closing: TimeOfDay;
}

export const DEFAULT_OFFICE_HOURS: OfficeHours = {
  opening: { hour: 7, minute: 30 },
  closing: { hour: 17, minute: 0 },
};

/** NĐ 23/2015 Điều 7: received *after* 15 giờ means the next working day. */
export const CUT_OFF: TimeOfDay = { hour: 15, minute: 0 };

/** NĐ 23/2015 Điều 21: at most this many working days without an agreement. */
export const MAX_EXTENSION_DAYS = 2;

/** When a longer time is allowed (NĐ 23/2015 Điều 21). */
export const EXTENSION_GROUNDS = ['many-kinds', 'many-pages', 'many-copies', 'complex'] as const;

export type ExtensionGround = (typeof EXTENSION_GROUNDS)[number];

export const EXTENSION_GROUND_WORDS: Readonly<
  Record<ExtensionGround, { readonly vi: string; readonly en: string; readonly law: string }>
> = {
  'many-kinds': words('Nhiều loại bản chính giấy tờ, văn bản cùng lúc', 'Many kinds of originals at once'),
  'many-pages': words('Bản chính có nhiều trang', 'Originals of many pages'),
  'many-copies': words('Yêu cầu số lượng nhiều bản sao', 'Many copies asked'),
  complex: words('Nội dung phức tạp, khó kiểm tra, đối chiếu', 'Complex content, hard to check and compare'),
};

/**
 * More time: one or two working days on the office's own account, or until a day agreed in writing with the requester,
 * whose reference (number or file of the agreement) is kept.
 */
export type Extension =
  | { readonly kind: 'days'; readonly ground: ExtensionGround; readonly days: number }
  | {
      readonly kind: 'agreed';
      readonly ground: ExtensionGround;
      readonly until: CivilDate;
      readonly agreement: string;
    };

export interface DueTime {
  /** When the time began to run: the reception, or the opening of the next working day when it was on a day off. */
  readonly countedFrom: number;
  readonly dueAt: number;
  /** A slip with hour and day is due whenever the result is not given the same day (TT 01/2020 Điều 2). */
  readonly needsSlip: boolean;
}

export interface DueTimeRequest {
  /** The instant (epoch ms) at which the complete and valid dossier was received; it counts to the full second. */
  readonly receivedAt: number;
  readonly calendar: WorkCalendar;
  readonly hours?: OfficeHours;
  readonly extension?: Extension;
}

/**
 * When the result is due (NĐ 23/2015 Điều 7 and 21): the same working day, the next if received after 15:00, later by
 * an extension, always at the closing hour of a working day.
 * Errors: LAW-EXTENSION-AGREEMENT (more than two working days, or no reference), LAW-EXTENSION-INVALID (not a whole
 * number of days, or the agreed day is not a working day after the ordinary one), LAW-CALENDAR-NO-WORKING-DAY.
 */
export function dueTime(request: DueTimeRequest): Result<DueTime> {
  const { receivedAt, calendar, hours = DEFAULT_OFFICE_HOURS, extension } = request;
  const received = civilDate(receivedAt);
  const counted = countedFrom(receivedAt, calendar, hours);
  if (!counted.ok) return counted;
  const ordinary = ordinaryDay(counted.value, calendar);
  if (!ordinary.ok) return ordinary;
  const day = extension === undefined ? ordinary : extendedDay(ordinary.value, extension, calendar);
  if (!day.ok) return day;
  return ok({
    countedFrom: counted.value,
    dueAt: at(day.value, hours.closing),
    needsSlip: day.value !== received,
  });
}

function countedFrom(receivedAt: number, calendar: WorkCalendar, hours: OfficeHours): Result<number> {
  const date = civilDate(receivedAt);
  if (isWorkingDay(date, calendar)) return ok(receivedAt);
  const next = nextWorkingDay(date, calendar);
  return next.ok ? ok(at(next.value, hours.opening)) : next;
}

function ordinaryDay(counted: number, calendar: WorkCalendar): Result<CivilDate> {
  const date = civilDate(counted);
  const toTheSecond = Math.floor(counted / 1000) * 1000;
  return toTheSecond <= at(date, CUT_OFF) ? ok(date) : nextWorkingDay(date, calendar);
}

function extendedDay(ordinary: CivilDate, extension: Extension, calendar: WorkCalendar): Result<CivilDate> {
  if (extension.kind === 'days') {
    const { days } = extension;
    if (!Number.isInteger(days) || days < 1) return fail('LAW-EXTENSION-INVALID', { days });
    if (days > MAX_EXTENSION_DAYS) return fail('LAW-EXTENSION-AGREEMENT', { days, max: MAX_EXTENSION_DAYS });
    return addWorkingDays(ordinary, days, calendar);
  }
  const { until, agreement } = extension;
  if (agreement.trim() === '') return fail('LAW-EXTENSION-AGREEMENT', { max: MAX_EXTENSION_DAYS });
  const usable = isCivilDate(until) && until > ordinary && isWorkingDay(until, calendar);
  return usable ? ok(until) : fail('LAW-EXTENSION-INVALID', { until, after: ordinary });
}

function at(date: CivilDate, { hour, minute }: TimeOfDay): number {
  return instantOf(date, hour, minute);
}

function words(vi: string, en: string): { readonly vi: string; readonly en: string; readonly law: string } {
  return { vi, en, law: 'Nghị định 23/2015/NĐ-CP Điều 21' };
}
