import { registerYear } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Tx } from '../../store/index.ts';
import {
  type AttemptItemRow,
  type AttemptRow,
  findAttempt,
  listItems,
  updateAttempt,
  updateItem,
} from '../../store/repositories/attempts.ts';
import { findOriginal } from '../../store/repositories/dossiers.ts';
import { findOfficer, type OfficerRow } from '../../store/repositories/officers.ts';
import { activeEntry } from '../../store/repositories/register.ts';
import type { Actor } from '../actor.ts';
import type { Office } from '../office.ts';
import { checkEach } from './prepare-attempt.ts';

/** An attempt that has begun. */
export interface Begun {
  readonly attempt: AttemptRow;
  readonly items: readonly AttemptItemRow[];
  readonly officer: OfficerRow;
  /** The instant of T1: it stands in the signatures and in the register. */
  readonly at: number;
}

/**
 * T1, inside the caller's transaction: everything is asked once more, then the attempt works and its items are begun. From
 * here on it is resolved by its own rule at the next start.
 *
 * Errors: SIGN-ATTEMPT-ENDED, SIGN-DAY-CHANGED, SIGN-IN-PROGRESS, TOKEN-WRONG-OFFICER, LAW-….
 */
export function beginAttempt(
  office: Office,
  tx: Tx,
  actor: Actor,
  attempt: AttemptRow,
  certificateSha256: string,
): Result<Begun> {
  const { store, clock } = office;
  if (findAttempt(tx, attempt.id)?.state !== 'prepared') return fail('SIGN-ATTEMPT-ENDED');
  // Read anew: while the token was asked the officer may have been dismissed or given another certificate.
  const officer = findOfficer(tx, actor.id);
  if (officer?.certificateSha256 !== certificateSha256 || certificateSha256 !== attempt.certificateSha256) {
    return fail('TOKEN-WRONG-OFFICER');
  }
  const items = listItems(tx, attempt.id);
  const at = clock.now();
  const today = civilDate(at);
  if (attempt.kind === 'sign' && items.some((item) => civilDate(item.composedAt) !== today)) {
    return fail('SIGN-DAY-CHANGED');
  }
  const originalIds = items.map((item) => item.originalId);
  const allowed = checkEach(tx, attempt.kind, officer, originalIds, today);
  if (!allowed.ok) return allowed;
  // One was taken out since it was composed: its number was corrected.
  if (items.some(({ state }) => state !== 'prepared')) return fail('SIGN-ATTEMPT-ENDED');
  for (const item of items) {
    const still = stillPossible(tx, attempt, item, at);
    if (!still.ok) return still;
  }
  updateAttempt(tx, attempt.id, { state: 'working' });
  for (const item of items) {
    updateItem(tx, item.id, { state: 'begun', begunAt: at });
    store.journal.append(tx, {
      actor: actor.id,
      role: attempt.kind === 'sign' ? 'signer' : 'seal-keeper',
      act: `begin-${attempt.kind}`,
      objectType: 'original',
      objectId: item.originalId,
      facts: {
        attempt: attempt.id,
        prefix: item.prefixSha256,
        version: findOriginal(tx, item.originalId)?.version ?? 0,
      },
    });
  }
  return ok({ attempt: { ...attempt, state: 'working' }, items: listItems(tx, attempt.id), officer, at });
}

/** Whether what was prepared is still what would be signed: the original may have gone back and come again. */
function stillPossible(tx: Tx, attempt: AttemptRow, item: AttemptItemRow, at: number): Result<void> {
  const entry = activeEntry(tx, item.originalId);
  if (entry?.id !== item.registerEntryId) return fail('SIGN-ATTEMPT-ENDED');
  if (attempt.kind === 'sign') {
    // Reserved before midnight of 31/12 and composed after it: a year's number never stands on a page of the next.
    return entry.year === registerYear(at) ? ok() : fail('SIGN-DAY-CHANGED');
  }
  // Returned to the signer and signed anew: the seal would go on a revision that was given up.
  const copy = findOriginal(tx, item.originalId)?.copyDocumentId;
  return copy === item.prefixDocumentId ? ok() : fail('SIGN-ATTEMPT-ENDED');
}
