import { createHmac } from 'node:crypto';

/** Half a minute, and how far a code may be off (RFC 6238). */
const step = { ms: 30_000, tolerance: 1 } as const;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What is on the phone for one account. */
interface Account {
  readonly secret: string;
  /** The step of the last code given away: each counts once. */
  last: number;
  readonly recoveryCodes: string[];
}

/**
 * The authenticator on people's phones, after RFC 6238 and RFC 4226 with nothing but HMAC: the station's codes come from
 * a library, and the two must agree. It gives no code twice; when the steps that count now are used up it goes on with
 * the recovery codes, as somebody in a hurry would.
 */
export class Phone {
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  knows(username: string): boolean {
    return this.#accounts.has(username);
  }

  /** Takes up a secret in base32, as typed or out of the QR code. */
  learn(username: string, secret: string): void {
    this.#accounts.set(username, { secret, last: 0, recoveryCodes: [] });
  }

  keep(username: string, recoveryCodes: readonly string[]): void {
    this.#account(username).recoveryCodes.splice(0, Number.POSITIVE_INFINITY, ...recoveryCodes);
  }

  /** A code that has not been used. */
  code(username: string): string {
    const account = this.#account(username);
    const now = Math.floor(this.#now() / step.ms);
    const next = Math.max(account.last + 1, now);
    if (next <= now + step.tolerance) {
      account.last = next;
      return codeOf(account.secret, next);
    }
    return this.recoveryCode(username);
  }

  /** A recovery code that has not been used. */
  recoveryCode(username: string): string {
    const spare = this.#account(username).recoveryCodes.shift();
    if (spare === undefined) throw new Error(`no code is left for ${username}: wait half a minute`);
    return spare;
  }

  /** What the phone shows at an instant, used or not. */
  shows(username: string, at: number = this.#now()): string {
    return codeOf(this.#account(username).secret, Math.floor(at / step.ms));
  }

  /** The secret itself, as kept on the phone. */
  secretOf(username: string): string {
    return this.#account(username).secret;
  }

  #account(username: string): Account {
    const account = this.#accounts.get(username);
    if (!account) throw new Error(`the phone has no account ${username}`);
    return account;
  }
}

/** The code of a step (RFC 4226 §5.3). */
export function codeOf(secret: string, counter: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', fromBase32(secret)).update(message).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  let bits = 0n;
  for (const letter of text) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter));
  const length = Math.floor((text.length * 5) / 8);
  return Buffer.from((bits >> BigInt(text.length * 5 - length * 8)).toString(16).padStart(length * 2, '0'), 'hex');
}
