import type { Candidate } from './choice.ts';

/** When a line that came back has proven itself, and what is forgotten. Milliseconds. */
export interface ProofTimings {
  /** It has held for so long after a first fall; twice as long after each further one. */
  readonly proofMs: number;
  readonly mostProofMs: number;
  /** And has given so many answers. */
  readonly proofAnswers: number;
  /** Falls older than this are forgotten. */
  readonly fallsWithinMs: number;
  /** Where nobody watches a destination, a line that failed is tried again after so long. */
  readonly forgetMs: number;
}

export const proofTimings: ProofTimings = {
  proofMs: 30_000,
  mostProofMs: 600_000,
  proofAnswers: 3,
  fallsWithinMs: 1_800_000,
  forgetMs: 60_000,
};

/** How one line has done towards one destination. Instants are on the monotonic clock. */
export class Track {
  readonly #timings: ProofTimings;
  #health: Candidate['health'] = 'untried';
  #shaken = false;
  #failedAt = Number.NEGATIVE_INFINITY;
  #goodSince = 0;
  #answers = 0;
  #falls: number[] = [];

  constructor(timings: ProofTimings) {
    this.#timings = timings;
  }

  /** Something came back over it. */
  answered(now: number): void {
    if (this.#health !== 'good') {
      this.#goodSince = now;
      this.#answers = 0;
    }
    this.#health = 'good';
    this.#shaken = false;
    this.#answers += 1;
  }

  /** Nothing can be sent over it, or nothing comes back. */
  failed(now: number): void {
    if (this.#health !== 'bad') {
      this.#falls = [...this.#falls.filter((at) => now - at < this.#timings.fallsWithinMs), now].slice(-10);
    }
    this.#health = 'bad';
    this.#shaken = false;
    this.#failedAt = now;
  }

  /**
   * A connection that had worked broke off: a weak line does that and works on. A second break without an answer between
   * them is a fall. Returns whether it was the first.
   */
  broke(now: number): boolean {
    if (this.#health === 'good' && !this.#shaken) {
      this.#shaken = true;
      return true;
    }
    this.failed(now);
    return false;
  }

  /** @param watched  somebody asks this destination from time to time; without it a failure is forgotten after a while */
  health(now: number, watched: boolean): Candidate['health'] {
    const forgotten = !watched && this.#health === 'bad' && now - this.#failedAt >= this.#timings.forgetMs;
    return forgotten ? 'untried' : this.#health;
  }

  get failedAt(): number {
    return this.#failedAt;
  }

  proven(now: number): boolean {
    if (this.#health !== 'good') return false;
    if (this.#falls.length === 0) return true;
    return now - this.#goodSince >= this.proofMs(now) && this.#answers >= this.#timings.proofAnswers;
  }

  /** How long it has to hold. */
  proofMs(now: number): number {
    const { proofMs, mostProofMs, fallsWithinMs } = this.#timings;
    const falls = this.#falls.filter((at) => now - at < fallsWithinMs).length;
    return falls === 0 ? 0 : Math.min(mostProofMs, proofMs * 2 ** (falls - 1));
  }
}
