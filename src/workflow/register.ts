import {
  type LastNumber,
  type NumberRange,
  type NumberSource,
  nextNumber,
  type RegisterMoment,
  type RegisterNumber,
  type RegisterType,
  registerYear,
  type Volume,
} from '../certification/index.ts';
import { newId } from '../common/id.ts';
import { fail, ok, type Result } from '../common/result.ts';
import type { Settings } from '../settings/index.ts';
import type { Reader, Tx } from '../store/index.ts';
import { findOriginal } from '../store/repositories/dossiers.ts';
import {
  activeEntry,
  cancelledEntry,
  closeVolume,
  type EntryRow,
  findVolume,
  insertEntry,
  insertVolume,
  lastNumber,
  listVolumes,
  type RegisterKey,
  type VolumeRow,
} from '../store/repositories/register.ts';
import { lastElsewhere, listElsewhere } from '../store/repositories/register-elsewhere.ts';
import { lastConfirmedNumber, lostNumbers, openHold } from '../store/repositories/register-holds.ts';
import type { Office } from './office.ts';

/** The register that the office's settings name, at an instant. */
export function registerMoment(settings: Settings, now: number): RegisterMoment {
  return { office: settings['office.code'], registerType: settings['register.type'], now };
}

const sourceKeys = {
  'SCT/BS': 'register.source-sct-bs',
  'SCTĐT/BS': 'register.source-sctdt-bs',
} as const satisfies Record<RegisterType, keyof Settings>;

/** Where the numbers of the office's register come from. */
export function numberSource(settings: Settings): NumberSource {
  return settings[sourceKeys[settings['register.type']]];
}

/** Whether an original cannot be signed because nobody has entered its number yet. */
export function awaitsNumber(db: Reader, settings: Settings, originalId: string): boolean {
  return numberSource(settings) !== 'station' && activeEntry(db, originalId) === undefined;
}

/** The volumes of a register and its last number, as the law reads them. */
export function bookOf(
  db: Reader,
  moment: RegisterMoment,
): { volumes: Volume[]; last: LastNumber | null; year: number; idOf: (volume: Volume) => string | undefined } {
  const rows = listVolumes(db, moment);
  const thisYear = registerYear(moment.now);
  const years = [...new Set([thisYear, ...rows.map((row) => row.year)])].sort((a, b) => b - a);
  const last = years
    .map((year) => ({ year, number: lastGiven(db, { ...moment, year }) }))
    .find((candidate) => candidate.number > 0);
  return {
    volumes: rows.map(toVolume),
    last: last ?? null,
    year: thisYear,
    idOf: (volume) => rows.find((row) => row.year === volume.year && row.ordinal === volume.ordinal)?.id,
  };
}

/** The highest number given, whether its row is here or an officer has said that it was lost or stands elsewhere. */
function lastGiven(db: Reader, key: RegisterKey): number {
  return Math.max(lastNumber(db, key), lastConfirmedNumber(db, key), lastElsewhere(db, key));
}

/** The numbers of a year that are known to stand elsewhere or on rows that were lost. */
export function knownElsewhere(db: Reader, key: RegisterKey): NumberRange[] {
  const said = listElsewhere(db, key).map(({ firstNumber, lastNumber: to }) => ({ from: firstNumber, to }));
  return [...said, ...lostNumbers(db, key).map(({ from, to }) => ({ from, to }))];
}

/** The number of an original as the rules write it. */
export function registerNumberOf(db: Reader, entry: EntryRow): RegisterNumber {
  const volume = findVolume(db, entry.volumeId);
  return {
    registerType: entry.registerType as RegisterType,
    year: entry.year,
    volume: volume?.ordinal ?? 1,
    number: entry.number,
  };
}

/**
 * The number that the original holds, or the next one, reserved in the caller's transaction: a number belongs to the
 * original and not to the attempt, so a second attempt finds the first one's number. Where numbers come from outside,
 * somebody has entered it before (`enterNumbers`), or it is LAW-REGISTER-NUMBER-AWAITED.
 */
export function reserveNumber(office: Office, tx: Tx, settings: Settings, originalId: string): Result<EntryRow> {
  const held = activeEntry(tx, originalId);
  if (held) return ok(held);
  if (openHold(tx)) return fail('LAW-REGISTER-UNCONFIRMED');
  if (numberSource(settings) !== 'station') return fail('LAW-REGISTER-NUMBER-AWAITED', { original: originalId });
  const moment = registerMoment(settings, office.clock.now());
  const book = bookOf(tx, moment);
  const next = nextNumber(book.volumes, book.last, moment);
  if (!next.ok) return next;
  const volumeId = placeNumbers(office, tx, moment, book, next.value.number.volume, next.value);
  return ok(insertReserved(office, tx, { ...moment, ...next.value.number, volumeId, originalId }));
}

/** Closes and opens the volumes that numbers need; answers the id of the one that they stand in. */
export function placeNumbers(
  office: Office,
  tx: Tx,
  moment: RegisterMoment,
  book: ReturnType<typeof bookOf>,
  ordinal: number,
  { opens, closes }: { readonly opens: Volume | null; readonly closes: readonly Volume[] },
): string {
  for (const volume of closes) {
    const id = book.idOf(volume);
    if (id) closeVolume(tx, id, moment.now);
  }
  if (opens) {
    const id = newId(office.clock);
    insertVolume(tx, { ...volumeRow(opens), id, openedAt: moment.now, closedAt: null });
    return id;
  }
  const present = book.volumes.find((volume) => volume.year === book.year && volume.ordinal === ordinal);
  const id = present && book.idOf(present);
  if (id === undefined) throw new Error('the number has no volume');
  return id;
}

/** Writes the row of a number that is reserved now. */
export function insertReserved(
  office: Office,
  tx: Tx,
  number: RegisterMoment & {
    readonly year: number;
    readonly number: number;
    readonly volumeId: string;
    readonly originalId: string;
    readonly source?: NumberSource;
    readonly numberedBy?: string;
  },
): EntryRow {
  const { originalId, now } = number;
  insertEntry(tx, {
    id: newId(office.clock),
    volumeId: number.volumeId,
    office: number.office,
    registerType: number.registerType,
    year: number.year,
    number: number.number,
    originalId,
    state: 'reserved',
    reservedAt: now,
    replacesId: cancelledEntryOf(tx, originalId)?.id ?? null,
    source: number.source ?? 'station',
    numberedBy: number.numberedBy ?? null,
  });
  const row = activeEntry(tx, originalId);
  if (!row) throw new Error('the entry just written is not there');
  return row;
}

/** The row that the original's number replaces: that of the cancelled original in whose place it stands. */
function cancelledEntryOf(tx: Tx, originalId: string): EntryRow | undefined {
  const replaced = findOriginal(tx, originalId)?.replacesId;
  return replaced ? cancelledEntry(tx, replaced) : undefined;
}

function toVolume(row: VolumeRow): Volume {
  return {
    office: row.office,
    registerType: row.registerType as RegisterType,
    year: row.year,
    ordinal: row.ordinal,
    firstNumber: row.firstNumber,
    open: row.closedAt === null,
  };
}

function volumeRow(volume: Volume): Omit<VolumeRow, 'id' | 'openedAt' | 'closedAt'> {
  return {
    office: volume.office,
    registerType: volume.registerType,
    year: volume.year,
    ordinal: volume.ordinal,
    firstNumber: volume.firstNumber,
  };
}
