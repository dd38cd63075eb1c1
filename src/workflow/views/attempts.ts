import { fail, ok, type Result } from '../../common/result.ts';
import type { DocumentRow } from '../../store/documents/documents.ts';
import { inArray } from '../../store/drizzle.ts';
import type { Reader, Store } from '../../store/index.ts';
import { type AttemptItemRow, type AttemptRow, findAttempt, listItems } from '../../store/repositories/attempts.ts';
import { awaitedUntil } from '../../store/repositories/client-returns.ts';
import { countPages } from '../../store/repositories/pages.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import { originals } from '../../store/schema/index.ts';
import type { CopyCoding } from '../coding/copy-coding.ts';
import { fileLimit, signatureBytes } from '../coding/plan.ts';
import type { ComposedPage } from '../signing/page.ts';
import { registerTexts } from './numbers.ts';

export interface AttemptItemView {
  readonly originalId: string;
  readonly title: string;
  readonly pages: number;
  readonly registerNumber: string;
  readonly state: AttemptItemRow['state'];
  readonly failureCode: string | null;
  readonly attestation: {
    readonly lines: { role: string; text: string }[];
    readonly blockLines: string[];
    readonly fullName: string;
    readonly conversionMark: string | null;
  };
  readonly coding: CodingView | null;
}

/** How the pages of a composed copy are coded, and how large it will be with both signatures. */
export interface CodingView extends CopyCoding {
  readonly bytes: number;
  /** The most that the portal takes from an officer's hand, where the copy is larger; null where it fits. */
  readonly overLimitBytes: number | null;
}

export interface AttemptView {
  readonly attemptId: string;
  readonly provider: AttemptRow['provider'];
  readonly state: AttemptRow['state'];
  readonly failureCode: string | null;
  readonly createdAt: number;
  /** Until when files of the signing client are awaited, epoch milliseconds. */
  readonly awaitedUntil: number | null;
  readonly items: AttemptItemView[];
}

/** An attempt is shown to the officer who began it, and to nobody else. Error: STORE-NOT-FOUND. */
function ownAttempt(db: Reader, kind: AttemptRow['kind'], officerId: string, id: string): Result<AttemptRow> {
  const row = findAttempt(db, id);
  return row?.officerId === officerId && row.kind === kind ? ok(row) : fail('STORE-NOT-FOUND', { attempt: id });
}

/** A signing (or sealing) attempt of this officer with the attestation pages as composed. Error: STORE-NOT-FOUND. */
export function attemptView(db: Reader, kind: AttemptRow['kind'], officerId: string, id: string): Result<AttemptView> {
  const attempt = ownAttempt(db, kind, officerId, id);
  if (!attempt.ok) return attempt;
  const items = listItems(db, id);
  const ids = items.map((item) => item.originalId);
  const titles = new Map(
    db
      .select({ id: originals.id, title: originals.title })
      .from(originals)
      .where(inArray(originals.id, ids))
      .all()
      .map((row) => [row.id, row.title]),
  );
  const [pages, numbers] = [countPages(db, ids), registerTexts(db, ids)];
  const { state, failureCode, createdAt, provider } = attempt.value;
  const limit = fileLimit(readSettings(db));
  return ok({
    attemptId: id,
    provider,
    state,
    failureCode,
    createdAt,
    awaitedUntil: awaitedUntil(db, id),
    items: items.map((item) => ({
      originalId: item.originalId,
      title: titles.get(item.originalId) ?? '',
      pages: pages.get(item.originalId) ?? 0,
      registerNumber: numbers.get(item.originalId) ?? '',
      state: item.state,
      failureCode: item.failureCode,
      attestation: attestationOf(item.page as ComposedPage),
      coding: codingView(item.page as ComposedPage, limit),
    })),
  });
}

function codingView({ coding }: ComposedPage, limit: number | null): CodingView | null {
  if (coding === undefined) return null;
  const bytes = coding.bytes + signatureBytes;
  return { ...coding, bytes, overLimitBytes: limit !== null && bytes > limit ? limit : null };
}

function attestationOf({ attestation }: ComposedPage): AttemptItemView['attestation'] {
  return {
    lines: attestation.lines.map(({ role, text }) => ({ role, text })),
    blockLines: [...attestation.signature.blockLines],
    fullName: attestation.signature.fullName,
    conversionMark: attestation.conversionMark?.text ?? null,
  };
}

/**
 * What will be signed (or sealed): the composed copy of one original of an own attempt. Errors: STORE-NOT-FOUND,
 * SIGN-ATTEMPT-ENDED once it is signed, given up or superseded.
 */
export function previewDocument(
  store: Store,
  kind: AttemptRow['kind'],
  officerId: string,
  wanted: { readonly attemptId: string; readonly originalId: string },
): Result<DocumentRow> {
  const attempt = ownAttempt(store.db, kind, officerId, wanted.attemptId);
  if (!attempt.ok) return attempt;
  const item = listItems(store.db, wanted.attemptId).find((row) => row.originalId === wanted.originalId);
  if (!item) return fail('STORE-NOT-FOUND', { original: wanted.originalId });
  if (item.state !== 'prepared' && item.state !== 'begun') return fail('SIGN-ATTEMPT-ENDED');
  const document = store.documents.find(store.db, item.prefixDocumentId);
  return document ? ok(document) : fail('STORE-NOT-FOUND', { original: wanted.originalId });
}
