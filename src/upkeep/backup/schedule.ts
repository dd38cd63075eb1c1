import { civilDate, instantOf } from '../../common/vietnam-time.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What decides whether a backup is due. Instants are epoch milliseconds. */
export interface BackupSchedule {
  readonly now: number;
  /** The hour of the day in Vietnam at which the nightly backup begins. */
  readonly hour: number;
  readonly lastVerifiedAt: number | null;
  readonly lastBegunAt: number | null;
}

/**
 * Once a night from its hour on. A station that was off then makes it up by day, and one that failed tries again after
 * an hour: the disk may be plugged in meanwhile. A clock that was set back does not put it off for ever.
 */
export function isBackupDue({ now, hour, lastVerifiedAt, lastBegunAt }: BackupSchedule): boolean {
  if (lastBegunAt !== null && lastBegunAt <= now && now - lastBegunAt < hourMs) return false;
  if (lastVerifiedAt === null || lastVerifiedAt > now) return true;
  return lastVerifiedAt < lastHour(now, hour);
}

/** The last instant at which it was `hour` o'clock in Vietnam. */
function lastHour(now: number, hour: number): number {
  const today = instantOf(civilDate(now), hour);
  return today <= now ? today : today - dayMs;
}
