import type { DocumentRow } from '../../store/documents/documents.ts';
import { and, desc, eq } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import type { AttemptItemRow } from '../../store/repositories/attempts.ts';
import { attemptItems, attempts, documents, originals } from '../../store/schema/index.ts';

/** The item by which an original's present first signature was made, with its document. A signed original has one. */
export function lastSignedItem(
  db: Reader,
  originalId: string,
): { readonly item: AttemptItemRow; readonly document: DocumentRow; readonly certificateSha256: string } {
  const found = db
    .select({ item: attemptItems, document: documents, certificateSha256: attempts.certificateSha256 })
    .from(attemptItems)
    .innerJoin(attempts, eq(attempts.id, attemptItems.attemptId))
    .innerJoin(originals, eq(originals.id, attemptItems.originalId))
    .innerJoin(documents, eq(documents.id, attemptItems.resultDocumentId))
    .where(and(eq(attemptItems.originalId, originalId), eq(attemptItems.state, 'done'), eq(attempts.kind, 'sign')))
    .orderBy(desc(attemptItems.endedAt))
    .get();
  if (!found) throw new Error(`no signature is recorded for original ${originalId}`);
  return found;
}
