import type { Clock } from '../../common/clock.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Store } from '../../store/index.ts';
import { findOutboxRow, reopenRejected } from '../../store/repositories/outbox.ts';

/** Puts a rejected row back in line, durably. `PORTAL-ROW-UNKNOWN`, `PORTAL-ROW-NOT-REJECTED`. */
export function reopen(store: Store, clock: Clock, rowId: string): Result<void> {
  return store.write((tx) => {
    if (!findOutboxRow(tx, rowId)) return fail('PORTAL-ROW-UNKNOWN');
    return reopenRejected(tx, rowId, clock.now()) ? ok() : fail('PORTAL-ROW-NOT-REJECTED');
  });
}
