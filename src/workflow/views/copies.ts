import type { OriginalState, Role, Turn } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { DocumentRow } from '../../store/documents/documents.ts';
import { and, desc, eq, inArray } from '../../store/drizzle.ts';
import type { Reader, Store } from '../../store/index.ts';
import { findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { findPage, findScannedPage } from '../../store/repositories/pages.ts';
import { attemptItems, attempts, documents, originals } from '../../store/schema/index.ts';
import { expectedBefore, expectedOnSealed } from '../signing/expected.ts';
import type { AttemptKind } from '../signing/prepare-attempt.ts';
import type { ExpectedSignature } from '../tasks.ts';

/** The states in which the copy with both signatures is there for all who work on it. */
const whole: readonly OriginalState[] = ['sealed', 'issued', 'delivered'];

/** A certified copy that may be shown, and whose signatures must be on it. */
export interface CopyView {
  readonly original: OriginalRow;
  readonly document: DocumentRow;
  readonly expected: readonly ExpectedSignature[];
}

/**
 * The copy of an original, as the transaction that signed or sealed it named it: sealed for everybody, only signed for
 * the seal keeper. Errors: STORE-NOT-FOUND (also while there is none to show).
 */
export function copyView(store: Store, roles: readonly Role[], originalId: string): Result<CopyView> {
  const original = findOriginal(store.db, originalId);
  if (!original?.copyDocumentId) return fail('STORE-NOT-FOUND', { original: originalId });
  const state = original.state as OriginalState;
  const shown = whole.includes(state) || (state === 'signed' && roles.includes('seal-keeper'));
  const document = store.documents.find(store.db, original.copyDocumentId);
  if (!shown || !document) return fail('STORE-NOT-FOUND', { original: originalId, state });
  return ok({ original, document, expected: expectedOn(store.db, originalId, state) });
}

/** The copy with these bytes that the station issued, also one cancelled since; null when it issued none. */
export function issuedCopy(store: Store, sha256: string): CopyView | null {
  const found = store.db
    .select({ original: originals, document: documents })
    .from(documents)
    .innerJoin(originals, eq(originals.copyDocumentId, documents.id))
    .where(and(eq(documents.sha256, sha256), inArray(documents.purpose, ['revision-2', 'extended'])))
    .get();
  const state = found?.original.state as OriginalState;
  if (!found || !(whole.includes(state) || state === 'cancelled')) return null;
  return { ...found, expected: expectedOn(store.db, found.original.id, state) };
}

/** A file that this station once made of an original, whether it is still kept or not. */
export interface MadeFile {
  readonly original: OriginalRow;
  readonly sha256: string;
  /** The step that made it. */
  readonly by: AttemptKind;
}

/** The newest file among those with these hashes that a signature of this station ended; null when it made none. */
export function madeFile(store: Store, sha256s: readonly string[]): MadeFile | null {
  if (sha256s.length === 0) return null;
  const found = store.db
    .select({ original: originals, sha256: documents.sha256, by: attempts.kind })
    .from(documents)
    .innerJoin(attemptItems, eq(attemptItems.resultDocumentId, documents.id))
    .innerJoin(attempts, eq(attempts.id, attemptItems.attemptId))
    .innerJoin(originals, eq(originals.id, attemptItems.originalId))
    .where(and(inArray(documents.sha256, [...sha256s]), eq(attemptItems.state, 'done')))
    .orderBy(desc(documents.length))
    .get();
  return found ?? null;
}

function expectedOn(db: Reader, originalId: string, state: OriginalState): ExpectedSignature[] {
  return state === 'signed' ? expectedBefore(db, 'seal', originalId) : expectedOnSealed(db, originalId);
}

/** A page to be shown: its document, and how far it is turned. */
export interface PageDocument {
  readonly document: DocumentRow;
  readonly turn: Turn;
}

/** The page in this place of the copy. Error: STORE-NOT-FOUND. */
export function pageDocument(store: Store, originalId: string, ordinal: number): Result<PageDocument> {
  const page = findPage(store.db, originalId, ordinal);
  const document = page && store.documents.find(store.db, page.documentId);
  return document
    ? ok({ document, turn: page.turn })
    : fail('STORE-NOT-FOUND', { original: originalId, page: ordinal });
}

/** A page of this original as it was scanned, set aside or not. Error: STORE-NOT-FOUND. */
export function scannedPageDocument(store: Store, originalId: string, pageId: string): Result<DocumentRow> {
  const page = findScannedPage(store.db, originalId, pageId);
  const document = page && store.documents.find(store.db, page.documentId);
  return document ? ok(document) : fail('STORE-NOT-FOUND', { original: originalId, page: pageId });
}
