import type { DocumentRow } from '../../store/documents/documents.ts';
import { alias, and, eq, or, sql } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import type { AttemptItemRow, AttemptRow } from '../../store/repositories/attempts.ts';
import { attemptItems, attempts, copyExtensions, documents, originals } from '../../store/schema/index.ts';

const last = alias(attemptItems, 'last');
const extended = alias(copyExtensions, 'extended');
/** What the last signature made: the copy itself, or what it was extended from. */
const sealedCopy = sql`coalesce(${extended.sealedDocumentId}, ${originals.copyDocumentId})`;

/**
 * The item by which an original's present first signature was made, with its document: the one that made the present
 * copy, or what the seal on it was put on. Signatures given up earlier are others, whatever the clock said then.
 */
export function lastSignedItem(
  db: Reader,
  originalId: string,
): {
  readonly item: AttemptItemRow;
  readonly document: DocumentRow;
  readonly certificateSha256: string;
  readonly provider: AttemptRow['provider'];
} {
  const found = db
    .select({
      item: attemptItems,
      document: documents,
      certificateSha256: attempts.certificateSha256,
      provider: attempts.provider,
    })
    .from(attemptItems)
    .innerJoin(attempts, eq(attempts.id, attemptItems.attemptId))
    .innerJoin(originals, eq(originals.id, attemptItems.originalId))
    .innerJoin(documents, eq(documents.id, attemptItems.resultDocumentId))
    .leftJoin(extended, and(eq(extended.originalId, originals.id), eq(extended.state, 'done')))
    .innerJoin(last, eq(last.resultDocumentId, sealedCopy))
    .where(
      and(
        eq(attemptItems.originalId, originalId),
        eq(attemptItems.state, 'done'),
        eq(attempts.kind, 'sign'),
        or(eq(attemptItems.id, last.id), eq(attemptItems.resultDocumentId, last.prefixDocumentId)),
      ),
    )
    .get();
  if (!found) throw new Error(`no signature is recorded for original ${originalId}`);
  return found;
}
