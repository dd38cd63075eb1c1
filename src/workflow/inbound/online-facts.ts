import type { PortalDossier } from '../../portal/index.ts';
import type { Store } from '../../store/index.ts';
import { findRequest } from '../../store/repositories/online-requests.ts';
import { contentOf } from './content.ts';

/** What the portal is told of a dossier that came from there; nothing of any other. */
export function onlineFacts(
  store: Store,
  dossierId: string,
): Pick<PortalDossier, 'channel' | 'accountId' | 'filedAt' | 'paidOnline'> {
  const row = findRequest(store.db, dossierId);
  if (!row) return {};
  const accountId = contentOf(store, row)?.request.requester.accountId;
  return {
    channel: 'online',
    ...(accountId === undefined ? {} : { accountId }),
    ...(row.filedAt === null ? {} : { filedAt: row.filedAt }),
    ...(row.paid === null ? {} : { paidOnline: row.paid }),
  };
}
