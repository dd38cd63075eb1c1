import type { Code } from '../../../common/codes/index.ts';
import { type AttemptRow, findAttempt, listItems, updateAttempt } from '../../../store/repositories/attempts.ts';
import { awaitedUntil } from '../../../store/repositories/client-returns.ts';
import type { Office } from '../../office.ts';
import { closeAttempt } from '../close-attempt.ts';

/**
 * Ends an attempt of the signing client that nothing is awaited of any more, or that was waited for long enough; tells the
 * screens how it stands.
 */
export function settleAttempt(office: Office, attempt: AttemptRow): void {
  const { store, events, clock } = office;
  const items = listItems(store.db, attempt.id);
  const awaited = items.filter((item) => item.state === 'begun').length;
  if (findAttempt(store.db, attempt.id)?.state !== 'working') return;
  if (awaited === 0) {
    store.write((tx) => updateAttempt(tx, attempt.id, { state: 'done', endedAt: clock.now() }));
    events.emit({ type: 'attempt-ended', attemptId: attempt.id, code: null });
  } else if ((awaitedUntil(store.db, attempt.id) ?? 0) <= clock.now()) {
    endAttempt(office, attempt, 'SIGN-CLIENT-EXPIRED');
  } else {
    const done = items.length - awaited;
    events.emit({ type: 'attempt-progress', attemptId: attempt.id, done, total: items.length });
  }
}

/** Ends what is still awaited with a code; what came back before counts. */
export function endAttempt(office: Office, attempt: AttemptRow, code: Code): void {
  office.store.write((tx) => {
    closeAttempt(office, tx, attempt, code);
    office.store.journal.append(tx, {
      actor: 'station',
      role: 'station',
      act: `end-${attempt.kind}-on-pc`,
      objectType: 'station',
      objectId: attempt.id,
      facts: { code },
    });
  });
  office.events.emit({ type: 'attempt-ended', attemptId: attempt.id, code });
}
