const hourMs = 3_600_000;

/** A night was missed, and some hours of grace for a station that was off. */
const oldMs = 36 * hourMs;
const lateMs = 7 * 24 * hourMs;

/** How far back the last verified backup lies: `unset` has no place for any, `never` has a place and none in it yet. */
export const backupLevels = ['fresh', 'unset', 'old', 'late', 'never'] as const;
export type BackupLevel = (typeof backupLevels)[number];

/**
 * How grave it is, by the age of the last VERIFIED backup alone: one that was begun or that failed counts for nothing.
 * One whose time is still to come was made under a wrong clock: it is never fresh.
 */
export function backupLevel(last: number | null, configured: boolean, now: number): BackupLevel {
  if (last === null) return configured ? 'never' : 'unset';
  const age = now - last;
  if (age > lateMs) return 'late';
  if (!configured) return 'unset';
  return age > oldMs || age < 0 ? 'old' : 'fresh';
}
