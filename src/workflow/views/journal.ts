import { formatNumber, formatVolume, type RegisterType } from '../../certification/index.ts';
import { addDays, instantOf } from '../../common/vietnam-time.ts';
import { definitions, isSettingKey, type Words } from '../../settings/index.ts';
import type { JournalRow } from '../../store/audit/journal.ts';
import { among, eq } from '../../store/drizzle.ts';
import type { Reader, Store } from '../../store/index.ts';
import { listOfficers } from '../../store/repositories/officers.ts';
import { dossiers, originals, registerEntries, registerVolumes } from '../../store/schema/index.ts';
import type { Person } from './people.ts';

/** An entry as the inspector reads it; the hash in hexadecimal. */
export interface JournalLine extends Omit<JournalRow, 'previous' | 'hash'> {
  readonly hash: string;
  /** What the object is called; null where it has no name but its id. */
  readonly object: Words | null;
}

export interface JournalView {
  readonly entries: JournalLine[];
  readonly people: Person[];
  readonly next: number | null;
}

/** Which entries: in order from `after`, or the newest first, of one day or one actor. */
export interface JournalPart {
  readonly newestFirst: boolean;
  readonly after: number;
  readonly limit: number;
  readonly before?: number;
  /** `YYYY-MM-DD` */
  readonly day?: string;
  readonly actor?: string;
}

/** A part of the journal with the names of what it tells of; a fixed number of reads, whatever the length. */
export function journalView({ db, journal }: Store, part: JournalPart): JournalView {
  const { newestFirst, after, before, day, actor, limit } = part;
  const rows = newestFirst
    ? journal.latest(
        db,
        {
          ...(before === undefined ? {} : { before }),
          ...(actor === undefined ? {} : { actor }),
          ...(day === undefined ? {} : { from: instantOf(day), to: instantOf(addDays(day, 1)) }),
        },
        limit + 1,
      )
    : journal.list(db, after, limit + 1);
  const shown = rows.slice(0, limit);
  const people = listOfficers(db).map(({ id, fullName }) => ({ id, fullName }));
  const nameOf = objectNames(db, shown, people);
  return {
    entries: shown.map(({ previous: _, hash, ...row }) => ({
      ...row,
      hash: hash.toString('hex'),
      object: nameOf(row),
    })),
    people,
    next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

type Named = Pick<JournalRow, 'objectType' | 'objectId'>;

/** What the things of these entries are called: codes, numbers and titles of the office, no names of requesters. */
function objectNames(db: Reader, rows: readonly Named[], people: readonly Person[]): (row: Named) => Words | null {
  const idsOf = (type: string): string[] => [
    ...new Set(rows.flatMap((row) => (row.objectType === type ? [row.objectId] : []))),
  ];
  const names = new Map<string, Words>();
  const name = (type: string, id: string, vi: string, en = vi) => names.set(`${type} ${id}`, { vi, en });

  for (const { id, fullName } of people) name('officer', id, fullName);
  const ofDossiers = db.select({ id: dossiers.id, code: dossiers.code }).from(dossiers);
  for (const { id, code } of ofDossiers.where(among(dossiers.id, idsOf('dossier'))).all()) name('dossier', id, code);
  const ofOriginals = db
    .select({ id: originals.id, ordinal: originals.ordinal, code: dossiers.code })
    .from(originals)
    .innerJoin(dossiers, eq(dossiers.id, originals.dossierId))
    .where(among(originals.id, idsOf('original')))
    .all();
  for (const { id, ordinal, code } of ofOriginals) {
    name('original', id, `${code}, giấy tờ thứ ${ordinal}`, `${code}, original ${ordinal}`);
  }
  const volumes = db
    .select()
    .from(registerVolumes)
    .where(among(registerVolumes.id, idsOf('volume')))
    .all();
  for (const { id, ordinal, year, registerType } of volumes) {
    name('volume', id, formatVolume({ volume: ordinal, year, registerType: registerType as RegisterType }));
  }
  const entries = db
    .select({ id: registerEntries.id, number: registerEntries.number, year: registerEntries.year })
    .from(registerEntries)
    .where(among(registerEntries.id, idsOf('register')))
    .all();
  for (const { id, year, ...entry } of entries) name('register', id, `${formatNumber(entry)}/${year}`);
  for (const key of idsOf('setting')) {
    if (!isSettingKey(key)) continue;
    const { vi, en } = definitions[key].title;
    name('setting', key, vi, en);
  }
  return ({ objectType, objectId }) => names.get(`${objectType} ${objectId}`) ?? null;
}
