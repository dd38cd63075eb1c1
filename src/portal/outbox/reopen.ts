import type { Clock } from '../../common/clock.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Store, Tx } from '../../store/index.ts';
import { findOutboxRow, reopenRejected } from '../../store/repositories/outbox.ts';

/**
 * Puts a rejected row back in line, durably, and does `alongside` in the same transaction. `PORTAL-ROW-UNKNOWN`,
 * `PORTAL-ROW-NOT-REJECTED`: then `alongside` is not done.
 */
export function reopen(store: Store, clock: Clock, rowId: string, alongside?: (tx: Tx) => void): Result<void> {
  return store.write((tx) => {
    if (!findOutboxRow(tx, rowId)) return fail('PORTAL-ROW-UNKNOWN');
    if (!reopenRejected(tx, rowId, clock.now())) return fail('PORTAL-ROW-NOT-REJECTED');
    alongside?.(tx);
    return ok();
  });
}
