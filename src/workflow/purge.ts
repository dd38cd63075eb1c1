import { isPurgeDue, type OriginalState } from '../certification/index.ts';
import type { Reader } from '../store/index.ts';
import { deleteAppointment } from '../store/repositories/appointments.ts';
import { forgetCitizenAccount } from '../store/repositories/citizen-accounts.ts';
import { forgetRequest } from '../store/repositories/online-requests.ts';
import {
  forgetRequester,
  keptDossier,
  purgedAmong,
  removeDocumentsOf,
  settledDossierIds,
} from '../store/repositories/retention.ts';
import { readSettings } from '../store/repositories/settings.ts';
import { purgeAppointments } from './inbound/appointments/keep.ts';
import { purgeRequests } from './inbound/purge-requests.ts';
import type { Office } from './office.ts';

/** Payload of the durable job that destroys a dossier's key. */
export interface DestroyKey {
  readonly keyId: string;
}

/**
 * Purges the dossiers whose term is over: documents are marked as removed and the requester is forgotten in one
 * transaction, which also queues the destruction of the dossier's key and of the files. From that destruction on the
 * documents are gone in every copy and backup. The register keeps its rows. Runs at every midnight, at every start, and
 * by `tram purge`; a running station destroys the keys, so that none stays in its memory.
 *
 * Answers how many dossiers were purged: none while the clock may be wrong, since what is destroyed does not come back.
 */
export function purgeDue(office: Pick<Office, 'store' | 'clock' | 'clockWatch'>): number {
  const { store, clock } = office;
  if (!office.clockWatch.trusted().ok) return 0;
  const { 'retention.days': days, 'onestop.beside': besides } = readSettings(store.db);
  let purged = 0;
  const isDue = (db: Reader, id: string, now: number): boolean => {
    const dossier = keptDossier(db, id, besides);
    return dossier !== undefined && isPurgeDue({ ...dossier, states: dossier.states as OriginalState[] }, days, now);
  };
  for (const id of settledDossierIds(store.db)) {
    if (!isDue(store.db, id, clock.now())) continue;
    const done = store.write((tx) => {
      const now = clock.now();
      if (!isDue(tx, id, now)) return false;
      const documents = removeDocumentsOf(tx, id, now);
      forgetRequester(tx, id, now);
      forgetRequest(tx, id, now);
      deleteAppointment(tx, id);
      forgetCitizenAccount(tx, id);
      store.jobs.enqueue(tx, 'destroy-key', { keyId: id } satisfies DestroyKey);
      for (const documentId of documents) store.jobs.enqueue(tx, 'remove-document', { documentId });
      store.journal.append(tx, {
        actor: 'station',
        role: 'station',
        act: 'purge-dossier',
        objectType: 'dossier',
        objectId: id,
        facts: { documents: documents.length, days },
      });
      return true;
    });
    if (done) purged += 1;
  }
  purged += purgeRequests(office, days) + purgeAppointments(office, days);
  if (purged > 0) store.cutWal();
  return purged;
}

/**
 * Destroys again every key whose dossier or request is purged by its row, or whose bundle is emptied: keys that came out of a backup may be from
 * before, and what the damaged database knew of their destruction may be lost. Runs at every start. Answers how many.
 */
export function destroyPurgedAgain({ store }: Pick<Office, 'store'>): number {
  const ids = purgedAmong(store.db, store.keys.ids());
  if (ids.length === 0) return 0;
  store.write((tx) => {
    for (const id of ids) {
      store.jobs.enqueue(tx, 'destroy-key', { keyId: id } satisfies DestroyKey);
      const by = { actor: 'station', role: 'station' };
      store.journal.append(tx, { ...by, act: 'destroy-key-again', objectType: 'dossier', objectId: id });
    }
  });
  return ids.length;
}
