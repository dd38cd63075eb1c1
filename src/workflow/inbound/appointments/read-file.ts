import { fail, ok, type Result } from '../../../common/result.ts';
import type { Appointment } from '../../../portal/index.ts';

/** What is wrong with a row of a file; the other rows are taken all the same. */
export const rowFaults = ['date', 'time', 'zone', 'name', 'originals', 'repeats', 'columns'] as const;
export type RowFault = (typeof rowFaults)[number];

/** A row of a file: the appointment, or what is wrong. `row`: as a person counts them, from 1. */
export type ReadRow =
  | { readonly row: number; readonly appointment: Appointment; readonly fault: null }
  | { readonly row: number; readonly appointment: null; readonly fault: RowFault };

/** Larger files and longer lists are refused: a day has no more than some hundred appointments. */
export const importLimits = { bytes: 1024 * 1024, rows: 2000 } as const;

/**
 * Reads the appointments of a file: a table (CSV) or a calendar (iCalendar), by how it begins. The readers are loaded only
 * now.
 *
 * @param now  epoch milliseconds
 * Errors: INBOUND-FILE-ENCODING, INBOUND-FILE-FORM, INBOUND-FILE-LONG.
 */
export async function readAppointmentFile(bytes: Uint8Array, now: number): Promise<Result<ReadRow[]>> {
  if (bytes.length > importLimits.bytes) return fail('INBOUND-FILE-LONG', { max: importLimits.bytes });
  const text = decode(bytes);
  if (text === null) return fail('INBOUND-FILE-ENCODING');
  const isCalendar = /^\s*BEGIN:VCALENDAR/i.test(text);
  const rows = isCalendar
    ? (await import('./calendar-rows.ts')).calendarRows(text, now)
    : (await import('./table-rows.ts')).tableRows(text);
  if (rows === null || rows.length === 0) return fail('INBOUND-FILE-FORM');
  return rows.length > importLimits.rows ? fail('INBOUND-FILE-LONG', { max: importLimits.rows }) : ok(rows);
}

/**
 * UTF-8 with or without its mark. Null for anything else: Windows-1258 or TCVN3 read as UTF-8 would turn names into others
 * without a sign of it.
 */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text.normalize('NFC');
  } catch {
    return null;
  }
}

/** `22/11/2026` or `2026-11-22` as YYYY-MM-DD; null for another form. Whether the day exists is asked by who uses it. */
export function readDay(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  if (year !== undefined) return `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? text.trim() : null;
}

/** `8:30`, `08:30:00`, `8h30`, `8h`; null for another form. */
export function readHour(text: string): { readonly hour: number; readonly minute: number } | null {
  const [, hour, minute] = /^(\d{1,2})(?:[:hHg](\d{2})?)(?::\d{2})?$/.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59) return null;
  return { hour: Number(hour), minute: Number(minute ?? 0) };
}
