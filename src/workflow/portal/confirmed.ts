import { unwrap } from '../../common/result.ts';
import type { ConfirmedRow, DeliveredCopy, Receipt } from '../../portal/index.ts';
import type { Reader, Tx } from '../../store/index.ts';
import { findOriginal, listOriginals } from '../../store/repositories/dossiers.ts';
import { outboxOfDossier } from '../../store/repositories/outbox.ts';
import { act, announce } from '../act.ts';
import { station } from '../actor.ts';
import { noteAnswerSettled } from '../inbound/answer-settled.ts';
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
  if (row.kind === 'answer-request') noteAnswerSettled(office, tx, row, null);
  if (row.kind === 'upload-copy') tellOfFile(office, tx, row.dossierId);
  if (row.kind !== 'sync-dossier' || receipt.withoutResults) return;
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
    // After the transaction, whether or not it was committed: what is told is what then stands.
    for (const { id } of reached) {
      const original = findOriginal(office.store.db, id);
      if (original) announce(office, original);
    }
    office.events.emit({ type: 'station-changed' });
  });
}

/** A file that was held comes after the dossier that it belongs to: the portal learns its address by another message. */
function tellOfFile(office: Office, tx: Tx, dossierId: string): void {
  const open = outboxOfDossier(tx, dossierId).some((row) => row.kind === 'sync-dossier' && row.state !== 'confirmed');
  if (!open) office.outbox.enqueueSync(tx, dossierId);
}
