import type { Reader, Tx } from '../database.ts';
import { clockProof } from '../schema/clock.ts';

/**
 * Who vouched for the wall clock last. `offsetMs`: the wall clock less the time since boot. `journalSeq`: the journal up
 * to which `journalLatest` is the latest instant since an officer's word.
 */
export type ClockProofRow = typeof clockProof.$inferSelect;

export function readClockProof(db: Reader): ClockProofRow | undefined {
  return db.select().from(clockProof).get();
}

/** There is one at most. */
export function writeClockProof(tx: Tx, row: ClockProofRow): void {
  tx.insert(clockProof).values(row).onConflictDoUpdate({ target: clockProof.one, set: row }).run();
}
