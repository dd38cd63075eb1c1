import { fail, ok, type Result } from '../../common/result.ts';

/** How many wrong guesses an address has in how long (milliseconds). */
export const guesses = { most: 10, inMs: 60_000 } as const;

/** Addresses remembered at once; the oldest are forgotten first. */
const remembered = 10_000;

interface Count {
  readonly since: number;
  readonly misses: number;
}

/** Counts wrong guesses by address, in memory: what is guessed at says so little that a restart may forget them. */
export class Misses {
  readonly #counts = new Map<string, Count>();

  /** Whether the address may guess. Too often wrong, it may not, also not with a right one. WEB-TOO-MANY-TRIES. */
  check(address: string, now: number): Result<void> {
    return this.#count(address, now).misses < guesses.most ? ok() : fail('WEB-TOO-MANY-TRIES');
  }

  add(address: string, now: number): void {
    const { since, misses } = this.#count(address, now);
    this.#counts.delete(address);
    this.#counts.set(address, { since, misses: misses + 1 });
    if (this.#counts.size > remembered) this.#counts.delete(this.#counts.keys().next().value ?? '');
  }

  /** A minute begins with its first wrong guess; a clock that was set back begins another. */
  #count(address: string, now: number): Count {
    const count = this.#counts.get(address);
    const runs = count !== undefined && now >= count.since && now - count.since < guesses.inMs;
    return runs ? count : { since: now, misses: 0 };
  }
}
