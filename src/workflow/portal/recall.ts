import { uploadRowOf } from '../../portal/index.ts';
import type { Tx } from '../../store/index.ts';
import type { OriginalRow } from '../../store/repositories/dossiers.ts';
import { outboxOfDossier } from '../../store/repositories/outbox.ts';
import { addRecall } from '../../store/repositories/recalls.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import type { Office } from '../office.ts';

/**
 * Takes a cancelled copy back, in the transaction of its cancellation: the portal learns the dossier's state without that
 * result and the step by which it was cancelled, and its link is to be closed at the gateway. One that still waits to be
 * sent leaves no more, and one that is on its way is broken off. What was never issued was never anywhere.
 */
export function recallCopy(office: Office, tx: Tx, original: OriginalRow): void {
  const { id: originalId, dossierId, copyDocumentId, issuedAt } = original;
  if (issuedAt === null || copyDocumentId === null) return;
  const sync = outboxOfDossier(tx, dossierId).findLast(
    ({ kind, state }) => kind === 'sync-dossier' && state !== 'confirmed',
  );
  const entry = office.store.journal.ofObject(tx, 'original', originalId).findLast(({ act }) => act === 'cancel');
  if (entry && readSettings(tx)['portal.recall-step']) office.outbox.enqueueProgress(tx, dossierId, [entry.seq]);
  const upload = uploadRowOf(tx, dossierId, copyDocumentId);
  const ended = upload !== undefined && office.outbox.endUpload(tx, upload) ? upload : null;
  addRecall(tx, {
    originalId,
    dossierId,
    // One that was sent again leaves its earlier message behind.
    uploadId: uploadRowOf(tx, dossierId, copyDocumentId)?.id ?? null,
    syncId: sync?.id ?? null,
    askedAt: office.clock.now(),
    linkId: ended?.begunAt == null ? null : ended.id,
    uploadUrl: ended?.uploadUrl ?? null,
  });
}
