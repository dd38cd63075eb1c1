import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

interface PinnedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal: AbortSignal;
}

/**
 * `fetch` to a host at addresses that were looked up, and judged, before: its name is not looked up again, so it cannot
 * lead elsewhere in between. Follows no redirect, keeps no connection; fails as `fetch` does.
 */
export async function pinnedFetch(
  url: string,
  addresses: readonly string[],
  { method, headers, body, signal }: PinnedRequest,
): Promise<Response> {
  const failure = (cause: unknown): unknown =>
    signal.aborted ? signal.reason : new TypeError('fetch failed', { cause });
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = send(url, { method, headers, signal, agent: false, lookup: lookupOf(addresses) }, resolve);
    request.on('error', (cause) => reject(failure(cause)));
    request.end(body);
  });
  const status = message.statusCode ?? 0;
  if (status < 200 || status > 599) {
    message.destroy();
    throw failure(new Error(`status ${status}`));
  }
  const stream = ReadableStream.from(pieces(message, failure));
  const known = Object.entries(message.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  const empty = status === 204 || status === 205 || status === 304;
  if (empty) message.resume();
  return new Response(empty ? null : stream, { status, headers: new Headers(known.map(([...pair]) => pair)) });
}

async function* pieces(message: IncomingMessage, failure: (cause: unknown) => unknown): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of message) yield piece as Uint8Array;
  } catch (cause) {
    throw failure(cause);
  }
}

/** Answers every name with these addresses. */
function lookupOf(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    const [first] = found;
    if (options.all === true) callback(null, found);
    else callback(null, first?.address ?? '', first?.family);
  };
}
