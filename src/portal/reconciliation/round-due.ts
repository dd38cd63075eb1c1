import { addDays, civilDate, civilTime } from '../../common/vietnam-time.ts';
import type { RoundRow } from '../../store/repositories/reconciliation.ts';

/**
 * Whether the day's round is to begin: once a day from the office's hour on, and at any hour when a whole day was missed.
 *
 * @param from  `HH:MM` in Vietnam
 */
export function isRoundDue(last: RoundRow | undefined, from: string, now: number): boolean {
  if (last !== undefined && last.endedAt === null) return false;
  const { hour, minute } = civilTime(now);
  const [h = 0, m = 0] = from.split(':').map(Number);
  const isTime = hour * 60 + minute >= h * 60 + m;
  if (last === undefined) return isTime;
  const today = civilDate(now);
  if (last.day >= today) return false;
  return isTime || last.day < addDays(today, -1);
}
