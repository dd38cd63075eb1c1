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
  /** The same where the other end keeps what came of a broken piece: every piece costs a round trip. */
  keptPieceMs: 20_000,
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
  #keeps = false;
  readonly #chance: () => number;

  /** @param chance  from 0 up to 1, for the lengths of the pieces */
  constructor(clock: Clock, chance: () => number = Math.random) {
    this.#clock = clock;
    this.#chance = chance;
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
    this.#keeps = false;
    if (this.#bytesPerSecond !== null) this.#bytesPerSecond /= 2;
  }

  /** The other end kept what came of a piece that broke off. */
  kept(): void {
    this.#keeps = true;
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

  /**
   * How many bytes to send in one request; `usual` while nothing is known. A quarter more or less by chance: the ends of the
   * pieces of two documents, each a round trip without bytes, then seldom fall on each other.
   */
  piece(usual: number): number {
    if (this.#bytesPerSecond === null) return usual;
    const { pieceMs, keptPieceMs, leastPiece, mostPiece } = paceLimits;
    const ms = (this.#keeps ? keptPieceMs : pieceMs) * (0.75 + this.#chance() / 2);
    return Math.round(Math.min(mostPiece, Math.max(leastPiece, (this.#bytesPerSecond * ms) / 1000)));
  }
}

/** What an upload tells, and asks, of the line that carries it. */
export type UploadPace = Pick<Pace, 'moved' | 'broke' | 'lost' | 'kept' | 'bytesPerSecond' | 'piece'>;

function mixed(known: number | null, measured: number): number {
  return known === null ? measured : known * (1 - newest) + measured * newest;
}
