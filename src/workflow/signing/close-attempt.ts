import type { Code } from '../../common/codes/index.ts';
import type { Tx } from '../../store/index.ts';
import { type AttemptRow, listItems, updateAttempt, updateItem } from '../../store/repositories/attempts.ts';
import { discardDocument } from '../act.ts';
import type { Office } from '../office.ts';

/**
 * Ends an attempt of which nothing (more) comes: items that were not done are failed, their unsigned copies removed.
 * The originals keep their state and their numbers.
 */
export function closeAttempt(office: Office, tx: Tx, attempt: AttemptRow, code: Code | null): void {
  const now = office.clock.now();
  for (const item of listItems(tx, attempt.id)) {
    if (item.state === 'prepared' || item.state === 'begun') {
      updateItem(tx, item.id, { state: 'failed', failureCode: code, endedAt: now });
      // A seal's prefix is the signed copy itself and stays.
      if (attempt.kind === 'sign') discardDocument(office, tx, item.prefixDocumentId);
    }
  }
  const interrupted = code === 'SIGN-INTERRUPTED' || code === 'SIGN-ATTEMPT-ENDED';
  updateAttempt(tx, attempt.id, {
    state: code === null ? 'done' : interrupted ? 'interrupted' : 'failed',
    failureCode: code,
    endedAt: now,
  });
}
