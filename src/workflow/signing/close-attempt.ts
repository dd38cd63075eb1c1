import type { Code } from '../../common/codes/index.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Tx } from '../../store/index.ts';
import {
  type AttemptRow,
  listItems,
  listPreparedAttempts,
  listWorkingAttempts,
  preparedItemsOf,
  updateAttempt,
  updateItem,
} from '../../store/repositories/attempts.ts';
import { discardDocument } from '../act.ts';
import type { Office } from '../office.ts';

/** Takes an original out of the attempts that wait for a PIN: it went back, and what was composed is no longer true. */
export function dropPrepared(office: Office, tx: Tx, originalId: string): void {
  for (const { item, kind } of preparedItemsOf(tx, originalId)) {
    updateItem(tx, item.id, { state: 'failed', failureCode: 'SIGN-ATTEMPT-ENDED', endedAt: office.clock.now() });
    if (kind === 'sign') discardDocument(office, tx, item.prefixDocumentId);
  }
}

/**
 * Ends the attempts that were prepared on an earlier day: their pages bear that day's date and are never signed.
 * Answers their ids.
 */
export function closePastAttempts(office: Office, tx: Tx): string[] {
  const today = civilDate(office.clock.now());
  const isPast = ({ createdAt }: AttemptRow): boolean => civilDate(createdAt) !== today;
  const past = [...listPreparedAttempts(tx).filter(isPast), ...waitingSignatures(office, tx).filter(isPast)];
  for (const attempt of past) closeAttempt(office, tx, attempt, 'SIGN-DAY-CHANGED');
  return past.map(({ id }) => id);
}

/** Signatures that are awaited from an officer's PC and of which none is being taken at this moment. */
function waitingSignatures(office: Office, tx: Tx): AttemptRow[] {
  return listWorkingAttempts(tx).filter(
    ({ id, kind, provider }) => kind === 'sign' && provider === 'vgca' && !office.runningAttempts.has(id),
  );
}

/** The codes of an end that no device is to blame for. */
const interruptions: readonly (Code | null)[] = [
  'SIGN-INTERRUPTED',
  'SIGN-ATTEMPT-ENDED',
  'SIGN-DAY-CHANGED',
  'SIGN-CLIENT-GIVEN-UP',
  'SIGN-CLIENT-EXPIRED',
];

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
  const interrupted = interruptions.includes(code);
  updateAttempt(tx, attempt.id, {
    state: code === null ? 'done' : interrupted ? 'interrupted' : 'failed',
    failureCode: code,
    endedAt: now,
  });
}
