import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { WrongStationKey } from '../store/documents/key-ring.ts';
import { readStationKey } from '../store/documents/station-key.ts';
import { openStore } from '../store/index.ts';
import { findOfficerByUsername } from '../store/repositories/officers.ts';
import { station } from '../workflow/actor.ts';
import { resetSecondFactor } from '../workflow/commands/reset-second-factor.ts';

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
  if (!existsSync(join(state, 'tram.db'))) return fail('START-NO-OFFICE', { folder: state });
  const key = await readStationKey(state, process.env['CREDENTIALS_DIRECTORY']).catch(() => null);
  if (key === null) return fail('START-STATION-KEY');
  try {
    const store = openStore(state, key, clock, log);
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
