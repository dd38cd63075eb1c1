import { resolve } from 'node:path';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { ok, type Result } from '../common/result.ts';
import { readStationKey } from '../store/documents/station-key.ts';
import { openStore } from '../store/index.ts';
import { purgeDue } from '../workflow/purge.ts';

/**
 * `tram purge`: purges what is due now instead of at midnight. Keys and files are destroyed by the running station within
 * a minute, or at its next start.
 */
export async function purgeByHand(state: string, clock: Clock, log: Logger): Promise<Result<{ purged: number }>> {
  const home = resolve(state);
  const store = openStore(home, await readStationKey(home, process.env['CREDENTIALS_DIRECTORY']), clock, log);
  try {
    return ok({ purged: purgeDue({ store, clock }) });
  } finally {
    await store.close();
  }
}
