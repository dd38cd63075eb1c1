import { openHold, type RegisterHoldRow } from '../../store/repositories/register-holds.ts';
import { type Office, settingsOf } from '../office.ts';
import { bookOf, registerMoment } from '../register.ts';

/** Why no number is given now, the lowest that an officer may confirm, and what the station knows to be missing. */
export interface RegisterHoldView extends Pick<RegisterHoldRow, 'since' | 'cause' | 'backupAt'> {
  readonly lowest: number;
  /** The last act that the journal out of the backup tells of; epoch milliseconds. */
  readonly lastActAt: number | null;
  readonly files: FilesWithoutRows;
}

/** Documents that were written after the backup and that no row names any more. Epoch milliseconds. */
export interface FilesWithoutRows {
  readonly count: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

/** Null when numbers are given as usual. */
export async function registerHold(office: Pick<Office, 'store' | 'clock'>): Promise<RegisterHoldView | null> {
  const { db, journal } = office.store;
  const hold = openHold(db);
  if (!hold) return null;
  const { last, year } = bookOf(db, registerMoment(settingsOf(office), office.clock.now()));
  const { since, cause, backupAt } = hold;
  return {
    since,
    cause,
    backupAt,
    lowest: (last?.year === year ? last.number : 0) + 1,
    lastActAt: journal.lastAtBefore(db, 'bring-back-database'),
    files: await filesWithoutRows(office, backupAt),
  };
}

/** Recovery has set them aside at the start. What an attempt of its own left there has its row and is not meant. */
async function filesWithoutRows({ store }: Pick<Office, 'store'>, since: number): Promise<FilesWithoutRows> {
  const aside = await store.documents.listQuarantined();
  const times = aside
    .filter(({ id, at }) => at >= since && store.documents.find(store.db, id) === undefined)
    .map(({ at }) => at)
    .toSorted((a, b) => a - b);
  return { count: times.length, firstAt: times[0] ?? null, lastAt: times.at(-1) ?? null };
}
