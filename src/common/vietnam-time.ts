/**
 * Civil time in Vietnam. Asia/Ho_Chi_Minh has been UTC+7 without daylight saving since 1975, so the offset is fixed
 * and no time-zone database is asked: a wrong or missing tzdata on the box cannot move a date.
 */
const offsetMs = 7 * 60 * 60 * 1000;

/** A day of the civil calendar in Vietnam, `YYYY-MM-DD`. */
export type CivilDate = string;

/** The civil parts of an instant in Vietnam. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday, 6 is Saturday. */
  readonly weekday: number;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The civil time in Vietnam at `instant` (epoch milliseconds). */
export function civilTime(instant: number): CivilTime {
  const d = new Date(instant + offsetMs);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
    weekday: d.getUTCDay(),
  };
}

/** The civil date in Vietnam at `instant`. */
export function civilDate(instant: number): CivilDate {
  const t = civilTime(instant);
  return `${String(t.year).padStart(4, '0')}-${two(t.month)}-${two(t.day)}`;
}

/** The instant of a civil date and time of day in Vietnam. Throws on a date or time that the calendar does not have. */
export function instantOf(date: CivilDate, hour = 0, minute = 0, second = 0): number {
  if (!isCivilDate(date)) throw new RangeError(`not a civil date: ${date}`);
  const instant = Date.parse(`${date}T${two(hour)}:${two(minute)}:${two(second)}+07:00`);
  if (Number.isNaN(instant)) throw new RangeError(`not a time of day: ${hour}:${minute}:${second}`);
  return instant;
}

/** Whether `text` is `YYYY-MM-DD` and names a day that exists (31/02 does not). */
export function isCivilDate(text: string): text is CivilDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** The civil date `days` after `date` (before it, when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDate(instantOf(date, 12) + days * 86_400_000);
}

/** ISO 8601 with seconds and the offset, as NĐ 30/2020 Phụ lục I asks: `2026-11-21T09:05:07+07:00`. */
export function iso8601(instant: number): string {
  const t = civilTime(instant);
  return `${civilDate(instant)}T${two(t.hour)}:${two(t.minute)}:${two(t.second)}+07:00`;
}

/** `yyyyMMddHHmmss`, the portal's date form. */
export function compactTime(instant: number): string {
  return iso8601(instant).slice(0, 19).replaceAll(/[-T:]/g, '');
}
