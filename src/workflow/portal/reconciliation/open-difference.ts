import { fail, ok, type Result } from '../../../common/result.ts';
import type { Reader } from '../../../store/index.ts';
import { type DifferenceRow, findDifference } from '../../../store/repositories/portal-differences.ts';

/** A difference that is not settled. `PORTAL-DIFFERENCE-SETTLED`: it is, or there never was such a one. */
export function openDifference(db: Reader, id: string): Result<DifferenceRow> {
  const row = findDifference(db, id);
  return row && row.settledAt === null ? ok(row) : fail('PORTAL-DIFFERENCE-SETTLED');
}
