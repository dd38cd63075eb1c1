import type { Clock } from '../../common/clock.ts';
import type { Code } from '../../common/codes/index.ts';
import type { Unreachable } from '../connector.ts';

/** Failures that last until a person gives the station access: asking again at once only fills the far side's log. */
const accessCodes: readonly Code[] = ['PORTAL-ACCESS-DENIED', 'PORTAL-LOGIN-REFUSED', 'PORTAL-CREDENTIAL-MISSING'];

/** How long nothing is sent after a refused access, milliseconds: accounts lock after a few wrong passwords. */
export const accessHoldMs = 15 * 60_000;

/** One gate before everything that a connector sends: a refused access closes it, whichever dossier met the refusal. */
export class AccessGate {
  readonly #clock: Clock;
  readonly #holdMs: number;
  #refused: { readonly code: Code; readonly until: number } | null = null;

  constructor(clock: Clock, holdMs: number = accessHoldMs) {
    this.#clock = clock;
    this.#holdMs = holdMs;
  }

  /** The code of the refusal that stands, or null; it stands until something is answered otherwise. */
  get refusal(): Code | null {
    return this.#refused?.code ?? null;
  }

  /** Does the work, or says what refused the last one and how long that is waited for. */
  async pass<T extends { readonly kind: string }>(work: () => Promise<T | Unreachable>): Promise<T | Unreachable> {
    const rest = this.#refused === null ? 0 : this.#refused.until - this.#clock.monotonic();
    if (this.#refused !== null && rest > 0) {
      return { kind: 'unreachable', code: this.#refused.code, retryAfterMs: Math.ceil(rest) };
    }
    const result = await work();
    if (!isUnreachable(result)) {
      this.#refused = null;
      return result;
    }
    // A cut line says nothing about access.
    if (!accessCodes.includes(result.code)) return result;
    this.#refused = { code: result.code, until: this.#clock.monotonic() + this.#holdMs };
    return { ...result, retryAfterMs: Math.max(this.#holdMs, result.retryAfterMs ?? 0) };
  }
}

function isUnreachable(result: { readonly kind: string }): result is Unreachable {
  return result.kind === 'unreachable';
}
