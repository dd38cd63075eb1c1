/** How many messages may be on their way at once, and what counts as a quick answer. */
export const windowLimits = {
  first: 8,
  least: 2,
  most: 32,
  /** An answer within this says that more may go, milliseconds. */
  quickMs: 500,
  /** One that takes longer says that less should. */
  slowMs: 3_000,
} as const;

/**
 * How many messages are on their way at once: more and more while the answers come quickly, half as many when the far side
 * is busy or silent. What was gathered in weeks then goes at the far side's own speed, and a far side in trouble is spared.
 */
export class Window {
  #size: number = windowLimits.first;

  get size(): number {
    return Math.floor(this.#size);
  }

  /** A message was answered after so many milliseconds: one more for each window that went quickly. */
  answered(ms: number): void {
    const { least, most, quickMs, slowMs } = windowLimits;
    if (ms <= quickMs) this.#size = Math.min(most, this.#size + 1 / this.#size);
    else if (ms > slowMs) this.#size = Math.max(least, this.#size - 1 / this.#size);
  }

  /** The far side said that it is busy, or said nothing. */
  refused(): void {
    this.#size = Math.max(windowLimits.least, this.#size / 2);
  }
}
