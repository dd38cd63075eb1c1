import { mayReplaceCopy, replaceCopy, uploadRowOf } from '../../portal/index.ts';
import { findOriginal, type OriginalRow, updateOriginal } from '../../store/repositories/dossiers.ts';
import { type ExtensionRow, findExtension, updateExtension } from '../../store/repositories/extensions.ts';
import { findHandover } from '../../store/repositories/handovers.ts';
import { announce, discardDocument } from '../act.ts';
import type { Office } from '../office.ts';
import type { Written } from '../tasks.ts';
import { endExtension } from './end-extension.ts';

/**
 * The transaction after the file, also reached at boot for a file that verifies: the extended file is the copy, the row of
 * the outbox sends it, and the sealed file, with which it begins, goes. A copy that went out meanwhile stays as it was,
 * and the file is removed: there is never a second version of one copy.
 */
export function completeExtension(office: Office, begun: ExtensionRow, written: Written): 'extended' | 'too-late' {
  const { store, clock } = office;
  const extended = store.write((tx): OriginalRow | null => {
    const row = findExtension(tx, begun.originalId);
    const documentId = begun.resultDocumentId;
    // Ended by somebody else, who has seen to the file.
    if (row?.state !== 'working' || documentId === null || row.resultDocumentId !== documentId) return null;
    const original = findOriginal(tx, row.originalId);
    const upload = uploadRowOf(tx, row.dossierId, row.sealedDocumentId);
    const open = original?.state === 'issued' && original.copyDocumentId === row.sealedDocumentId;
    if (!open || !upload || findHandover(tx, original.id) || !mayReplaceCopy(upload)) {
      endExtension(office, tx, row, { state: 'without' });
      return null;
    }
    // First the document: its length goes into the row that sends it.
    store.documents.record(tx, { id: documentId, keyId: row.dossierId, purpose: 'extended', ...written });
    const replaced = replaceCopy(tx, upload, documentId);
    if (!replaced || !updateOriginal(tx, original, { copyDocumentId: documentId })) {
      throw new Error('changed within a transaction');
    }
    discardDocument(office, tx, row.sealedDocumentId);
    updateExtension(tx, row.originalId, { state: 'done', failureCode: null, endedAt: clock.now() });
    store.journal.append(tx, {
      actor: 'station',
      role: 'station',
      act: 'extend-copy',
      objectType: 'original',
      objectId: original.id,
      facts: { prefix: row.sealedSha256, sha256: written.sha256, length: written.length },
    });
    return original;
  });
  if (extended === null) return 'too-late';
  announce(office, extended);
  office.outbox.wake();
  return 'extended';
}
