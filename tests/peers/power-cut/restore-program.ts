/** `node restore-program.ts PLACE OFFICE STATE`, the recovery key in `RECOVERY`: brings an office back. */
import { unwrap } from '../../../src/common/result.ts';
import { openPlace } from '../../../src/upkeep/backup/place.ts';
import { restoreOffice } from '../../../src/upkeep/backup/restore.ts';

const [folder = '', office = '', state = ''] = process.argv.slice(2);
const clock = { now: Date.now, monotonic: () => performance.now() };
const place = unwrap(await openPlace(folder, office));
unwrap(await restoreOffice(place, process.env['RECOVERY'] ?? '', state, clock));
