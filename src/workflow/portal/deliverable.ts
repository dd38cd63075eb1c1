import { fail, ok, type Result } from '../../common/result.ts';
import type { DocumentRow } from '../../store/documents/documents.ts';
import { eq } from '../../store/drizzle.ts';
import { findOriginal } from '../../store/repositories/dossiers.ts';
import { findExtension } from '../../store/repositories/extensions.ts';
import { findHandover } from '../../store/repositories/handovers.ts';
import { originals } from '../../store/schema/index.ts';
import { timestampAnchors } from '../extending/policy.ts';
import type { Office } from '../office.ts';
import { expectedOnSealed } from '../signing/expected.ts';

/**
 * The same before an officer takes a copy. What was taken already is final, and what cannot be taken is refused when it is
 * asked for. Errors: those of `checkDeliverable`.
 */
export async function checkTakeable(office: Office, originalId: string): Promise<Result<void>> {
  const { db } = office.store;
  const original = findOriginal(db, originalId);
  if (original?.state !== 'issued' || original.copyDocumentId === null || findHandover(db, originalId)) return ok();
  const checked = await checkDeliverable(office, original.copyDocumentId);
  return checked.ok ? ok() : checked;
}

/**
 * The last look at a copy before it leaves the office: our own verifier over the very bytes. It passes when every byte is
 * accounted for and exactly the expected signatures are valid (TOTAL-PASSED, or INDETERMINATE because revocation data or
 * time-stamps are missing); everything else stops it. It is judged for the moment when the station made the file, so that
 * neither a clock set wrong since nor a certificate that ended since stops a copy that was good.
 *
 * Errors: those of the verifier and of reading (STORE-DOCUMENT-PURGED, STORE-KEY-LOST); COPY-CERTIFICATE-REVOKED when that was learnt since; STORE-NOT-FOUND.
 * Throws when the verifier could not look.
 */
export async function checkDeliverable(office: Office, documentId: string): Promise<Result<DocumentRow>> {
  const { db, documents } = office.store;
  const original = db.select().from(originals).where(eq(originals.copyDocumentId, documentId)).get();
  const document = documents.find(db, documentId);
  if (!original || !document) return fail('STORE-NOT-FOUND', { document: documentId });
  const opens = documents.opens(document);
  if (!opens.ok) return opens;
  const extension = findExtension(db, original.id);
  if (extension?.state === 'stopped') return fail('COPY-CERTIFICATE-REVOKED');
  const verified = await office.tasks.verify({
    document: documents.handle(documentId, document.keyId),
    expected: expectedOnSealed(db, original.id),
    trustAnchors: office.trustAnchors,
    intermediates: office.intermediates,
    timestampAnchors: timestampAnchors(office, db),
    at: document.createdAt,
  });
  if (!verified.ok && verified.error.code.startsWith('TASK-')) throw new Error(verified.error.code);
  if (!verified.ok) return verified;
  return verified.value.sha256 === document.sha256
    ? ok(document)
    : fail('STORE-DOCUMENT-DAMAGED', { document: documentId });
}
