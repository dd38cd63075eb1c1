import { accessSync, constants, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Clock } from '../common/clock.ts';
import { fail, type Result } from '../common/result.ts';
import { lockStation } from '../store/station-lock.ts';
import { openPlace } from '../upkeep/backup/place.ts';
import { type RestoredOffice, restoreOffice } from '../upkeep/backup/restore.ts';

/**
 * `tram restore`: an office from its backup into an empty folder, with the recovery key that `tram init` printed.
 * Errors: those of `restoreOffice`; BACKUP-FOLDER-MISSING, START-FOLDER, START-RUNNING.
 *
 * @param keyFile  a file that holds the key; `-` reads standard input, so that the key need not lie on a disk
 */
export async function restoreByHand(
  folder: string,
  state: string,
  keyFile: string,
  clock: Clock,
): Promise<Result<RestoredOffice>> {
  const place = await openPlace(resolve(folder), null);
  if (!place.ok) return place;
  const given = keyFile === '-' ? await text(process.stdin) : await readFile(keyFile, 'utf8').catch(() => '');
  const key = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(given.toUpperCase())?.[0];
  if (key === undefined) return fail('BACKUP-KEY-WRONG');
  const home = resolve(state);
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK);
  } catch {
    return fail('START-FOLDER', { folder: home });
  }
  const lock = lockStation(home);
  if (!lock.ok) return lock;
  try {
    return await restoreOffice(place.value, key, home, clock);
  } finally {
    lock.value.release();
  }
}
