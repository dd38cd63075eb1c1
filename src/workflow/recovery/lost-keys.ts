import { documentsByKey, listLostKeys, replaceLostKeys } from '../../store/repositories/lost-keys.ts';
import type { Office } from '../office.ts';

/** More are not named: then nearly everything is lost. */
const mostNamed = 2000;

/**
 * Writes down of which dossiers documents are here that nobody can open, for their key is not: after a rescue of the keys
 * from an older backup. A key that was destroyed is not lost. Runs at every start before anything of a dossier is read or
 * written: for a cut may have come between the rescue and this, and no other key may take the place of a lost one, which
 * may come back. The key of what is of no dossier (images of the office, requests) is made anew: images are
 * entered again, and what a request brought is at the portal.
 * Answers how many there are.
 */
export function noteLostKeys({ store, clock, log }: Pick<Office, 'store' | 'clock' | 'log'>): number {
  const here = new Set(store.keys.ids());
  const gone = documentsByKey(store.db).filter(({ keyId }) => !here.has(keyId) && !store.keys.isDestroyed(keyId));
  store.keys.keepFree(gone.flatMap(({ dossierId }) => dossierId ?? []));
  const lost = gone.slice(0, mostNamed);
  const known = listLostKeys(store.db, mostNamed);
  const same = known.length === lost.length && known.every((one) => lost.some(({ keyId }) => keyId === one.keyId));
  if (same) return lost.length;
  const foundAt = clock.now();
  store.write((tx) => {
    replaceLostKeys(
      tx,
      lost.map(({ keyId, documents }) => ({ keyId, documents, foundAt })),
    );
    store.journal.append(tx, {
      actor: 'station',
      role: 'station',
      act: 'note-lost-keys',
      objectType: 'station',
      objectId: 'keys.db',
      facts: { dossiers: lost.length, documents: lost.reduce((sum, { documents }) => sum + documents, 0) },
    });
  });
  if (lost.length > 0) log.error({ dossiers: lost.length }, 'documents lie under keys that are lost');
  return lost.length;
}
