import { foldName, type RegisterType } from '../../certification/index.ts';
import { addDays, instantOf } from '../../common/vietnam-time.ts';
import type { Settings } from '../../settings/index.ts';
import { and, asc, count, desc, eq, gt, gte, inArray, lt, type SQL, sql } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import type { EntryRow, VolumeRow } from '../../store/repositories/register.ts';
import { listVolumes } from '../../store/repositories/register.ts';
import { registerEntries } from '../../store/schema/index.ts';

/** Which rows of the office's register. */
export interface RegisterRange {
  readonly year: number;
  /**
   * 1 to 12: the month in which the number was given. That never changes and grows with the numbers, so each number
   * stands in the book of one month only, and the book of a month has no hole; a signature may come a day later.
   */
  readonly month?: number;
  /** The ordinal of the volume. */
  readonly volume?: number;
  /** A number, or a part of the requester's name with or without its marks. */
  readonly search?: string;
}

/** The office's register as the settings name it. */
export function registerKey(settings: Settings): { office: string; registerType: RegisterType } {
  return { office: settings['office.code'], registerType: settings['register.type'] };
}

/** The rows of a range from `after` upwards in the order of the book, or from `before` downwards, the newest first. */
export function registerRows(
  db: Reader,
  settings: Settings,
  range: RegisterRange & {
    readonly newestFirst: boolean;
    readonly after: number;
    readonly before: number | null;
    readonly limit: number;
  },
): EntryRow[] {
  const { newestFirst, after, before, limit } = range;
  return db
    .select()
    .from(registerEntries)
    .where(
      and(
        within(db, settings, range),
        gt(registerEntries.number, after),
        before === null ? undefined : lt(registerEntries.number, before),
      ),
    )
    .orderBy(newestFirst ? desc(registerEntries.number) : asc(registerEntries.number))
    .limit(limit)
    .all();
}

/** How many rows a range has. */
export function countRegisterRows(db: Reader, settings: Settings, range: RegisterRange): number {
  return (
    db
      .select({ rows: count() })
      .from(registerEntries)
      .where(within(db, settings, range))
      .get()?.rows ?? 0
  );
}

/** The volumes of the office's register, of all years. */
export function registerVolumesOf(db: Reader, settings: Settings): VolumeRow[] {
  return listVolumes(db, registerKey(settings));
}

function within(db: Reader, settings: Settings, { year, month, volume, search }: RegisterRange): SQL | undefined {
  const { office, registerType } = registerKey(settings);
  return and(
    eq(registerEntries.office, office),
    eq(registerEntries.registerType, registerType),
    eq(registerEntries.year, year),
    ...(month === undefined ? [] : givenIn(year, month)),
    volume === undefined ? undefined : inArray(registerEntries.volumeId, idsOf(db, settings, year, volume)),
    search === undefined || search.trim() === '' ? undefined : matching(search.trim()),
  );
}

function givenIn(year: number, month: number): SQL[] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const following = `${addDays(first, 31).slice(0, 8)}01`;
  return [gte(registerEntries.reservedAt, instantOf(first)), lt(registerEntries.reservedAt, instantOf(following))];
}

function idsOf(db: Reader, settings: Settings, year: number, ordinal: number): string[] {
  return registerVolumesOf(db, settings)
    .filter((volume) => volume.year === year && volume.ordinal === ordinal)
    .map(({ id }) => id);
}

/** `_` and `%` in what was typed mean themselves. */
function matching(search: string): SQL {
  if (/^\d{1,9}$/.test(search)) return eq(registerEntries.number, Number(search));
  const part = `%${foldName(search).replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql`${registerEntries.requesterFolded} like ${part} escape '\\'`;
}
