import { voidAtYearEnd } from '../certification/index.ts';
import { unwrap } from '../common/result.ts';
import type { Tx } from '../store/index.ts';
import { begunItemOf } from '../store/repositories/attempts.ts';
import { listReserved } from '../store/repositories/register.ts';
import { act } from './act.ts';
import { station } from './actor.ts';
import type { Office } from './office.ts';

/**
 * Voids the numbers that were reserved in an earlier year and never signed (NĐ 23/2015 Điều 13.2: a year's numbers end
 * with 31/12). Runs at start, at every midnight in Vietnam, and before numbers are given, so no clock can miss it.
 * An original under a signature at midnight keeps its number: its page bears the old year's date.
 */
export function voidPastYears(office: Office, tx: Tx): number {
  const free = listReserved(tx).filter((entry) => !begunItemOf(tx, entry.originalId));
  const past = voidAtYearEnd(free, office.clock.now());
  for (const { entry, reason } of past) {
    unwrap(
      act(office, tx, {
        actor: station,
        originalId: entry.originalId,
        act: 'year-end',
        reason: reason.text,
        facts: { year: entry.year, number: entry.number },
      }),
    );
  }
  return past.length;
}
