import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../common/result.ts';
import { readStationKey } from '../store/documents/station-key.ts';

/**
 * The station key of the office in a state folder, for a command that a technician runs: systemd's credential where there
 * is one, the file elsewhere. A folder without an office stays as it is.
 * Errors: START-NO-OFFICE, START-STATION-KEY; START-DAMAGED where the keys are gone, which opening would make anew, empty.
 */
export async function officeKey(state: string): Promise<Result<Buffer>> {
  if (!existsSync(join(state, 'tram.db'))) return fail('START-NO-OFFICE', { folder: state });
  const key = await readStationKey(state, process.env['CREDENTIALS_DIRECTORY']).catch(() => null);
  if (key === null) return fail('START-STATION-KEY');
  if (!existsSync(join(state, 'keys.db'))) return fail('START-DAMAGED', { database: 'keys.db', damage: 'gone' });
  return ok(key);
}
