import { resolve } from 'node:path';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { WrongStationKey } from '../store/documents/key-ring.ts';
import { openStore } from '../store/index.ts';
import { findOfficerByUsername } from '../store/repositories/officers.ts';
import { station } from '../workflow/actor.ts';
import { resetSecondFactor } from '../workflow/commands/reset-second-factor.ts';
import { officeKey } from './office-key.ts';

/**
 * Takes an officer's one-time codes away at the box itself, when no other unit admin can: the next sign-in sets new ones
 * up. The station may be running; SQLite takes one writer after the other.
 * Errors: START-NO-OFFICE, START-STATION-KEY, STORE-NOT-FOUND.
 */
export async function resetTotp(
  username: string,
  stateFolder: string,
  clock: Clock,
  log: Logger,
): Promise<Result<{ readonly reset: string }>> {
  const state = resolve(stateFolder);
  const key = await officeKey(state);
  if (!key.ok) return key;
  try {
    const store = openStore(state, key.value, clock, log);
    try {
      const officer = findOfficerByUsername(store.db, username.normalize('NFC').trim().toLowerCase());
      if (!officer) return fail('STORE-NOT-FOUND', { officer: username });
      const reset = resetSecondFactor(store, station, officer.id);
      return reset.ok ? ok({ reset: officer.username }) : reset;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof WrongStationKey) return fail('START-STATION-KEY');
    throw error;
  }
}
