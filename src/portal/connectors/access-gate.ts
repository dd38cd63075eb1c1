import type { Clock } from '../../common/clock.ts';
import type { Code } from '../../common/codes/index.ts';
import type { Outcome } from '../connector.ts';

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
  async pass(work: () => Promise<Outcome>): Promise<Outcome> {
    const rest = this.#refused === null ? 0 : this.#refused.until - this.#clock.monotonic();
    if (this.#refused !== null && rest > 0) {
      return { kind: 'unreachable', code: this.#refused.code, retryAfterMs: Math.ceil(rest) };
    }
    const outcome = await work();
    if (outcome.kind === 'unreachable' && accessCodes.includes(outcome.code)) {
      this.#refused = { code: outcome.code, until: this.#clock.monotonic() + this.#holdMs };
      return { ...outcome, retryAfterMs: Math.max(this.#holdMs, outcome.retryAfterMs ?? 0) };
    }
    // A cut line says nothing about access.
    if (outcome.kind !== 'unreachable') this.#refused = null;
    return outcome;
  }
}
