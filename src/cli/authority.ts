import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../common/clock.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { iso8601 } from '../common/vietnam-time.ts';
import { Journal } from '../store/audit/journal.ts';
import { openDatabase } from '../store/database.ts';
import { readSettings } from '../store/repositories/settings.ts';
import { stationNames } from '../web/authority/names.ts';
import { makeCertificates, readAuthority } from '../web/authority/station-certificate.ts';
import { inFours } from '../web/install/page.ts';

/** What a technician compares, or prints for whoever installs the certificate on a machine. */
export interface AuthorityShown {
  readonly file: string;
  readonly names: readonly string[];
  readonly sha1: string;
  readonly sha256: string;
  readonly validUntil: string;
}

/** Shows the station's authority. Error: START-NO-OFFICE. */
export async function showAuthority(state: string): Promise<Result<AuthorityShown>> {
  const file = join(state, 'authority.pem');
  if (!existsSync(file)) return fail('START-NO-OFFICE');
  const { names, sha1, sha256, notAfter } = await readAuthority(state);
  return ok({ file, names, sha1: inFours(sha1), sha256: inFours(sha256), validUntil: iso8601(notAfter) });
}

/**
 * Makes a new authority for the names that the settings have now. Every machine has to install it anew; the station
 * takes it at its next start. Error: START-NO-OFFICE.
 */
export async function newAuthority(state: string, clock: Clock): Promise<Result<AuthorityShown>> {
  const path = join(state, 'tram.db');
  if (!existsSync(path)) return fail('START-NO-OFFICE');
  const { sqlite, db } = openDatabase(path);
  try {
    const settings = readSettings(db);
    await makeCertificates(state, settings['office.name'], stationNames(settings), clock.now());
    const { sha256, names } = await readAuthority(state);
    const facts = { sha256: sha256.toLowerCase(), names: names.length };
    db.transaction(
      (tx) =>
        new Journal(clock).append(tx, {
          actor: 'station',
          role: 'station',
          act: 'new-authority',
          objectType: 'station',
          objectId: 'authority',
          facts,
        }),
      { behavior: 'immediate' },
    );
  } finally {
    sqlite.close();
  }
  return await showAuthority(state);
}
