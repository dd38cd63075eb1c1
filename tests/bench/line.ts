import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import { Screen } from '../peers/office/client.ts';

/** How a line reaches the station: all of it can be handed to another thread. */
export interface LineOptions {
  readonly address: string;
  readonly authorityPem: string;
  readonly cookie: string;
}

/** A session's connection to the station, kept open as a browser keeps it. */
export class Line {
  readonly options: LineOptions;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(options: LineOptions) {
    this.options = options;
  }

  static async signIn(
    office: { readonly address: string; readonly authorityPem: string },
    person: { readonly username: string; readonly password: string },
  ): Promise<Line> {
    const screen = new Screen(office.address, office.authorityPem);
    await screen.signIn(person.username, person.password);
    const cookie = `__Host-tram=${screen.cookies.at(-1)}`;
    return new Line({ address: office.address, authorityPem: office.authorityPem, cookie });
  }

  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    return JSON.parse((await this.bytes(method, path, payload, 'application/json')).toString('utf8')) as T;
  }

  /** Sends a PIN as its route takes it. */
  async pin(path: string, pin: string): Promise<void> {
    const answer = await this.bytes('POST', path, Buffer.from(pin), 'application/octet-stream');
    const { failed } = JSON.parse(answer.toString('utf8')) as { failed: number };
    if (failed > 0) throw new Error(`${failed} originals were not signed`);
  }

  async bytes(method: string, path: string, body?: Buffer, type = 'application/json'): Promise<Buffer> {
    const answer = await this.#send(method, path, body, type);
    const pieces: Buffer[] = [];
    for await (const piece of answer as AsyncIterable<Buffer>) pieces.push(piece);
    const whole = Buffer.concat(pieces);
    if ((answer.statusCode ?? 500) >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${whole}`);
    return whole;
  }

  /** Opens the live events. Listening has begun when this returns. */
  async listen(): Promise<Events> {
    return new Events(await this.#send('GET', '/api/events', undefined, 'application/json'));
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, body: Buffer | undefined, type: string): Promise<IncomingMessage> {
    const { address, authorityPem, cookie } = this.options;
    const headers = { cookie, ...(body ? { 'content-type': type, 'content-length': body.length } : {}) };
    return new Promise((resolve, reject) => {
      request(new URL(path, address), { method, ca: authorityPem, agent: this.#agent, headers }, resolve)
        .on('error', reject)
        .end(body);
    });
  }
}

/** The live events of one screen, in order. */
export class Events {
  readonly #answer: IncomingMessage;
  readonly #lines: AsyncIterator<string>;

  constructor(answer: IncomingMessage) {
    this.#answer = answer;
    this.#lines = createInterface({ input: answer })[Symbol.asyncIterator]();
  }

  /** Resolves with the next event that `fits`, passing over the others. */
  async next(fits: (type: string, data: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    let type = '';
    for (let line = await this.#lines.next(); !line.done; line = await this.#lines.next()) {
      if (line.value.startsWith('event: ')) type = line.value.slice('event: '.length);
      if (!line.value.startsWith('data: ')) continue;
      const data = JSON.parse(line.value.slice('data: '.length)) as Record<string, unknown>;
      if (fits(type, data)) return data;
    }
    throw new Error('the events ended');
  }

  close(): void {
    this.#answer.destroy();
  }
}
