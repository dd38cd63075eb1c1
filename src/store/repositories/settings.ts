import { resolveSettings, type Settings } from '../../settings/index.ts';
import type { Reader, Tx } from '../database.ts';
import { holidays, settings } from '../schema/index.ts';

/** The settings now in force: what is stored, defaults elsewhere. */
export function readSettings(db: Reader): Settings {
  const rows = db.select().from(settings).all();
  return resolveSettings(new Map(rows.map((row) => [row.key, row.value])));
}

export type SettingRow = typeof settings.$inferSelect;

/** What is stored, with when and by whom; a setting that nobody has touched has no row. */
export function listStoredSettings(db: Reader): SettingRow[] {
  return db.select().from(settings).all();
}

/** Stores one checked value. */
export function writeSetting(tx: Tx, key: string, value: unknown, at: number, by: string | null): void {
  const row = { value, changedAt: at, changedBy: by };
  tx.insert(settings)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: settings.key, set: row })
    .run();
}

export type HolidayRow = typeof holidays.$inferSelect;

/** The editable list of days off, and of weekend days that are worked instead (`working`). */
export function readHolidays(db: Reader): HolidayRow[] {
  return db.select().from(holidays).orderBy(holidays.date).all();
}

/** Replaces the whole list. */
export function writeHolidays(tx: Tx, rows: readonly HolidayRow[]): void {
  tx.delete(holidays).run();
  for (const row of rows) tx.insert(holidays).values(row).run();
}
