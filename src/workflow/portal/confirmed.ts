import { unwrap } from '../../common/result.ts';
import type { ConfirmedRow, DeliveredCopy, Receipt } from '../../portal/index.ts';
import type { Reader, Tx } from '../../store/index.ts';
import { listOriginals } from '../../store/repositories/dossiers.ts';
import { act } from '../act.ts';
import { station } from '../actor.ts';
import type { Office } from '../office.ts';

/**
 * The portal confirmed a message; runs in the transaction that marks the row. A confirmed dossier carried every copy
 * that the gateway had, since a dossier's messages go in order: those originals are delivered now, and the portal
 * then learns that their result was returned.
 */
export function onConfirmed(
  office: Office,
  tx: Tx,
  row: ConfirmedRow,
  receipt: Receipt,
  delivered: (db: Reader, dossierId: string) => readonly DeliveredCopy[],
): void {
  if (row.kind !== 'sync-dossier') return;
  const there = new Set(delivered(tx, row.dossierId).map((copy) => copy.documentId));
  const reached = listOriginals(tx, [row.dossierId]).filter(
    (original) => original.state === 'issued' && original.copyDocumentId !== null && there.has(original.copyDocumentId),
  );
  for (const original of reached) {
    unwrap(
      act(office, tx, {
        actor: station,
        originalId: original.id,
        act: 'deliver',
        change: { deliveredAt: office.clock.now() },
        facts: { receipt: receipt.requestSha256, connector: receipt.connector },
      }),
    );
  }
  if (reached.length > 0) office.outbox.enqueueSync(tx, row.dossierId);
  queueMicrotask(() => {
    for (const original of reached) {
      office.events.emit({
        type: 'original-changed',
        originalId: original.id,
        dossierId: row.dossierId,
        state: 'delivered',
      });
    }
    office.events.emit({ type: 'station-changed' });
  });
}
