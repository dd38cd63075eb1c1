import { resolve } from 'node:path';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { ok, type Result } from '../common/result.ts';
import { openStore } from '../store/index.ts';
import { thisBoot } from '../upkeep/clock/boot.ts';
import { ClockWatch } from '../upkeep/clock/clock-watch.ts';
import { purgeDue } from '../workflow/purge.ts';
import { officeKey } from './office-key.ts';

/**
 * `tram purge`: purges what is due now instead of at midnight. Keys and files are destroyed by the running station within
 * a minute, or at its next start. CLOCK-… while nobody has vouched for the clock; START-NO-OFFICE, START-STATION-KEY.
 */
export async function purgeByHand(state: string, clock: Clock, log: Logger): Promise<Result<{ purged: number }>> {
  const home = resolve(state);
  const key = await officeKey(home);
  if (!key.ok) return key;
  const store = openStore(home, key.value, clock, log);
  try {
    const clockWatch = new ClockWatch({ store, clock, boot: thisBoot(), log });
    const trusted = clockWatch.trusted();
    return trusted.ok ? ok({ purged: purgeDue({ store, clock, clockWatch }) }) : trusted;
  } finally {
    await store.close();
  }
}
