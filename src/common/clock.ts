/**
 * The one source of time. Instants are milliseconds since the Unix epoch, UTC;
 * `monotonic` counts milliseconds from an arbitrary start and never jumps: use it for intervals.
 */
export interface Clock {
  now(): number;
  monotonic(): number;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
