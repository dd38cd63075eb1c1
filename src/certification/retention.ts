import type { OriginalState } from './states.ts';

/**
 * States after which the office has nothing more to do with an original. A paper that is held (*tạm giữ*) is not among
 * them: its record refers to the images until the competent body has decided.
 */
export const CLOSED_STATES: readonly OriginalState[] = ['delivered', 'refused', 'withdrawn', 'cancelled'];

const dayMs = 86_400_000;

/** What decides whether a dossier's documents may go. */
export interface RetentionFacts {
  readonly states: readonly OriginalState[];
  /** The last act on any of its originals, epoch milliseconds. */
  readonly lastActAt: number;
  /** Whether everything that was to be told to the portal is confirmed. */
  readonly allConfirmed: boolean;
}

/**
 * Whether the documents of a dossier are to be destroyed: copies certified from originals are not archived (NĐ 23/2015
 * Điều 14.2), and images go when their purpose is served. The register stays for ever (Điều 14.1).
 *
 * @param days  how long documents stay after the last act; the rules for electronic dossiers may ask for longer
 */
export function isPurgeDue({ states, lastActAt, allConfirmed }: RetentionFacts, days: number, now: number): boolean {
  const closed = states.length > 0 && states.every((state) => CLOSED_STATES.includes(state));
  return closed && allConfirmed && now - lastActAt >= days * dayMs;
}
