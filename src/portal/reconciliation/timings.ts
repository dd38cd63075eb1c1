/** All waits of the reconciliation, milliseconds. Tests shorten them; nothing else does. */
export interface ReconciliationTimings {
  /** Between two dossiers on a good line, and on a weak one. */
  readonly goodMs: number;
  readonly weakMs: number;
  /** The wait after a first turn without an answer; it doubles with each further one. */
  readonly firstWaitMs: number;
  readonly mostWaitMs: number;
  /** After so many turns without an answer a round goes on without the dossier. */
  readonly mostTries: number;
  /** After what was sent again was confirmed, before it is asked about. */
  readonly settleMs: number;
  /** The longest sleep. */
  readonly pollMs: number;
}

export const reconciliationTimings: ReconciliationTimings = {
  goodMs: 1_000,
  weakMs: 15_000,
  firstWaitMs: 30_000,
  mostWaitMs: 1_800_000,
  mostTries: 6,
  settleMs: 5_000,
  pollMs: 60_000,
};

/** The wait after turn number `tries` (from 1) without an answer. */
export function waitAfterTry({ firstWaitMs, mostWaitMs }: ReconciliationTimings, tries: number): number {
  return Math.min(mostWaitMs, firstWaitMs * 2 ** Math.min(20, Math.max(0, tries - 1)));
}
