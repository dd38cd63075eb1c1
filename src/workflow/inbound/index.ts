import type { InboundCallbacks } from '../../portal/index.ts';
import { waitingCodes } from '../../store/repositories/online-requests.ts';
import type { Office } from '../office.ts';
import { takePortalAppointments } from './appointments/keep.ts';
import { isForDesk } from './for-desk.ts';
import { noteOver, noteUnreadable, takeRequest } from './take-request.ts';

/** What the room of the portal tells and asks about what comes to the desk. `office` is asked for when something comes. */
export function inboundCallbacks(office: () => Office): InboundCallbacks {
  return {
    onListed: (line) => noteOver(office(), line),
    waiting: () => waitingCodes(office().store.db),
    isForDesk: (line) => isForDesk(office(), line),
    onRequest: (fetched, stamp) => takeRequest(office(), fetched, stamp),
    onUnreadableRequest: (code, stamp, failure) => noteUnreadable(office(), code, stamp, failure),
    onAppointments: (found, days, isWhole) => takePortalAppointments(office(), found, days, isWhole),
    onNews: () => office().events.emit({ type: 'inbound-changed' }),
  };
}
