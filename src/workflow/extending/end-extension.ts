import type { Code } from '../../common/codes/index.ts';
import { releaseCopy, uploadRowOf } from '../../portal/index.ts';
import type { Tx } from '../../store/index.ts';
import { type ExtensionRow, findExtension, updateExtension } from '../../store/repositories/extensions.ts';
import type { Office } from '../office.ts';

/**
 * The copy stays as it was sealed: it went out (`without`), or what was learnt forbids to deliver it (`stopped`). In the
 * transaction of what makes it so; its file is final from here on, and its row waits for nothing more.
 */
export function endExtension(
  office: Pick<Office, 'store' | 'clock'>,
  tx: Tx,
  row: ExtensionRow,
  how: { readonly state: 'without' } | { readonly state: 'stopped'; readonly code: Code },
): void {
  const failureCode = how.state === 'stopped' ? how.code : row.failureCode;
  updateExtension(tx, row.originalId, { state: how.state, failureCode, endedAt: office.clock.now() });
  // A file that is at work now, or was when it was cut, is never named.
  if (row.state === 'working' && row.resultDocumentId !== null) {
    office.store.jobs.enqueue(tx, 'remove-document', { documentId: row.resultDocumentId });
  }
  const upload = uploadRowOf(tx, row.dossierId, row.sealedDocumentId);
  if (upload) releaseCopy(tx, upload);
  office.store.journal.append(tx, {
    actor: 'station',
    role: 'station',
    act: how.state === 'stopped' ? 'stop-copy' : 'go-without-timestamps',
    objectType: 'original',
    objectId: row.originalId,
    facts: { attempts: row.attempts, ...(failureCode === null ? {} : { code: failureCode }) },
  });
}

/** The file of an original goes out as it is, if it still waited for its time-stamps. */
export function goWithout(office: Pick<Office, 'store' | 'clock'>, tx: Tx, originalId: string): void {
  const row = findExtension(tx, originalId);
  if (row && row.endedAt === null) endExtension(office, tx, row, { state: 'without' });
}
