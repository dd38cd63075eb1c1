import type { Office } from './office.ts';
import { closePastAttempts } from './signing/close-attempt.ts';
import { voidPastYears } from './year-end.ts';

/** What the office does just after midnight, and at every start in case the midnight was missed. */
export function startDay(office: Office): void {
  office.store.write((tx) => {
    closePastAttempts(office, tx);
    voidPastYears(office, tx);
  });
}
