import type { Store } from '../../store/index.ts';
import { confirmedUploads, type OutboxRow, reopenUpload, resumeRow } from '../../store/repositories/outbox.ts';
import type { OutboxResult } from '../../store/schema/outbox.ts';

/**
 * Before a dossier is told of its copies: those that left the office by another way, whose name this way cannot tell,
 * go again first. Their rows are before the dossier's, so its turn comes after theirs. Answers whether there were any.
 */
export function uploadAgain(store: Store, row: OutboxRow, wanted: keyof OutboxResult, now: number): boolean {
  if (row.kind !== 'sync-dossier') return false;
  const foreign = confirmedUploads(store.db, row.dossierId).filter((upload) => upload.result?.[wanted] === undefined);
  if (foreign.length === 0) return false;
  store.write((tx) => {
    for (const upload of foreign) reopenUpload(tx, upload.id, now);
    resumeRow(tx, row.id, now);
  });
  return true;
}
