import { resolveSettings, type Settings } from '../../settings/index.ts';
import type { Reader, Tx } from '../database.ts';
import { prepared, sql } from '../drizzle.ts';
import { holidays, settings } from '../schema/index.ts';

/**
 * The settings now in force: what is stored, defaults elsewhere. The rows are read each time; they are checked and resolved
 * again only when one of them has changed.
 */
export function readSettings(db: Reader): Settings {
  return storedSettings(db)();
}

const storedSettings = prepared((first: Reader) => {
  const rows = first
    .select({ key: settings.key, value: sql<string>`${settings.value}` })
    .from(settings)
    .prepare();
  let last: { readonly text: string; readonly resolved: Settings } | null = null;
  return (): Settings => {
    const found = rows.all();
    const text = JSON.stringify(found);
    if (last?.text !== text) {
      const values = found.map(({ key, value }) => [key, JSON.parse(value) as unknown] as const);
      last = { text, resolved: Object.freeze(resolveSettings(new Map(values))) };
    }
    return last.resolved;
  };
});

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
