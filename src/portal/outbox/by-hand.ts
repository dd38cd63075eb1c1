import { createHash } from 'node:crypto';
import type { Reader, Tx } from '../../store/index.ts';
import {
  findOutboxRow,
  markConfirmed,
  type OutboxKind,
  type OutboxRow,
  outboxOfDossier,
} from '../../store/repositories/outbox.ts';
import type { Receipt } from '../connector.ts';
import { readPayload } from './payloads.ts';

/** The service that stands in receipts of what an officer did in the portal's own web module. */
export const moduleService = 'portal-module';

/** The receipt of what an officer did by hand. `content` is what was put there: a file's hash, or the statement made. */
export function receiptByHand(message: string, at: number, content: { sha256: string } | { text: string }): Receipt {
  const requestSha256 = 'sha256' in content ? content.sha256 : createHash('sha256').update(content.text).digest('hex');
  return { connector: 'manual', service: moduleService, message, at, requestSha256 };
}

/** What a settled row is marked with. */
interface Confirmation {
  readonly receipt: Receipt;
  readonly confirmedAt: number;
}

/**
 * Confirms what a copy's proof settles: the row of the copy, and the two that its issue wrote right behind it in the
 * same transaction (the dossier with that copy, and the steps that led to it), which whoever puts the copy into the
 * portal's module tells it at once. What else changed in the dossier is not settled by it.
 */
export function settleCopyByHand(tx: Tx, upload: OutboxRow, confirmation: Confirmation): void {
  const behind = (distance: number, kind: OutboxKind) => (row: OutboxRow) =>
    row.seq === upload.seq + distance && row.kind === kind;
  const own = [behind(0, 'upload-copy'), behind(1, 'sync-dossier'), behind(2, 'progress')];
  for (const row of outboxOfDossier(tx, upload.dossierId)) {
    // Whoever puts the result there has answered the request too.
    const answered = row.kind === 'answer-request' && row.seq < upload.seq;
    if (answered || own.some((is) => is(row))) settle(tx, row, confirmation);
  }
}

/** Confirms all rows of a dossier up to the one that the officer saw last. */
export function settleDossierByHand(tx: Tx, dossierId: string, through: number, confirmation: Confirmation): void {
  for (const row of outboxOfDossier(tx, dossierId)) if (row.seq <= through) settle(tx, row, confirmation);
}

/** Confirms a message that an officer's own act on the portal makes needless. */
export function settleRowByHand(tx: Tx, rowId: string, confirmation: Confirmation): void {
  const row = findOutboxRow(tx, rowId);
  if (row) settle(tx, row, confirmation);
}

function settle(tx: Tx, row: OutboxRow, confirmation: Confirmation): void {
  if (row.state === 'confirmed') return;
  markConfirmed(tx, row.id, { attempts: row.attempts, result: null, ...confirmation });
}

/** The row by which a copy goes out. */
export function uploadRowOf(db: Reader, dossierId: string, documentId: string): OutboxRow | undefined {
  return outboxOfDossier(db, dossierId).findLast(
    (row) => row.kind === 'upload-copy' && readPayload('upload-copy', row.payload)?.documentId === documentId,
  );
}
