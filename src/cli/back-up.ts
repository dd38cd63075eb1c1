import { join, resolve } from 'node:path';
import type { Clock } from '../common/clock.ts';
import { fail, type Result } from '../common/result.ts';
import { openDatabase } from '../store/database.ts';
import { readSettings } from '../store/repositories/settings.ts';
import { backUp, type VerifiedBackup } from '../upkeep/backup/back-up.ts';
import { openPlace, preparePlace } from '../upkeep/backup/place.ts';
import { officeKey } from './office-key.ts';

/**
 * `tram backup`: a backup by hand, beside the running service or without it.
 *
 * @param folder  taken as the office's place if it is nobody's yet; null: the place of the settings, which must be there
 */
export async function backUpByHand(
  state: string,
  folder: string | null,
  clock: Clock,
): Promise<Result<VerifiedBackup>> {
  const home = resolve(state);
  const key = await officeKey(home);
  if (!key.ok) return key;
  const { sqlite, db } = openDatabase(join(home, 'tram.db'));
  const settings = readSettings(db);
  sqlite.close();
  const office = settings['office.code'];
  const own = settings['backup.folder'];
  if (folder === null && own === '') return fail('BACKUP-FOLDER-MISSING', { unset: true });
  const place = await (folder === null ? openPlace(own, office) : preparePlace(resolve(folder), office)).catch(
    (error: unknown) =>
      fail('BACKUP-WRITE', { reason: error instanceof Error && 'code' in error ? String(error.code) : '' }),
  );
  if (!place.ok) return place;
  return await backUp({
    state: home,
    stationKey: key.value,
    folder: place.value.folder,
    office,
    terms: { setsDays: settings['backup.keep-days'], keysDays: settings['backup.keys-keep-days'] },
    clock,
  });
}
