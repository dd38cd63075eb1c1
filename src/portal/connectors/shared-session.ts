import type { Clock } from '../../common/clock.ts';
import type { Outcome } from '../connector.ts';

/** A session or token, valid for so many milliseconds where the far side says so; or why there is none. */
export type Login =
  | { readonly session: string; readonly validMs?: number }
  | { readonly session?: never; readonly outcome: Outcome };

/** What of a token's term is left unused, so that none ends on its way. */
const margin = { part: 0.1, mostMs: 60_000 } as const;

/**
 * The session that all messages share. Several that need one at once log in once; one that a message found expired is
 * thrown away only while it is still the one in use.
 */
export class SharedSession {
  readonly #login: (signal: AbortSignal) => Promise<Login>;
  readonly #clock: Clock;
  #held: { readonly session: string; readonly until: number } | null = null;
  #pending: Promise<Login> | null = null;

  constructor(clock: Clock, login: (signal: AbortSignal) => Promise<Login>) {
    this.#clock = clock;
    this.#login = login;
  }

  /** The session in use, or that of a new login. */
  async obtain(signal: AbortSignal): Promise<Login> {
    if (this.#held !== null && this.#clock.monotonic() < this.#held.until) return { session: this.#held.session };
    this.#pending ??= this.#begin(signal).finally(() => {
      this.#pending = null;
    });
    return await this.#pending;
  }

  /** The far side does not know this session any more. */
  forget(session: string): void {
    if (this.#held?.session === session) this.#held = null;
  }

  async #begin(signal: AbortSignal): Promise<Login> {
    const askedAt = this.#clock.monotonic();
    const login = await this.#login(signal);
    if (login.session !== undefined) {
      const { session, validMs = Number.POSITIVE_INFINITY } = login;
      this.#held = { session, until: askedAt + validMs - Math.min(validMs * margin.part, margin.mostMs) };
    }
    return login;
  }
}
