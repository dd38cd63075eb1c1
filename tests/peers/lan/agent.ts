import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Call } from '../office/client.ts';
import type { Namespace } from './network.ts';

type Doing =
  | { readonly do: 'open'; readonly screen: string; readonly address: string; readonly authority: string }
  | { readonly do: 'sign-in'; readonly screen: string; readonly username: string; readonly password: string }
  | { readonly do: 'call'; readonly screen: string; readonly call: Omit<Call, 'raw' | 'onHead'> }
  | { readonly do: 'plain'; readonly method: string; readonly url: string }
  | {
      readonly do: 'serve';
      readonly host: string;
      readonly port: number;
      readonly key: string;
      readonly certificate: string;
    };
export type Asked = { readonly id: number } & Doing;

/** What came of it. `head` comes first and alone: the status, while the body is still on its way. */
export interface Told {
  readonly id: number;
  readonly head?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: string;
  /** The code of what went wrong. */
  readonly error?: string;
}

export interface Came {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A person at a machine of the test network: a process there, which ends with this one. */
export class Agent {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { head: (status: number) => void; told: (told: Told) => void }>();
  #next = 0;

  constructor(place: Namespace) {
    const [program = '', ...args] = [
      ...place.within,
      process.execPath,
      fileURLToPath(new URL('agent-main.ts', import.meta.url)),
    ];
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    if (!this.#child.stdout) throw new Error('the agent has no output');
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as Told;
      const waiting = this.#waiting.get(told.id);
      if (told.head !== undefined) waiting?.head(told.head);
      else {
        this.#waiting.delete(told.id);
        waiting?.told(told);
      }
    });
  }

  /** A screen by this name, trusting this authority and nothing else; without cookies. */
  async open(screen: string, address: string, authority: string): Promise<void> {
    await this.#ask({ do: 'open', screen, address, authority });
  }

  async signIn(screen: string, username: string, password: string): Promise<void> {
    const { error } = await this.#ask({ do: 'sign-in', screen, username, password });
    if (error !== undefined) throw new Error(error);
  }

  /** A request of a screen; the error's code where there is no answer. */
  async call(screen: string, call: Omit<Call, 'raw' | 'onHead'>, onHead?: (status: number) => void): Promise<Came> {
    return came(await this.#ask({ do: 'call', screen, call }, onHead));
  }

  /** The answer's JSON. */
  async json<T>(screen: string, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call(screen, { method, path, ...(body === undefined ? {} : { body }) });
    if (answer.status !== 200) throw new Error(answer.body.toString('utf8'));
    return JSON.parse(answer.body.toString('utf8')) as T;
  }

  /** A request over plain HTTP, by a machine that trusts nothing yet. */
  async plain(method: string, url: string): Promise<Came> {
    return came(await this.#ask({ do: 'plain', method, url }));
  }

  /** Serves something over TLS from here. */
  async serve(host: string, port: number, credential: { keyPem: string; certificatePem: string }): Promise<void> {
    const { keyPem: key, certificatePem: certificate } = credential;
    await this.#ask({ do: 'serve', host, port, key, certificate });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin?.end();
    await ended;
  }

  async #ask(doing: Doing, head: (status: number) => void = () => {}): Promise<Told> {
    this.#next += 1;
    const id = this.#next;
    return await new Promise<Told>((resolve) => {
      this.#waiting.set(id, { head, told: resolve });
      this.#child.stdin?.write(`${JSON.stringify({ id, ...doing })}\n`);
    });
  }
}

function came({ error, status = 0, headers = {}, body = '' }: Told): Came {
  if (error !== undefined) throw Object.assign(new Error(error), { code: error });
  return { status, headers, body: Buffer.from(body, 'base64') };
}
