import { fail, ok, type Result } from '../../../common/result.ts';
import type { PortalStatus } from '../../../portal/index.ts';
import type { Reader } from '../../../store/index.ts';
import { goesByHand } from '../../../store/repositories/handovers.ts';
import { outboxOfDossier } from '../../../store/repositories/outbox.ts';

/** How the running connector works: by itself, or attended by an officer. */
export type Way = PortalStatus['kind'];

/**
 * A dossier goes one way. From the moment an officer takes a file of it, it goes by hand, whatever the office sets
 * later; all others go as the running connector does. So a change of the connector neither loses nor doubles one.
 * Error: HANDOVER-NOT-BY-HAND.
 */
export function mayGoByHand(db: Reader, dossierId: string, way: Way): Result<void> {
  return way === 'attended' || goesByHand(db, dossierId) ? ok() : fail('HANDOVER-NOT-BY-HAND');
}

/**
 * What an automatic connector did with the dossier before: nothing, perhaps something (it was on its way, and no answer
 * came), or the portal confirmed it.
 */
export function sentBefore(db: Reader, dossierId: string): 'no' | 'perhaps' | 'yes' {
  const rows = outboxOfDossier(db, dossierId).filter((row) => row.kind === 'sync-dossier');
  if (rows.some((row) => row.receipt !== null && row.receipt.connector !== 'manual')) return 'yes';
  return rows.some((row) => row.begunAt !== null) ? 'perhaps' : 'no';
}
