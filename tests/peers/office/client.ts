import { request } from 'node:https';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Phone } from './phone.ts';

/** An answer that is not 2xx: the code and the sentence that a screen would show. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, facts: Readonly<Record<string, unknown>>) {
    super(`${code} (${status}): ${message} ${JSON.stringify(facts)}`);
    this.status = status;
    this.code = code;
    this.facts = facts;
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Sent as it is, as `application/octet-stream`. */
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Told the status when the answer begins: an event stream ends much later. */
  readonly onHead?: (status: number) => void;
}

/** How long a person at a screen waits for a station that does not answer, milliseconds. */
const patience = { most: 90_000, between: 150 };

/** One person's screen: HTTPS to the station, trusting only its own authority, with that person's session. */
export class Screen {
  readonly #address: URL;
  readonly #authorityPem: string;
  readonly #jar = new Map<string, string>();
  /** Every value of a session cookie that this screen held: tests look for them in places where they must not be. */
  readonly cookies: string[] = [];
  readonly #phone: Phone;

  /** @param phone  where the one-time codes of those who need them come from */
  constructor(address: string, authorityPem: string, phone: Phone = new Phone()) {
    this.#address = new URL(address);
    this.#authorityPem = authorityPem;
    this.#phone = phone;
  }

  /** Signs in as a person would: with a code where the station asks for one, set up first where there is none yet. */
  async signIn(username: string, password: string): Promise<void> {
    try {
      await this.json('POST', '/api/session', { username, password });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'WEB-CODE-ENROLMENT') return await this.#enrol(username, password);
      if (error.code !== 'WEB-CODE-NEEDED' || !this.#phone.knows(username)) throw error;
      await this.json('POST', '/api/session', { username, password, code: this.#phone.code(username) });
    }
  }

  async #enrol(username: string, password: string): Promise<void> {
    const { secret } = await this.json<{ secret: string }>('POST', '/api/session/enrolment', { username, password });
    this.#phone.learn(username, secret);
    const code = this.#phone.code(username);
    const body = { username, password, code };
    const { recoveryCodes } = await this.json<{ recoveryCodes: string[] }>('POST', '/api/session', body);
    this.#phone.keep(username, recoveryCodes);
  }

  /** Calls a JSON route. A refusal is thrown as `Refused`. */
  async json<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call({ method, path, ...(body === undefined ? {} : { body }) });
    return (answer.body.length === 0 ? null : JSON.parse(answer.body.toString('utf8'))) as T;
  }

  /** Calls a route, waiting while the station is away: that is safe for reads and for acts that the station repeats safely. */
  async call(call: Call): Promise<Answer> {
    for (let left = this.patienceMs; ; left -= patience.between) {
      try {
        return accepted(await this.once(call));
      } catch (error) {
        const away = error instanceof Error && 'code' in error && awayCodes.includes(String(error.code));
        if (!away || left <= 0) throw error;
        await this.waitAway(call);
        await sleep(patience.between);
      }
    }
  }

  /** How long it waits in all between its questions to a station that is away, milliseconds. */
  protected get patienceMs(): number {
    return patience.most;
  }

  /** Whoever knows when the station is back waits here for it, which costs no patience. */
  protected async waitAway(_call: Call): Promise<void> {}

  /** One request, whatever the answer. */
  async once({ method, path, body, raw, headers = {}, onHead }: Call): Promise<Answer> {
    const payload = raw ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)));
    const type = raw ? 'application/octet-stream' : 'application/json';
    return await new Promise<Answer>((resolve, reject) => {
      const outgoing = request(
        new URL(path, this.#address),
        {
          method,
          ca: this.#authorityPem,
          // Whatever Host header a test sends, the connection is to the address.
          servername: isIP(this.#address.hostname) === 0 ? this.#address.hostname : '',
          agent: false,
          headers: {
            ...(payload ? { 'content-type': type, 'content-length': payload.length } : {}),
            ...(this.#jar.size > 0 ? { cookie: [...this.#jar].map((pair) => pair.join('=')).join('; ') } : {}),
            ...headers,
          },
        },
        (incoming) => {
          onHead?.(incoming.statusCode ?? 0);
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            this.#keepCookie(incoming.headers['set-cookie']);
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  }

  #keepCookie(values: string[] | undefined): void {
    for (const value of values ?? []) {
      const [, name = '', content = ''] = /^([^=]+)=([^;]*)/.exec(value) ?? [];
      if (content === '') this.#jar.delete(name);
      else this.#jar.set(name, content);
      if (name === '__Host-tram' && content !== '') this.cookies.push(content);
    }
  }
}

const awayCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING'];

function accepted(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const text = answer.body.toString('utf8');
  try {
    const { code, message, facts } = JSON.parse(text) as { code: string; message: string; facts?: object };
    throw new Refused(answer.status, code, message, { ...facts });
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(answer.status, 'NO-CODE', text.slice(0, 200), {});
  }
}
