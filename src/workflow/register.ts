import {
  formatRegisterNumber,
  type LastNumber,
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
import { lastConfirmedNumber, openHold } from '../store/repositories/register-holds.ts';
import type { Office } from './office.ts';

/** The register that the office's settings name, at an instant. */
export function registerMoment(settings: Settings, now: number): RegisterMoment {
  return { office: settings['office.code'], registerType: settings['register.type'], now };
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

/** The highest number given, whether its row is here or an officer has said that it was lost with a database. */
function lastGiven(db: Reader, key: RegisterKey): number {
  return Math.max(lastNumber(db, key), lastConfirmedNumber(db, key));
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

/** `Số chứng thực: 123, quyển số: 01/2026-SCT/BS` for an entry. */
export function registerText(db: Reader, entry: EntryRow): string {
  return formatRegisterNumber(registerNumberOf(db, entry));
}

/**
 * The number that the original holds, or the next one, reserved in the caller's transaction: a number belongs to the
 * original and not to the attempt, so a second attempt finds the first one's number.
 */
export function reserveNumber(office: Office, tx: Tx, settings: Settings, originalId: string): Result<EntryRow> {
  const held = activeEntry(tx, originalId);
  if (held) return ok(held);
  if (openHold(tx)) return fail('LAW-REGISTER-UNCONFIRMED');
  const moment = registerMoment(settings, office.clock.now());
  const book = bookOf(tx, moment);
  const next = nextNumber(book.volumes, book.last, moment);
  if (!next.ok) return next;
  for (const volume of next.value.closes) {
    const id = book.idOf(volume);
    if (id) closeVolume(tx, id, moment.now);
  }
  let volumeId = book.volumes
    .filter((volume) => volume.year === next.value.number.year && volume.ordinal === next.value.number.volume)
    .map((volume) => book.idOf(volume))[0];
  if (next.value.opens) {
    volumeId = newId(office.clock);
    insertVolume(tx, { ...volumeRow(next.value.opens), id: volumeId, openedAt: moment.now, closedAt: null });
  }
  if (volumeId === undefined) throw new Error('the next number has no volume');
  const entry = {
    id: newId(office.clock),
    volumeId,
    office: moment.office,
    registerType: next.value.number.registerType,
    year: next.value.number.year,
    number: next.value.number.number,
    originalId,
    state: 'reserved' as const,
    reservedAt: moment.now,
    replacesId: cancelledEntryOf(tx, originalId)?.id ?? null,
  };
  insertEntry(tx, entry);
  const row = activeEntry(tx, originalId);
  if (!row) throw new Error('the entry just written is not there');
  return ok(row);
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
