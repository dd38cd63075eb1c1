import { createHash } from 'node:crypto';
import { packed, unpacked } from './line/content-coding.ts';
import { heldCodes } from './line/failure-of-route.ts';
import type { Line } from './line/line.ts';
import { fixedAddresses, type PlainRequest, plainFetch } from './line/plain-fetch.ts';

/** A whole answer: status, the wait it asked for (milliseconds) and its text, at most as long as allowed. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  /** When the server says it answered, epoch milliseconds; null when it does not say, or a cache answered for it. */
  readonly date: number | null;
  readonly text: string;
}

/** A whole answer in bytes. */
export interface BinaryAnswer extends Omit<Answer, 'text'> {
  readonly bytes: Uint8Array;
  /** Where a redirect points, as it stands in the header. */
  readonly location: string | undefined;
}

/**
 * Why there is no whole answer. `cut`: the connection failed before the last byte of the answer. `no-name`: nobody knows
 * the host. `untrusted`: its certificate is refused, so nothing was sent. `held`, `paused`, `nowhere`: of the office's lines
 * none may carry it now, all are paused, or none leads there, so nothing was sent.
 */
export type NoAnswer = {
  readonly kind: NetworkFailure | 'oversized' | 'interrupted';
};
export type NetworkFailure = 'cut' | 'timeout' | 'no-name' | 'untrusted' | HeldKind;
type HeldKind = 'held' | 'paused' | 'nowhere';

/** A request with its limits: milliseconds until the last byte of the answer, bytes of the answer's body. */
export interface BoundedRequest {
  readonly url: string;
  readonly method: 'POST' | 'PUT' | 'HEAD' | 'GET' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** The addresses at which alone the host is reached; looked up when left out. */
  readonly addresses?: readonly string[];
  /** Carries the request over kept connections; without it, it has one of its own. */
  readonly line?: Line;
  /** What it carries, where the office has several lines; by its length when left out. */
  readonly load?: PlainRequest['load'];
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** The wall clock now, for a Retry-After that names a date. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** `exchangeBytes` for an answer in UTF-8. */
export async function exchange(request: BoundedRequest): Promise<Answer | NoAnswer> {
  const answer = await exchangeBytes(request);
  if (answer.kind !== 'answer') return answer;
  const { bytes, location: _, ...rest } = answer;
  return { ...rest, text: Buffer.from(bytes).toString('utf8') };
}

/**
 * One HTTP exchange that always ends: in a whole answer or in the reason why there is none. Redirects are not followed,
 * so that neither the message nor the token goes to a host nobody has named.
 *
 * Over a line, JSON goes packed where the server has said that it takes it so; refused for that (415), or for what may be
 * that (400), the same body goes once more as it is: a server that answers so has done nothing with it. An answer may come packed: it counts by its unpacked length, and is empty when it cannot be unpacked.
 */
export async function exchangeBytes(request: BoundedRequest): Promise<BinaryAnswer | NoAnswer> {
  const { url, body, line } = request;
  const small =
    line?.codings.takesGzip(url) && body !== undefined && isJson(request.headers) ? await packed(body) : undefined;
  if (line === undefined || small === undefined) return await once(request);
  const headers = { ...request.headers, 'Content-Encoding': 'gzip' };
  const answer = await once({ ...request, headers, body: small });
  if (answer.kind !== 'answer' || (answer.status !== 415 && answer.status !== 400)) return answer;
  if (answer.status === 415) line.codings.refused(url);
  const plain = await once(request);
  // What is refused packed and as it is, is refused for itself.
  if (plain.kind === 'answer' && plain.status !== answer.status) line.codings.refused(url);
  return plain;
}

function isJson(headers: Readonly<Record<string, string>>): boolean {
  return Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'content-type' && /\bjson\b/.test(value),
  );
}

async function once(request: BoundedRequest): Promise<BinaryAnswer | NoAnswer> {
  const deadline = AbortSignal.timeout(request.timeoutMs);
  try {
    const { url, method, body, addresses, line, load } = request;
    const signal = AbortSignal.any([request.signal, deadline]);
    const headers = line === undefined ? request.headers : { 'Accept-Encoding': 'gzip', ...request.headers };
    const judged = addresses === undefined ? {} : { addresses };
    const carried = load === undefined ? {} : { load };
    const sent = { method, headers, signal, ...(body === undefined ? {} : { body }), ...judged, ...carried };
    const own = addresses === undefined ? {} : { lookup: fixedAddresses(addresses) };
    const response = await (line ? line.fetch(url, sent) : plainFetch(url, sent, own));
    line?.codings.heard(url, response.headers);
    const raw = await readBytes(response, request.maxAnswerBytes);
    if (raw === undefined) return { kind: 'oversized' };
    const coding = line === undefined ? null : response.headers.get('content-encoding');
    const content = await unpacked(raw, coding, request.maxAnswerBytes);
    if (content === 'oversized') return { kind: 'oversized' };
    const bytes = content === 'unreadable' ? Buffer.alloc(0) : content;
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), request.now);
    const date = answerDate(response.headers);
    const location = response.headers.get('location') ?? undefined;
    return { kind: 'answer', status: response.status, retryAfterMs, date, bytes, location };
  } catch (error) {
    if (request.signal.aborted) return { kind: 'interrupted' };
    const why = networkFailure(error);
    if (why === undefined) throw error;
    return { kind: why };
  }
}

const nameCodes = ['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'ETIMEOUT', 'ENONAME', 'EAI_NODATA'];
const trustCodes = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_|HOSTNAME_)/;

/** How the network failed a request or the reading of its answer; undefined when the error is of another kind: a bug. */
export function networkFailure(error: unknown): NetworkFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TimeoutError') return 'timeout';
  if (error.name === 'AbortError') return 'cut';
  // fetch wraps what the socket said in a TypeError; one without a cause was thrown for its arguments.
  if (!(error instanceof TypeError) || error.cause === undefined) return undefined;
  const code = String((error.cause as { code?: unknown }).code ?? '');
  const held = (Object.keys(heldCodes) as HeldKind[]).find((kind) => heldCodes[kind] === code);
  if (held !== undefined) return held;
  if (nameCodes.includes(code)) return 'no-name';
  return trustCodes.test(code) ? 'untrusted' : 'cut';
}

/** The whole body as UTF-8, or undefined when it is longer than `limit` bytes. */
export async function readBounded(response: Response, limit: number): Promise<string | undefined> {
  const bytes = await readBytes(response, limit);
  return bytes?.toString('utf8');
}

async function readBytes(response: Response, limit: number): Promise<Buffer | undefined> {
  if (response.body === null) return Buffer.alloc(0);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body) {
    length += piece.byteLength;
    // Leaving the loop cancels the body, so the rest is not downloaded.
    if (length > limit) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Milliseconds asked for by a Retry-After header (RFC 9110 §10.2.3: seconds or a date), or undefined. */
export function parseRetryAfter(value: string | null | undefined, now: number): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The Date of an answer (RFC 9110 §6.6.1) in whole seconds; an answer with an Age (RFC 9111 §5.1) is an old one. */
export function answerDate(headers: Headers): number | null {
  const value = headers.get('date');
  if (value === null || headers.has('age') || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(value))
    return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date;
}

/** Lower-case hex SHA-256. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
