import { civilTime } from '../../common/vietnam-time.ts';

/** When documents may go, in Vietnam's time. Small messages always may, and so may what is urgent. */
export interface LineHours {
  /** Hours in which the line is paid by the byte: `HH:MM-HH:MM`, several apart by commas. No document goes then. */
  readonly metered: string;
  /** The hours for large documents, one range; empty: any. One that ends before it begins goes past midnight. */
  readonly night: string;
  /** A document longer than this waits for them, bytes. */
  readonly nightBytes: number;
}

/** The longest document that may go now, bytes; -1: none. */
export function longestNow({ metered, night, nightBytes }: LineHours, now: number): number {
  if (isWithin(metered, now)) return -1;
  return night === '' || isWithin(night, now) ? Number.MAX_SAFE_INTEGER : nightBytes;
}

/** Whether an instant lies within one of the ranges: from the first minute up to the last, which is outside. */
export function isWithin(ranges: string, now: number): boolean {
  const { hour, minute } = civilTime(now);
  const at = hour * 60 + minute;
  return ranges
    .split(',')
    .filter((range) => range.trim() !== '')
    .some((range) => {
      const [from = 0, to = 0] = range.trim().split('-').map(minutesOf);
      return from <= to ? at >= from && at < to : at >= from || at < to;
    });
}

/** When the ranges that an instant lies within are over, epoch milliseconds; the instant itself where it lies in none. */
export function nextEnd(ranges: string, now: number): number {
  let at = now;
  // Ranges may touch or overlap; together they cover at most a day.
  while (isWithin(ranges, at) && at - now < 86_400_000) at = Math.floor(at / 60_000) * 60_000 + 60_000;
  return at;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
