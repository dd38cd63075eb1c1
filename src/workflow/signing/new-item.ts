import type { Tx } from '../../store/index.ts';
import type { AttemptItemRow } from '../../store/repositories/attempts.ts';

/** An item ready to be written, with what must be written beside it. */
export interface NewItem {
  readonly row: Omit<AttemptItemRow, 'attemptId' | 'failureCode' | 'begunAt' | 'endedAt'>;
  readonly record: (tx: Tx) => void;
}
