import type { Clock } from '../common/clock.ts';
import { newId } from '../common/id.ts';
import { civilDate } from '../common/vietnam-time.ts';
import { Journal } from './audit/journal.ts';
import { openDatabase } from './database.ts';
import { raiseCounter } from './repositories/counters.ts';
import { insertHold, type RegisterHoldRow } from './repositories/register-holds.ts';

/** More dossiers than an office opens in a day: codes that the lost rows of today had are not given again. */
const codesPassedOver = 5000;

/**
 * Marks a database that came out of a backup, before it counts: it is brought to the present schema, numbers wait for an
 * officer's word, dossier codes of today go on far above those that may be lost, and the journal says what happened.
 */
export function markBroughtBack(
  path: string,
  { cause, backupAt }: Pick<RegisterHoldRow, 'cause' | 'backupAt'>,
  clock: Clock,
): void {
  const { sqlite, db } = openDatabase(path);
  try {
    db.transaction(
      (tx) => {
        const now = clock.now();
        insertHold(tx, { id: newId(clock), since: now, cause, backupAt });
        raiseCounter(tx, `dossier-code/${civilDate(now)}`, codesPassedOver);
        new Journal(clock).append(tx, {
          actor: 'station',
          role: 'station',
          act: 'bring-back-database',
          objectType: 'station',
          objectId: 'tram.db',
          facts: { cause, backupAt },
        });
      },
      { behavior: 'immediate' },
    );
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    sqlite.close();
  }
}
