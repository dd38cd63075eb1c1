import type { Clock } from '../../common/clock.ts';
import type { Code } from '../../common/codes/index.ts';
import type { Result } from '../../common/result.ts';
import { type SignDigests, type SignedDigests, type TokenInfo, type TokenPort, tokenStateOf } from './port.ts';

/** The tokens as they were last seen. */
export interface TokensSeen {
  /** Epoch milliseconds of the last look; null before the first. */
  readonly at: number | null;
  readonly tokens: readonly TokenInfo[];
  /** Why they cannot be seen now. */
  readonly failureCode: Code | null;
  /** The certificates whose keys sign at this moment, by their SHA-256. */
  readonly working: ReadonlySet<string>;
}

export const noTokensSeen: TokensSeen = { at: null, tokens: [], failureCode: null, working: new Set() };

/** Whether this token signs now. */
export function isWorking(token: TokenInfo, working: ReadonlySet<string>): boolean {
  return token.certificates.some(({ sha256 }) => working.has(sha256));
}

/**
 * Remembers around a port what every look at the tokens found, and tells when it is another. It is itself a `TokenPort`:
 * whoever looks, the lamps know it too.
 */
export class TokenStates implements TokenPort {
  readonly #port: TokenPort;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #working = new Set<string>();
  #seen: TokensSeen = noTokensSeen;
  #print = '';

  constructor(port: TokenPort, clock: Clock, onChange: () => void) {
    this.#port = port;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get seen(): TokensSeen {
    return { ...this.#seen, working: this.#working };
  }

  async inspect(): Promise<Result<readonly TokenInfo[]>> {
    const answer = await this.#port.inspect();
    this.#seen = {
      ...this.#seen,
      at: this.#clock.now(),
      tokens: answer.ok ? answer.value : [],
      failureCode: answer.ok ? null : answer.error.code,
    };
    this.#compare();
    return answer;
  }

  async signDigests(request: SignDigests): Promise<Result<SignedDigests>> {
    this.#working.add(request.certificateSha256);
    this.#compare();
    try {
      return await this.#port.signDigests(request);
    } finally {
      this.#working.delete(request.certificateSha256);
      this.#compare();
    }
  }

  stop(graceMs?: number): Promise<void> {
    return this.#port.stop(graceMs);
  }

  #compare(): void {
    const { tokens, failureCode } = this.#seen;
    const states = tokens.map((token) => [
      token.model,
      token.tokenSerial,
      tokenStateOf(token, isWorking(token, this.#working)),
      ...token.certificates.map(({ sha256 }) => sha256),
    ]);
    const print = JSON.stringify([failureCode, states.toSorted()]);
    if (print === this.#print) return;
    this.#print = print;
    this.#onChange();
  }
}
