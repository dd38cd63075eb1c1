import { existsSync } from 'node:fs';
import { unwrap } from '../../common/result.ts';
import {
  type AttemptItemRow,
  type AttemptRow,
  listItems,
  listWorkingAttempts,
  updateItem,
} from '../../store/repositories/attempts.ts';
import { findOriginal } from '../../store/repositories/dossiers.ts';
import type { Office } from '../office.ts';
import { settleAttempt } from '../signing/client/settle.ts';
import { closeAttempt } from '../signing/close-attempt.ts';
import { end } from '../signing/complete-item.ts';
import { expectedAfter } from '../signing/expected.ts';

/**
 * Resolves every attempt that was at work when the station stopped, or whose end the disk did not take. For each original begun and not ended:
 * no file → the state before, same number; a file that verifies on the expected prefix and signer → T2 is made up for;
 * anything else → the file is set aside with a code and never served. An attempt that cannot be resolved now stays as
 * it is, blocks its own originals alone, and is tried again.
 */
export async function recoverAttempts(office: Office): Promise<void> {
  for (const attempt of listWorkingAttempts(office.store.db)) {
    if (office.runningAttempts.has(attempt.id)) continue;
    office.runningAttempts.add(attempt.id);
    try {
      await (attempt.provider === 'vgca' ? resolveAwaited(office, attempt) : resolveAttempt(office, attempt));
    } catch (error) {
      office.log.error({ attempt: attempt.id, err: error }, 'an attempt cannot be resolved now');
    } finally {
      office.runningAttempts.delete(attempt.id);
    }
  }
}

/** One whose files are with the signing client on an officer's PC survives: what came back is entered, the rest awaited. */
async function resolveAwaited(office: Office, attempt: AttemptRow): Promise<void> {
  for (const item of listItems(office.store.db, attempt.id)) {
    if (item.state === 'begun') await recoverItem(office, attempt, item);
  }
  settleAttempt(office, attempt);
}

/** The same for one attempt: also used when a running one breaks off on an exception, such as a full disk. */
export async function resolveAttempt(office: Office, attempt: AttemptRow): Promise<void> {
  for (const item of listItems(office.store.db, attempt.id)) {
    if (item.state === 'begun') await recoverItem(office, attempt, item);
  }
  office.store.write((tx) => {
    closeAttempt(office, tx, attempt, 'SIGN-INTERRUPTED');
    office.store.journal.append(tx, {
      actor: 'station',
      role: 'station',
      act: `resolve-${attempt.kind}`,
      objectType: 'station',
      objectId: attempt.id,
    });
  });
  office.events.emit({ type: 'attempt-ended', attemptId: attempt.id, code: 'SIGN-INTERRUPTED' });
}

async function recoverItem(office: Office, attempt: AttemptRow, item: AttemptItemRow): Promise<void> {
  const { db, documents } = office.store;
  const original = findOriginal(db, item.originalId);
  if (!original || !existsSync(documents.path(item.resultDocumentId))) return;
  // A key that may come back says nothing of the file either.
  if (office.store.keys.isLost(original.dossierId)) throw new Error('STORE-KEY-LOST');
  const prefix = documents.find(db, item.prefixDocumentId);
  const verified = await office.tasks.verify({
    document: documents.handle(item.resultDocumentId, original.dossierId),
    expected: expectedAfter(db, attempt, item.originalId),
    trustAnchors: office.trustAnchors,
    intermediates: office.intermediates,
    at: office.clock.now(),
    prefix: { length: prefix?.length ?? 0, sha256: item.prefixSha256 },
  });
  if (verified.ok) {
    const actor = { id: attempt.officerId, roles: [attempt.kind === 'sign' ? 'signer' : 'seal-keeper'] as const };
    unwrap(end(office, actor, attempt, item, verified.value));
    return;
  }
  // The verifier could not look: that says nothing of the file.
  if (verified.error.code.startsWith('TASK-')) throw new Error(verified.error.code);
  await documents.quarantine(item.resultDocumentId);
  office.log.warn({ original: item.originalId, code: verified.error.code }, 'an unfinished revision was set aside');
  office.store.write((tx) => {
    updateItem(tx, item.id, {
      state: 'quarantined',
      failureCode: verified.error.code,
      endedAt: office.clock.now(),
    });
    office.store.journal.append(tx, {
      actor: 'station',
      role: 'station',
      act: 'quarantine',
      objectType: 'original',
      objectId: item.originalId,
      facts: { code: verified.error.code, document: item.resultDocumentId },
    });
  });
}
