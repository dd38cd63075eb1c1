import { language } from '../words/index.ts';

/** The office's time, whatever the machine's is set to. */
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function partsOf(instant: number): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** `21/11/2026` of epoch milliseconds. */
export function day(instant: number): string {
  const { day: d = '', month = '', year = '' } = partsOf(instant);
  return `${d}/${month}/${year}`;
}

/** `14:05`. */
export function time(instant: number): string {
  const { hour = '', minute = '' } = partsOf(instant);
  return `${hour}:${minute}`;
}

/** `21/11/2026 14:05`. */
export function dayAndTime(instant: number): string {
  return `${day(instant)} ${time(instant)}`;
}

/** `12.000 đ`, in both languages. */
export function money(vnd: number): string {
  return `${grouped(vnd)}\u00a0đ`;
}

/** `1.234` in Vietnamese, `1,234` in English. */
export function count(value: number): string {
  return language.value === 'en' ? grouped(value).replaceAll('.', ',') : grouped(value);
}

function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, '.');
}

/** `75 GB`, `7,5 GB`, `480 MB` of bytes; the units of whoever sells disks (powers of ten). */
export function size(bytes: number): string {
  const [amount, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : [bytes / 1e6, 'MB'];
  const tenths = amount < 10 && unit === 'GB' ? String(Math.floor(amount * 10) / 10) : String(Math.floor(amount));
  return `${language.value === 'en' ? tenths : tenths.replace('.', ',')} ${unit}`;
}
