import { type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { type Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { Load } from './allowance.ts';

/** A request of which the whole body is in hand. */
export interface PlainRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The addresses at which alone the host may be reached: they were looked up, and judged, before. */
  readonly addresses?: readonly string[];
  /** What it carries, where an office has several lines; by its length when left out. */
  readonly load?: Omit<Load, 'bytes'>;
  readonly signal: AbortSignal;
}

/** How a request is carried. Without an agent it has a connection of its own. */
export interface Carriage {
  readonly agent?: HttpAgent | HttpsAgent;
  readonly lookup?: LookupFunction;
  /** The connection leads to this address in the place of the host, whose name server and certificate still bear. */
  readonly address?: string;
  /** The own address from which the connection leaves. */
  readonly localAddress?: string;
  /** Told of the connection that the request is put on. */
  readonly onSocket?: (socket: Socket) => void;
}

/** A kept connection was closed by the other end before it could have read the request. */
class StaleConnection extends Error {}

/**
 * `fetch` over node:http, so that connections, names and proxies are ours to choose. Follows no redirect; fails as `fetch`
 * does: a TypeError with the socket's error as its cause, or the signal's reason.
 *
 * A kept connection that turns out to be closed is replaced once for a question; a message that changes something is not
 * repeated here, since it may have arrived.
 */
export async function plainFetch(url: string, request: PlainRequest, carriage: Carriage): Promise<Response> {
  try {
    return await attempt(url, request, carriage, request.method === 'HEAD' || request.method === 'GET');
  } catch (error) {
    if (!(error instanceof StaleConnection)) throw error;
    return await attempt(url, request, carriage, false);
  }
}

async function attempt(
  url: string,
  { method, headers, body, signal }: PlainRequest,
  { agent, lookup, address, localAddress, onSocket }: Carriage,
  mayBeStale: boolean,
): Promise<Response> {
  const failure = (cause: unknown): unknown =>
    signal.aborted ? signal.reason : new TypeError('fetch failed', { cause });
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const { host, hostname } = new URL(url);
    const named = address === undefined ? {} : { hostname: address, servername: isIP(hostname) === 0 ? hostname : '' };
    const own = address === undefined ? {} : { Host: host };
    const from = localAddress === undefined ? {} : { localAddress, family: 4 };
    const kept = { signal, agent: agent ?? false, ...named, ...from };
    const options = { method, headers: { ...own, ...headers, ...length }, ...kept };
    const sent = send(url, { ...options, ...(lookup === undefined ? {} : { lookup }) }, (answer) => {
      // Node takes an answer to HEAD without a length for one that ends with the connection (RFC 9112 §6.3: it ends here).
      if (method === 'HEAD' && agent !== undefined && !saysClose(answer)) sent.shouldKeepAlive = true;
      resolve(answer);
    });
    if (onSocket) sent.on('socket', onSocket);
    sent.on('error', (cause: NodeJS.ErrnoException) => {
      const stale = mayBeStale && sent.reusedSocket && !signal.aborted && cause.code === 'ECONNRESET';
      reject(stale ? new StaleConnection('closed', { cause }) : failure(cause));
    });
    sent.end(body);
  });
  const status = message.statusCode ?? 0;
  if (status < 200 || status > 599) {
    message.destroy();
    throw failure(new Error(`status ${status}`));
  }
  const known = Object.entries(message.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  const empty = method === 'HEAD' || status === 204 || status === 205 || status === 304;
  if (empty) await drained(message, failure);
  const stream = empty ? null : ReadableStream.from(pieces(message, failure));
  return new Response(stream, { status, headers: new Headers(known.map(([...pair]) => pair)) });
}

async function* pieces(message: IncomingMessage, failure: (cause: unknown) => unknown): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of message) yield piece as Uint8Array;
  } catch (cause) {
    throw failure(cause);
  }
  await given();
}

function saysClose({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion !== '1.1' || /\bclose\b/i.test(headers.connection ?? '');
}

/** Reads an answer without a body to its end. */
async function drained(message: IncomingMessage, failure: (cause: unknown) => unknown): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    message.on('end', resolve);
    message.on('error', (cause) => reject(failure(cause)));
    message.resume();
  });
  await given();
}

/** The agent takes the connection back only after the end: the next request would otherwise open another one. */
async function given(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Answers every name with these addresses, which were looked up, and judged, before. */
export function fixedAddresses(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    const [first] = found;
    if (options.all === true) callback(null, found);
    else callback(null, first?.address ?? '', first?.family);
  };
}
