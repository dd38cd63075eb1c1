import type { LinkPeer } from '../peers/link/index.ts';
import type { Chance } from '../peers/power-cut/disk.ts';

/** How long the line is there and away, milliseconds on average; each time is drawn from half of it up to one and a half. */
const lasts = { up: 20_000, away: 40_000 };
/** A weak line, and how often one that breaks off does so, milliseconds. */
const weak = { bitsPerSecond: 4_000_000, latencyMs: 150 };
const breaksEveryMs = 3_000;

const strong = { bitsPerSecond: 0, latencyMs: 0 };

/** What the hours of a line brought so far. */
export interface Told {
  /** Times that it went away, those among them in which it swallowed everything instead of breaking off. */
  readonly away: number;
  readonly swallowed: number;
  /** Times that it was weak, and breaks of every connection on a line that was there. */
  readonly weak: number;
  readonly resets: number;
}

/**
 * The hours of a mountain line: there for about twenty seconds, good, weak or breaking off, then away for about forty,
 * gone or swallowing. The same chance gives the same hours.
 */
export class FlickeringHours {
  readonly #line: LinkPeer;
  readonly #chance: Chance;
  #timer: NodeJS.Timeout | null = null;
  #told = { away: 0, swallowed: 0, weak: 0, resets: 0 };

  constructor(line: LinkPeer, chance: Chance) {
    this.#line = line;
    this.#chance = chance;
    this.#there();
  }

  get told(): Told {
    return { ...this.#told };
  }

  /** Leaves the line as it is when all is well. */
  end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#mend();
  }

  #mend(): void {
    this.#line.heal();
    this.#line.hold(false);
    this.#line.shape(strong);
  }

  #there(): void {
    const until = performance.now() + this.#about(lasts.up);
    this.#mend();
    const kind = this.#chance();
    if (kind < 0.3) {
      this.#told.weak += 1;
      this.#line.shape(weak);
    }
    const breaks = kind > 0.6;
    const turn = (): void => {
      const left = until - performance.now();
      if (left <= 0) {
        this.#away();
        return;
      }
      const next = breaks ? Math.min(left, this.#about(breaksEveryMs)) : left;
      this.#after(next, () => {
        if (breaks && until > performance.now()) {
          this.#told.resets += 1;
          this.#line.reset();
        }
        turn();
      });
    };
    turn();
  }

  #away(): void {
    this.#told.away += 1;
    if (this.#chance() < 0.3) {
      this.#told.swallowed += 1;
      this.#line.hold(true);
    } else this.#line.cut();
    this.#after(this.#about(lasts.away), () => this.#there());
  }

  #about(ms: number): number {
    return ms * (0.5 + this.#chance());
  }

  #after(ms: number, act: () => void): void {
    this.#timer = setTimeout(act, ms);
    this.#timer.unref();
  }
}
