import type { Clock } from '../../common/clock.ts';

/** What counts as weak, and how a document is cut into pieces for a pace. */
export const paceLimits = {
  /** Slower than this, bytes a second (256 kbit/s). */
  slowBytesPerSecond: 32_000,
  /** A small question takes longer than this, milliseconds. */
  slowAnswerMs: 3_000,
  /** This many breaks within the time, milliseconds. */
  breaks: 2,
  breaksWithinMs: 180_000,
  /** A transfer shorter than this says little about the line, bytes. */
  tellingBytes: 8_192,
  /** A piece lasts about so long on the line, milliseconds: what is lost by a break, or waited for in a black hole. */
  pieceMs: 10_000,
  leastPiece: 16_384,
  mostPiece: 4_194_304,
} as const;

/** Weight of a new measure beside what was known. */
const newest = 0.4;

/**
 * What the traffic itself tells of a line: how fast it is and how often it breaks. Nothing is sent to find out.
 */
export class Pace {
  readonly #clock: Clock;
  #bytesPerSecond: number | null = null;
  #answerMs: number | null = null;
  #breaks: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** So many bytes went through in so many milliseconds. */
  moved(bytes: number, ms: number): void {
    if (bytes < paceLimits.tellingBytes) return;
    this.#bytesPerSecond = mixed(this.#bytesPerSecond, (bytes * 1000) / Math.max(1, ms));
  }

  /** A small question was answered after so many milliseconds. */
  answered(ms: number): void {
    this.#answerMs = mixed(this.#answerMs, ms);
  }

  /** A connection in use broke off, or nothing came through it any more. */
  broke(): void {
    const now = this.#clock.monotonic();
    this.#breaks = [...this.#breaks.slice(-9), now];
  }

  /** Nothing of a piece was kept by the other end: the next one is to be smaller. */
  lost(): void {
    if (this.#bytesPerSecond !== null) this.#bytesPerSecond /= 2;
  }

  /** Bytes a second, once something was sent that tells. */
  get bytesPerSecond(): number | null {
    return this.#bytesPerSecond;
  }

  get weak(): boolean {
    const { slowBytesPerSecond, slowAnswerMs, breaks, breaksWithinMs } = paceLimits;
    const since = this.#clock.monotonic() - breaksWithinMs;
    if (this.#breaks.filter((at) => at >= since).length >= breaks) return true;
    if (this.#bytesPerSecond !== null && this.#bytesPerSecond < slowBytesPerSecond) return true;
    return this.#answerMs !== null && this.#answerMs > slowAnswerMs;
  }

  /** How many bytes to send in one request; `usual` while nothing is known. */
  piece(usual: number): number {
    if (this.#bytesPerSecond === null) return usual;
    const { pieceMs, leastPiece, mostPiece } = paceLimits;
    return Math.round(Math.min(mostPiece, Math.max(leastPiece, (this.#bytesPerSecond * pieceMs) / 1000)));
  }
}

function mixed(known: number | null, measured: number): number {
  return known === null ? measured : known * (1 - newest) + measured * newest;
}
