import type { Office } from './office.ts';
import { closePastAttempts } from './signing/close-attempt.ts';
import { voidPastYears } from './year-end.ts';

/**
 * What the office does just after midnight, at every start in case the midnight was missed, and when the clock is
 * proven: a clock that may be wrong must not void the numbers of a year that has not ended.
 */
export function startDay(office: Office): void {
  if (!office.clockWatch.trusted().ok) return;
  const closed = office.store.write((tx) => {
    const ids = closePastAttempts(office, tx);
    voidPastYears(office, tx);
    return ids;
  });
  for (const attemptId of closed) office.events.emit({ type: 'attempt-ended', attemptId, code: 'SIGN-DAY-CHANGED' });
}
