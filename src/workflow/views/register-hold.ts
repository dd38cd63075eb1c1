import { type FoundCopyRow, lastFoundNumber, listFoundCopies } from '../../store/repositories/found-copies.ts';
import { countDifferences } from '../../store/repositories/portal-differences.ts';
import { askedAboutAllAt } from '../../store/repositories/reconciliation.ts';
import { givenNumbers } from '../../store/repositories/register.ts';
import { openHold, type RegisterHoldRow } from '../../store/repositories/register-holds.ts';
import { type Office, settingsOf } from '../office.ts';
import { filesWithoutRows, isLooking } from '../recovery/lost-copies.ts';
import { bookOf, registerMoment } from '../register.ts';

/** Why no number is given now, the lowest that an officer may confirm, and what the station knows to be missing. */
export interface RegisterHoldView extends Pick<RegisterHoldRow, 'since' | 'cause' | 'backupAt'> {
  readonly lowest: number;
  /** The last number of the year that the database knows to be given, 0 when there is none. */
  readonly known: number;
  /** The last act that the journal out of the backup tells of; epoch milliseconds. */
  readonly lastActAt: number | null;
  readonly files: FilesWithoutRows;
  /** The files are still looked through for signed copies: nothing can be confirmed yet. */
  readonly looking: boolean;
  /** How many of them could not be read; null before they were looked through. */
  readonly unread: number | null;
  /** Signed copies without a row, the highest number first. */
  readonly found: FoundCopy[];
  readonly portal: PortalSince;
}

/** A signed copy that no row names. */
export type FoundCopy = Pick<
  FoundCopyRow,
  'registerType' | 'year' | 'number' | 'volume' | 'dossierCode' | 'pages' | 'signatures' | 'signedAt'
> & {
  /** Whether the register has a row of this number: then only the signed file is not where it belongs. */
  readonly inRegister: boolean;
};

/** What the portal was heard to say since the database came out of the backup. */
export interface PortalSince {
  /** When it had been asked about every dossier; null: not yet. */
  readonly askedAt: number | null;
  readonly differences: number;
}

/** More are not shown; the highest numbers are what matters. */
const mostShown = 500;

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
  const moment = registerMoment(settingsOf(office), office.clock.now());
  const { last, year } = bookOf(db, moment);
  const { since, cause, backupAt, unread } = hold;
  const known = last?.year === year ? last.number : 0;
  return {
    since,
    cause,
    backupAt,
    known,
    lowest: Math.max(known, lastFoundNumber(db, { ...moment, year })) + 1,
    lastActAt: journal.lastAtBefore(db, 'bring-back-database'),
    files: await filesSince(office, backupAt),
    looking: isLooking(hold),
    unread,
    found: foundCopies(office, moment.office),
    portal: portalSince(office, since),
  };
}

/** Recovery has set them aside at the start. What an attempt of its own left there has its row and is not meant. */
async function filesSince(office: Pick<Office, 'store'>, since: number): Promise<FilesWithoutRows> {
  const times = (await filesWithoutRows(office))
    .filter(({ at }) => at >= since)
    .map(({ at }) => at)
    .toSorted((a, b) => a - b);
  return { count: times.length, firstAt: times[0] ?? null, lastAt: times.at(-1) ?? null };
}

function foundCopies({ store: { db } }: Pick<Office, 'store'>, office: string): FoundCopy[] {
  const books = new Map<string, ReadonlySet<number>>();
  const inBook = (registerType: string, year: number, number: number): boolean => {
    const name = `${registerType} ${year}`;
    const book = books.get(name) ?? new Set(givenNumbers(db, { office, registerType, year }).map((row) => row.number));
    books.set(name, book);
    return book.has(number);
  };
  return listFoundCopies(db, mostShown).map(
    ({ registerType, year, number, volume, dossierCode, pages, signatures, signedAt }) => ({
      ...{ registerType, year, number, volume, dossierCode, pages, signatures, signedAt },
      inRegister: inBook(registerType, year, number),
    }),
  );
}

/** Only a round that began since then counts, and only when the portal answered about every dossier of it. */
function portalSince({ store: { db } }: Pick<Office, 'store'>, since: number): PortalSince {
  return { askedAt: askedAboutAllAt(db, since), differences: countDifferences(db) };
}
