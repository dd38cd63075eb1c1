import type { Code } from '../../common/codes/index.ts';
import { fail, ok, type Result, unwrap } from '../../common/result.ts';
import type { DocumentHandle } from '../../store/documents/documents.ts';
import type { Tx } from '../../store/index.ts';
import { type AttemptItemRow, type AttemptRow, updateItem } from '../../store/repositories/attempts.ts';
import { findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { codingDocuments } from '../../store/repositories/page-codings.ts';
import { act, announce, discardDocument } from '../act.ts';
import type { Actor } from '../actor.ts';
import type { Office } from '../office.ts';
import type { PreparedTask, Written } from '../tasks.ts';
import { enterSignature } from './enter-signature.ts';
import { expectedAfter } from './expected.ts';
import { issue } from './issue.ts';

interface TokenAnswer {
  readonly signature: Uint8Array;
  readonly algorithm: 'rsa-pkcs1-sha256' | 'ecdsa-sha256';
  readonly certificateDer: Uint8Array;
  readonly chainDer: readonly Uint8Array[];
  readonly at: number;
}

/**
 * File before row: the revision is completed, verified by our own verifier and made durable; then T2 names it. Where the
 * station is being stopped and the worker ended with it (TASK-WORKER-DIED), the item stays begun: its file may be whole.
 */
export async function completeItem(
  office: Office,
  actor: Actor,
  attempt: AttemptRow,
  item: AttemptItemRow,
  prepared: PreparedTask,
  answer: TokenAnswer,
): Promise<Result<void>> {
  const { db, documents } = office.store;
  const original = findOriginal(db, item.originalId);
  if (!original) return fail('STORE-NOT-FOUND', { original: item.originalId });
  const into = documents.place(item.resultDocumentId, original.dossierId);
  const complete = async (file: DocumentHandle) =>
    await office.tasks.complete({
      prefix: documents.handle(item.prefixDocumentId, original.dossierId),
      prefixSha256: item.prefixSha256,
      prepared,
      ...answer,
      into: file,
      expected: expectedAfter(db, attempt, item.originalId),
      trustAnchors: office.trustAnchors,
      intermediates: office.intermediates,
    });
  const written = into.ok ? await complete(into.value) : into;
  if (!written.ok) {
    const { code } = written.error;
    if (isCutByStop(office, code)) return written;
    office.store.write((tx) => {
      updateItem(tx, item.id, { state: 'failed', failureCode: code, endedAt: office.clock.now() });
      if (attempt.kind === 'sign') discardDocument(office, tx, item.prefixDocumentId);
    });
    return written;
  }
  // Nothing can have come between: the original is held since T1.
  unwrap(end(office, actor, attempt, item, written.value));
  return ok();
}

/** Whether a task ended because the station does: what it has done by then is seen at the next start. */
export function isCutByStop(office: Office, code: Code): boolean {
  return office.stopping?.aborted === true && code === 'TASK-WORKER-DIED';
}

/** T2, also reached at boot for a file that verifies: the signed file counts, and everything that follows from it. */
export function end(
  office: Office,
  actor: Actor,
  attempt: AttemptRow,
  item: AttemptItemRow,
  written: Written,
): Result<void> {
  const result = office.store.attempt((tx): Result<OriginalRow> => {
    const now = office.clock.now();
    const original = findOriginal(tx, item.originalId);
    if (!original) return fail('STORE-NOT-FOUND', { original: item.originalId });
    office.store.documents.record(tx, {
      id: item.resultDocumentId,
      keyId: original.dossierId,
      purpose: attempt.kind === 'sign' ? 'revision-1' : 'revision-2',
      length: written.length,
      sha256: written.sha256,
    });
    updateItem(tx, item.id, { state: 'done', failureCode: null, endedAt: now });
    // The prefix is the beginning of the new file: what stood alone is no longer needed.
    discardDocument(office, tx, item.prefixDocumentId);
    if (attempt.kind === 'sign') {
      // The revision holds the pages as coded; of the pages as kept they can be made again.
      for (const id of codingDocuments(tx, item.originalId)) discardDocument(office, tx, id);
    }
    const moved = act(office, tx, {
      actor,
      originalId: item.originalId,
      act: attempt.kind,
      change: changeBy(attempt, item, item.begunAt ?? now),
      facts: { attempt: attempt.id, sha256: written.sha256, length: written.length },
    });
    if (!moved.ok) return moved;
    return afterwards(office, tx, attempt, moved.value, now);
  });
  if (!result.ok) return result;
  announce(office, result.value);
  office.outbox.wake();
  return ok();
}

/** @param at  when the signature was made, as it says itself; after a cut that can be days before it is entered */
function changeBy(attempt: AttemptRow, item: AttemptItemRow, at: number): Partial<OriginalRow> {
  const copyDocumentId = item.resultDocumentId;
  return attempt.kind === 'sign'
    ? { copyDocumentId, signerId: attempt.officerId, signedAt: at }
    : { copyDocumentId, sealerId: attempt.officerId, sealedAt: at };
}

function afterwards(
  office: Office,
  tx: Tx,
  attempt: AttemptRow,
  original: OriginalRow,
  now: number,
): Result<OriginalRow> {
  if (attempt.kind === 'sign') {
    enterSignature(tx, original);
    return ok(original);
  }
  return issue(office, tx, original, now);
}
