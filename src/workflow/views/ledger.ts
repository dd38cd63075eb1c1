import { fail, ok } from '../../common/result.ts';
import { originalOfUpload } from '../../portal/index.ts';
import { eq } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import { type CopyFetchRow, type CopyLinkRow, fetchesOf, linksOf } from '../../store/repositories/copy-links.ts';
import { findDossier, listOriginals, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { findRequest } from '../../store/repositories/online-requests.ts';
import { type OutboxRow, outboxOfDossier } from '../../store/repositories/outbox.ts';
import { differencesOfDossier } from '../../store/repositories/portal-differences.ts';
import { type RecallRow, recallsOfDossier } from '../../store/repositories/recalls.ts';
import { findFarDossier } from '../../store/repositories/reconciliation.ts';
import { portalReferences } from '../../store/schema/index.ts';
import { differenceViews } from './differences.ts';

/**
 * All that was sent of a dossier, or of a request that none was opened from: messages with their receipts, copies with their links and fetches, recalls, what the far
 * side calls it and was heard to have. Error: STORE-NOT-FOUND.
 */
export function ledger(db: Reader, dossierId: string) {
  const dossier = findDossier(db, dossierId) ?? findRequest(db, dossierId);
  if (!dossier) return fail('STORE-NOT-FOUND', { dossier: dossierId });
  const originals = new Map(listOriginals(db, [dossierId]).map((row) => [row.id, row]));
  const rows = outboxOfDossier(db, dossierId);
  const uploads = rows.filter(({ kind }) => kind === 'upload-copy');
  const ids = uploads.map(({ id }) => id);
  const links = new Map(linksOf(db, ids).map((row) => [row.outboxId, row]));
  const fetches = Map.groupBy(fetchesOf(db, ids), ({ outboxId }) => outboxId);
  const own = eq(portalReferences.dossierId, dossierId);
  const references = db.select().from(portalReferences).where(own).all();
  return ok({
    dossierId,
    dossierCode: dossier.code,
    messages: rows.map((row) => message(row, originalOf(row, originals))),
    copies: uploads.map((row) =>
      copy(row, originalOf(row, originals), links.get(row.id) ?? null, fetches.get(row.id) ?? []),
    ),
    recalls: recallsOfDossier(db, dossierId).map((row) => recall(row, originals.get(row.originalId), rows)),
    references: references.map(({ connector, name, value, keptAt }) => ({ connector, name, value, keptAt })),
    far: farAnswer(db, dossierId),
    differences: differenceViews(db, differencesOfDossier(db, dossierId)),
  });
}

export type Ledger = Extract<ReturnType<typeof ledger>, { ok: true }>['value'];

/** What the portal said last of a dossier beside what it confirmed last; null when it was never asked. */
export function farAnswer(db: Reader, dossierId: string) {
  const far = findFarDossier(db, dossierId);
  if (!far) return null;
  const told = outboxOfDossier(db, dossierId).findLast(
    ({ kind, state }) => kind === 'sync-dossier' && state === 'confirmed',
  );
  const { askedAt, answer, statusCode, since } = far;
  return { askedAt, answer, statusCode, since, toldStatusCode: told?.result?.told?.statusCode ?? null };
}

function originalOf(row: OutboxRow, originals: ReadonlyMap<string, OriginalRow>): OriginalRow | undefined {
  return originals.get(originalOfUpload(row) ?? '');
}

function message(row: OutboxRow, original: OriginalRow | undefined) {
  const { id, kind, state, createdAt, begunAt, confirmedAt, attempts, bytes, failureCode, receipt, result } = row;
  return {
    ...{ id, kind, state, createdAt, begunAt, confirmedAt, attempts, bytes, failureCode },
    ordinal: original?.ordinal ?? null,
    connector: receipt?.connector ?? null,
    service: receipt?.service ?? null,
    receipt: receipt?.message ?? null,
    sha256: receipt?.requestSha256 ?? null,
    statusCode: result?.told?.statusCode ?? null,
  };
}

function copy(
  row: OutboxRow,
  original: OriginalRow | undefined,
  link: CopyLinkRow | null,
  fetches: readonly CopyFetchRow[],
) {
  return {
    messageId: row.id,
    ordinal: original?.ordinal ?? null,
    title: original?.title ?? '',
    sha256: row.receipt?.requestSha256 ?? null,
    bytes: row.bytes,
    sentAt: row.confirmedAt,
    link,
    fetches: fetches.map(({ at, caller, bytes, whole }) => ({ at, caller, bytes, whole })),
  };
}

function recall(row: RecallRow, original: OriginalRow | undefined, rows: readonly OutboxRow[]) {
  const { askedAt, linkRevokedAt, verifiedAt, failureCode, uploadId, syncId, uploadUrl } = row;
  const upload = rows.find(({ id }) => id === uploadId);
  const lies = (upload?.uploadUrl ?? uploadUrl) !== null;
  return {
    ordinal: original?.ordinal ?? null,
    title: original?.title ?? '',
    askedAt,
    toldAt: rows.find(({ id }) => id === syncId)?.confirmedAt ?? null,
    link: !lies ? ('none' as const) : linkRevokedAt === null ? ('open' as const) : ('revoked' as const),
    revokedAt: linkRevokedAt,
    verifiedAt,
    failureCode,
  };
}
