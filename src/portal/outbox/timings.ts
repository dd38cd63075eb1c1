/** All waits of the outbox, milliseconds. Tests shorten them; nothing else does. */
export interface OutboxTimings {
  /** The wait after a first failure; it doubles with each further one. */
  readonly firstWaitMs: number;
  /** The longest wait of the station's own accord. */
  readonly mostWaitMs: number;
  /** The longest wait that a far side's Retry-After may ask for. */
  readonly mostRetryAfterMs: number;
  /** The longest sleep before the table is looked at again, whatever is due. */
  readonly pollMs: number;
  /** How often the time with the line up is taken off the holds. */
  readonly holdStepMs: number;
}

export const outboxTimings: OutboxTimings = {
  firstWaitMs: 2_000,
  mostWaitMs: 300_000,
  mostRetryAfterMs: 3_600_000,
  pollMs: 60_000,
  holdStepMs: 10_000,
};

/**
 * The wait after failure number `attempts` (from 1): doubling, capped, and drawn from all of it (full jitter) so that
 * many stations do not come back in step. A Retry-After is obeyed when it is longer, up to its own cap.
 *
 * @param chance  a number from 0 up to 1
 */
export function waitAfter(
  timings: OutboxTimings,
  attempts: number,
  retryAfterMs: number | undefined,
  chance: number,
): number {
  const whole = Math.min(timings.mostWaitMs, timings.firstWaitMs * 2 ** Math.min(30, Math.max(0, attempts - 1)));
  return Math.round(Math.max(whole * chance, Math.min(retryAfterMs ?? 0, timings.mostRetryAfterMs)));
}
