import { findDossier } from '../../store/repositories/dossiers.ts';
import { forgetRequest, isAnswerUnderWay, requestsUnchangedSince } from '../../store/repositories/online-requests.ts';
import { removeDocumentsOf } from '../../store/repositories/retention.ts';
import { station } from '../actor.ts';
import type { Office } from '../office.ts';

const dayMs = 86_400_000;

/**
 * A request that nobody decides stays at least so long: the citizen may still come with the paper (days). No longer does
 * one wait whose answer has found no way to the portal.
 */
const longestDays = 90;

/**
 * Forgets the requests from which no dossier was opened: what was decided after the same term as a dossier's documents,
 * what nobody decided after a longer one. What the portal refused to be told of a decision holds nothing back, and after
 * the longer term neither does what could not be sent: it goes too, untold. Content and files go with their key; the code
 * stays, so that the portal's list brings nothing of it back. Answers how many.
 */
export function purgeRequests(office: Pick<Office, 'store' | 'clock'>, days: number): number {
  const { store, clock } = office;
  const now = clock.now();
  let purged = 0;
  for (const { id, state, changedAt } of requestsUnchangedSince(store.db, now - days * dayMs)) {
    const decided = ['refused', 'withdrawn', 'ended', 'unreadable'].includes(state);
    const isLongAgo = now - changedAt >= Math.max(days, longestDays) * dayMs;
    if (!decided && !isLongAgo) continue;
    const done = store.write((tx) => {
      if (findDossier(tx, id) || isAnswerUnderWay(tx, id, isLongAgo ? ['sending'] : ['waiting', 'sending']))
        return false;
      const documents = removeDocumentsOf(tx, id, now);
      const untold = forgetRequest(tx, id, now);
      store.jobs.enqueue(tx, 'destroy-key', { keyId: id });
      for (const documentId of documents) store.jobs.enqueue(tx, 'remove-document', { documentId });
      const facts = { documents: documents.length, days, ...(untold > 0 ? { untold } : {}) };
      const by = { actor: station.id, role: 'station' };
      store.journal.append(tx, { ...by, act: 'purge-request', objectType: 'dossier', objectId: id, facts });
      return true;
    });
    if (done) purged += 1;
  }
  return purged;
}
