import { fail, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { AttemptItemRow, AttemptRow } from '../../store/repositories/attempts.ts';
import { findOriginal } from '../../store/repositories/dossiers.ts';
import { findOfficeImage, type OfficerRow } from '../../store/repositories/officers.ts';
import type { Office } from '../office.ts';
import type { PreparedTask } from '../tasks.ts';
import { expectedBefore } from './expected.ts';
import type { ComposedPage } from './page.ts';
import { imageOwner } from './prepare-attempt.ts';

/**
 * Makes the revision to be signed. For a seal the worker first verifies, on the very bytes it then hashes, that the
 * signer's signature is there and covers them all: the seal never signs what the signer did not.
 */
export async function prepareItem(
  office: Office,
  attempt: AttemptRow,
  item: AttemptItemRow,
  officer: OfficerRow,
  certificateDer: Uint8Array,
  at: number,
): Promise<Result<PreparedTask>> {
  const { db, documents } = office.store;
  const original = findOriginal(db, item.originalId);
  const kind = attempt.kind === 'sign' ? 'signature' : 'seal';
  const image = findOfficeImage(db, kind, imageOwner(attempt.kind, officer), civilDate(at));
  if (!original || !image) return fail('SIGN-NO-IMAGE');
  const page = item.page as ComposedPage;
  return await office.tasks.prepare({
    prefix: documents.handle(item.prefixDocumentId, original.dossierId),
    prefixSha256: item.prefixSha256,
    role: attempt.kind === 'sign' ? 'signer' : 'seal',
    image: {
      document: documents.handle(image.documentId, 'office'),
      widthMm: image.widthMm,
      heightMm: image.heightMm,
    },
    attestation: page.attestation,
    signerName: officer.fullName,
    certificateDer,
    at,
    expected: expectedBefore(db, attempt.kind, item.originalId),
    trustAnchors: office.trustAnchors,
    intermediates: office.intermediates,
  });
}
