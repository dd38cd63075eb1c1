import type { InboundCallbacks } from '../../portal/index.ts';
import { findRequest } from '../../store/repositories/online-requests.ts';
import { station } from '../actor.ts';
import type { Office } from '../office.ts';
import { takePortalAppointments } from './appointments/keep.ts';
import { contentOf } from './content.ts';
import { isForDesk } from './for-desk.ts';
import { noteUnreadable, takeRequest } from './take-request.ts';

/** What the room of the portal tells and asks about what comes to the desk. `office` is asked for when something comes. */
export function inboundCallbacks(office: () => Office): InboundCallbacks {
  return {
    isForDesk: (line) => isForDesk(office(), line),
    onRequest: (fetched, stamp) => takeRequest(office(), fetched, stamp),
    onUnreadableRequest: (code, stamp, failure) => noteUnreadable(office(), code, stamp, failure),
    onAppointments: (found, days, isWhole) => takePortalAppointments(office(), found, days, isWhole),
    accountOf: (requestId) => {
      const row = findRequest(office().store.db, requestId);
      return (row && contentOf(office().store, row)?.request.requester.accountId) ?? '';
    },
    onAnswerSettled: (tx, row, outcome) => {
      if (outcome.kind === 'unreachable') return;
      const { code } = outcome.kind === 'confirmed' ? { code: null } : outcome;
      office().store.journal.append(tx, {
        actor: station.id,
        role: 'station',
        act: outcome.kind === 'confirmed' ? 'answer-confirmed' : 'answer-refused',
        objectType: 'dossier',
        objectId: row.requestId,
        facts: { decision: row.decision, ...(code === null ? {} : { code }) },
      });
    },
    onNews: () => office().events.emit({ type: 'inbound-changed' }),
  };
}
