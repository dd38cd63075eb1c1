import { existsSync } from 'node:fs';
import { link, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../common/clock.ts';
import { makeFolder, removeDurably, syncFolder, writeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { markBroughtBack } from '../../store/brought-back.ts';
import { carryKeysIn, salvageKeys } from '../../store/documents/carried-keys.ts';
import { findLiveDamage } from '../../store/snapshot.ts';
import { stationIdentity } from '../backup/identity.ts';
import { type BackupPlace, instantOf, openPlace, setNameOf } from '../backup/place.ts';
import { rememberedPlace, rememberedPlaceFile } from '../backup/remembered-place.ts';
import { newestKeys, newestSet } from '../backup/restore.ts';
import { damagedFolder } from './damaged.ts';

/** What was found damaged, or gone, at a start and brought back. */
export interface Rescue {
  readonly database: 'tram.db' | 'keys.db';
  /** What was wrong with it: `gone`, `begun` (a rescue that was cut), or SQLite's word. */
  readonly damage: string;
  /** Where the damaged files lie now. */
  readonly setAside: string;
  /** Epoch milliseconds of the backup that took their place. */
  readonly backupAt: number;
}

/**
 * Looks at both databases before anything opens them. A damaged one is replaced by that of the newest whole backup,
 * which is made ready beside it first, and is set aside under its time (`removeDamaged` ends its term). One that is gone
 * is damaged too: opening it would make an empty one. Without a usable backup everything stays as it is. START-DAMAGED.
 */
export async function rescueStore(state: string, stationKey: Buffer, clock: Clock): Promise<Result<readonly Rescue[]>> {
  const rescues: Rescue[] = [];
  if (!officeTraces.some((name) => existsSync(join(state, name)))) return ok(rescues);
  await removeLeftovers(state);
  for (const [database, bringBack] of [
    ['tram.db', bringBackOffice],
    ['keys.db', bringBackKeys],
  ] as const) {
    const path = join(state, database);
    const begun = `${path}.rescue`;
    const damage = damageOf(path, begun);
    if (damage === null) continue;
    const place = await placeOf(state);
    if (!place.ok) return fail('START-DAMAGED', { database, damage, reason: place.error.code });
    const coming = `${path}.restored`;
    // A WAL that a cut left beside it would be read into another database.
    for (const suffix of ['', '-wal', '-shm']) await rm(`${coming}${suffix}`, { force: true });
    const backupAt = await bringBack(place.value, stationKey, coming, path, clock);
    if (!backupAt.ok) return fail('START-DAMAGED', { database, damage, reason: backupAt.error.code });
    await writeDurably(begun, '');
    const setAside = await setDamagedAside(state, database, clock);
    await rename(coming, path);
    await syncFolder(state);
    await removeDurably(begun);
    rescues.push({ database, damage, setAside, backupAt: backupAt.value });
  }
  return ok(rescues);
}

/** What an office leaves in its state folder: a folder without any of it is new, and nothing in it is lost. */
export const officeTraces = ['tram.db', 'keys.db', 'documents', rememberedPlaceFile] as const;

/** What a cut has left of files that were being written here: a whole office can be in one. */
async function removeLeftovers(state: string): Promise<void> {
  for (const name of await readdir(state)) {
    if (/^\.(?:tram|keys)\.db\.(?:restored|rescue)\..*\.new$/.test(name)) await removeDurably(join(state, name));
  }
}

/** Null when the database is sound. */
function damageOf(path: string, begun: string): string | null {
  if (!existsSync(path)) return 'gone';
  // Begun and not ended: what stands there is damaged, whatever it looks like without its WAL.
  return existsSync(begun) ? 'begun' : findLiveDamage(path);
}

async function placeOf(state: string): Promise<Result<BackupPlace>> {
  const remembered = await rememberedPlace(state);
  return remembered ? await openPlace(remembered.folder, remembered.office) : fail('BACKUP-FOLDER-MISSING');
}

async function bringBackOffice(
  place: BackupPlace,
  stationKey: Buffer,
  coming: string,
  _damaged: string,
  clock: Clock,
): Promise<Result<number>> {
  const set = await newestSet(place, await stationIdentity(stationKey), coming, clock);
  if (!set.ok) return set;
  markBroughtBack(coming, { cause: 'rescued', backupAt: set.value.at }, clock);
  return ok(set.value.at);
}

/** What can still be read of the damaged keys is newer than the backup and is taken too. */
async function bringBackKeys(
  place: BackupPlace,
  stationKey: Buffer,
  coming: string,
  damaged: string,
  clock: Clock,
): Promise<Result<number>> {
  const keys = await newestKeys(place, await stationIdentity(stationKey));
  if (!keys.ok) return keys;
  carryKeysIn(coming, stationKey, keys.value.carried, clock);
  carryKeysIn(coming, stationKey, salvageKeys(damaged, stationKey), clock);
  return ok(instantOf(keys.value.name));
}

/**
 * Keeps the damaged database and what SQLite holds beside it under `damaged/<time>`. The file itself stays in its place
 * too until another is renamed over it, so that a cut never leaves a station without a database; its WAL goes, for it
 * would be read into the other one.
 */
async function setDamagedAside(state: string, database: string, clock: Clock): Promise<string> {
  const folder = join(state, damagedFolder, setNameOf(clock.now()));
  makeFolder(folder);
  for (const name of [database, `${database}-wal`, `${database}-shm`]) {
    const [from, to] = [join(state, name), join(folder, name)];
    if (existsSync(from) && !existsSync(to)) await link(from, to);
  }
  await syncFolder(folder);
  for (const name of [`${database}-wal`, `${database}-shm`]) await rm(join(state, name), { force: true });
  await syncFolder(state);
  return folder;
}
