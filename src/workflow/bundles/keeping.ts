import { emptyGuest } from '../../portal/guests/guest-relay.ts';
import { sweepGuests } from '../../store/guests/guest-files.ts';
import { dropBundle, listBundles, unfinishedBundles } from '../../store/repositories/bundles.ts';
import {
  acknowledgeBefore,
  guestsBefore,
  keptGuests,
  messagesOfGuest,
  refuseGuest,
} from '../../store/repositories/guests.ts';
import type { Office } from '../office.ts';
import { settingsOf } from '../office.ts';
import { journalBundle } from './actors.ts';
import { sweepBundleFiles } from './files.ts';

const station = { id: 'station', role: 'station' } as const;
const dayMs = 86_400_000;

/**
 * At a start: a bundle whose making was cut is forgotten and its rows wait again, and files that no row names go, those of
 * a cut import too.
 */
export async function recoverBundles(office: Office): Promise<void> {
  const { store } = office;
  const unfinished = unfinishedBundles(store.db);
  if (unfinished.length > 0) {
    store.write((tx) => {
      for (const { id } of unfinished) {
        dropBundle(tx, id);
        journalBundle(office, tx, station, 'drop-bundle', id, {});
      }
    });
  }
  const open = listBundles(store.db, 1_000_000).filter((one) => one.settledAt === null && one.withdrawnAt === null);
  await sweepBundleFiles(office, new Set(open.map(({ id }) => id)));
  await sweepGuests(store, new Set(keptGuests(store.db)));
}

/**
 * What this station holds for other offices longer than the term is destroyed: messages that could not be sent are given
 * back as unsent. Not while the clock may be wrong, since what is destroyed does not come back. Answers how many bundles.
 */
export function expireGuests(office: Pick<Office, 'store' | 'clock' | 'clockWatch'>): number {
  if (!office.clockWatch.trusted().ok) return 0;
  const { store, clock } = office;
  const now = clock.now();
  const before = now - settingsOf(office)['hand-over.keep-days'] * dayMs;
  const over = guestsBefore(store.db, before);
  store.write((tx) => {
    for (const { id } of over) {
      for (const message of messagesOfGuest(tx, id)) {
        const why = { failureCode: 'BUNDLE-EXPIRED', failureMessage: null, settledAt: now };
        if (message.state === 'waiting') refuseGuest(tx, message.id, { state: 'unsent', ...why });
      }
      emptyGuest(store, tx, id, now);
    }
    // Receipts that nobody has come for in a further term are not offered any more.
    acknowledgeBefore(tx, before, now);
  });
  if (over.length > 0) store.jobs.wake();
  return over.length;
}
