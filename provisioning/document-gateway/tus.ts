import { createHash } from 'node:crypto';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';

/** The tus server behind the gateway. */
export class TusServer {
  readonly #url: URL;

  constructor(url: string) {
    this.#url = new URL(url);
  }

  /** The id in an upload's address, as the tus server gives it. */
  static idOf(location: string): string | undefined {
    return /\/([A-Za-z0-9+._-]{8,300})\/?$/.exec(location)?.[1];
  }

  /**
   * Passes a request through, byte for byte and as it comes. `path` is what follows the tus server's own path; `answered`
   * may change the answer's headers before they go out.
   */
  async pass(
    from: IncomingMessage,
    to: ServerResponse,
    path: string,
    answered: (status: number, headers: Record<string, string | string[] | undefined>) => void,
  ): Promise<void> {
    const { host: _, authorization: __, connection: ___, ...headers } = from.headers;
    const outgoing = this.#send(from.method ?? 'GET', path, headers);
    // A station that is cut off: what has arrived stays at the tus server, and the rest is not waited for.
    from.once('close', () => {
      if (!from.complete) outgoing.destroy();
    });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
    });
    // An early answer (413, 409) may come before the whole body went out.
    const [incoming] = await Promise.all([answer, pipeline(from, outgoing).catch(() => undefined)]);
    const { connection: ____, 'keep-alive': _____, 'transfer-encoding': ______, ...given } = incoming.headers;
    answered(incoming.statusCode ?? 502, given);
    to.writeHead(incoming.statusCode ?? 502, given);
    await pipeline(incoming, to);
  }

  /** How much of an upload is there and how long it will be; undefined: there is none. */
  async length(id: string): Promise<{ offset: number; length: number } | undefined> {
    const answer = await this.#ask('HEAD', id);
    answer.resume();
    if (answer.statusCode !== 200) return undefined;
    return { offset: Number(answer.headers['upload-offset']), length: Number(answer.headers['upload-length']) };
  }

  /** The SHA-256 of a whole upload, in hexadecimal; undefined: it cannot be read. */
  async sha256(id: string): Promise<string | undefined> {
    const answer = await this.#ask('GET', id);
    if (answer.statusCode !== 200) {
      answer.resume();
      return undefined;
    }
    const hash = createHash('sha256');
    await pipeline(answer, hash);
    return hash.digest('hex');
  }

  /** A stream of the whole upload; undefined: it is not there. */
  async open(id: string): Promise<IncomingMessage | undefined> {
    const answer = await this.#ask('GET', id);
    if (answer.statusCode === 200) return answer;
    answer.resume();
    return undefined;
  }

  /** Removes an upload (the termination extension). Whether it is gone now. */
  async remove(id: string): Promise<boolean> {
    const answer = await this.#ask('DELETE', id);
    answer.resume();
    return answer.statusCode === 204 || answer.statusCode === 404 || answer.statusCode === 410;
  }

  #send(method: string, path: string, headers: Record<string, string | string[] | undefined>) {
    const send = this.#url.protocol === 'https:' ? secureRequest : request;
    return send(new URL(`${this.#url.pathname}${path}`, this.#url), { method, headers });
  }

  #ask(method: string, id: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const outgoing = this.#send(method, `/${id}`, { 'tus-resumable': '1.0.0' });
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
      outgoing.setTimeout(60_000, () => outgoing.destroy(new Error('the tus server does not answer')));
      outgoing.end();
    });
  }
}
