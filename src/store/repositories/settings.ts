import { resolveSettings, type SettingKey, type Settings, unfitSettings } from '../../settings/index.ts';
import type { Reader, Tx } from '../database.ts';
import { prepared, sql } from '../drizzle.ts';
import { holidays, settings } from '../schema/index.ts';

/**
 * The settings now in force: what is stored, defaults elsewhere. A stored value that does not fit leaves the one that was in
 * force, as far as this process knows it. The rows are read each time; they are checked and resolved again only when one
 * of them has changed.
 */
export function readSettings(db: Reader): Settings {
  return storedSettings(db)().resolved;
}

/** The settings whose stored value does not fit: by an update that narrowed them, or by a hand in the database. */
export function listUnfitSettings(db: Reader): readonly SettingKey[] {
  return storedSettings(db)().unfit;
}

interface Stored {
  readonly text: string;
  readonly resolved: Settings;
  readonly unfit: readonly SettingKey[];
}

const storedSettings = prepared((first: Reader) => {
  const rows = first
    .select({ key: settings.key, value: sql<string>`${settings.value}` })
    .from(settings)
    .prepare();
  let last: Stored | null = null;
  return (): Stored => {
    const found = rows.all();
    const text = JSON.stringify(found);
    if (last?.text !== text) {
      const values = new Map(found.map(({ key, value }) => [key, JSON.parse(value) as unknown] as const));
      const resolved = Object.freeze(resolveSettings(values, last?.resolved ?? null));
      last = { text, resolved, unfit: unfitSettings(values) };
    }
    return last;
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
