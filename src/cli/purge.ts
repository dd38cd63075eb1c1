import { resolve } from 'node:path';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { ok, type Result } from '../common/result.ts';
import { readStationKey } from '../store/documents/station-key.ts';
import { openStore } from '../store/index.ts';
import { thisBoot } from '../upkeep/clock/boot.ts';
import { ClockWatch } from '../upkeep/clock/clock-watch.ts';
import { purgeDue } from '../workflow/purge.ts';

/**
 * `tram purge`: purges what is due now instead of at midnight. Keys and files are destroyed by the running station within
 * a minute, or at its next start. CLOCK-… while nobody has vouched for the clock.
 */
export async function purgeByHand(state: string, clock: Clock, log: Logger): Promise<Result<{ purged: number }>> {
  const home = resolve(state);
  const store = openStore(home, await readStationKey(home, process.env['CREDENTIALS_DIRECTORY']), clock, log);
  try {
    const clockWatch = new ClockWatch({ store, clock, boot: thisBoot(), log });
    const trusted = clockWatch.trusted();
    return trusted.ok ? ok({ purged: purgeDue({ store, clock, clockWatch }) }) : trusted;
  } finally {
    await store.close();
  }
}
