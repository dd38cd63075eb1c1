import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../common/result.ts';
import { readStationKey } from '../store/documents/station-key.ts';
import { officeTraces } from '../upkeep/rescue/rescue.ts';

/**
 * The station key of the office in a state folder, for a command that a technician runs: systemd's credential where there
 * is one, the file elsewhere. A folder without an office stays as it is.
 * Errors: START-NO-OFFICE, START-STATION-KEY; START-DAMAGED where a database is gone, which opening would make anew, empty.
 */
export async function officeKey(state: string): Promise<Result<Buffer>> {
  const isThere = (name: string): boolean => existsSync(join(state, name));
  if (!officeTraces.some(isThere)) return fail('START-NO-OFFICE', { folder: state });
  if (!isThere('tram.db')) return fail('START-DAMAGED', { database: 'tram.db', damage: 'gone' });
  const key = await readStationKey(state, process.env['CREDENTIALS_DIRECTORY']).catch(() => null);
  if (key === null) return fail('START-STATION-KEY');
  if (!isThere('keys.db')) return fail('START-DAMAGED', { database: 'keys.db', damage: 'gone' });
  return ok(key);
}
