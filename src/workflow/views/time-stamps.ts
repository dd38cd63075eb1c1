import type { Reader } from '../../store/index.ts';
import { type ExtensionRow, extensionsOf } from '../../store/repositories/extensions.ts';
import type { TIME_STAMP_STATES } from './time-stamp-states.ts';

/** How far a copy is, and what was in the way last. */
export interface TimeStamps {
  readonly state: (typeof TIME_STAMP_STATES)[number];
  /** What was in the way last; null where nothing is. */
  readonly failureCode: string | null;
}

const states: Readonly<Record<ExtensionRow['state'], TimeStamps['state']>> = {
  waiting: 'waiting',
  working: 'waiting',
  done: 'present',
  without: 'without',
  stopped: 'stopped',
};

/** By original; none for a copy that never was to get time-stamps. */
export function timeStampsOf(db: Reader, originalIds: readonly string[]): Map<string, TimeStamps> {
  return new Map(
    extensionsOf(db, originalIds).map((row) => [
      row.originalId,
      { state: states[row.state], failureCode: row.failureCode },
    ]),
  );
}
