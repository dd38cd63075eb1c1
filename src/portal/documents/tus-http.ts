import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { readBounded } from '../http.ts';
import type { Line } from '../line/line.ts';

/** What an answer of the gateway tells besides its status. */
export interface Heard {
  readonly method: string;
  /** How far the upload has come there, bytes; null when it does not say. */
  readonly offset: number | null;
  /** The SHA-256 of the whole as the gateway has it (RFC 9530), base64; null when it does not say. */
  readonly digest: string | null;
  /** How long the exchange took, and how many bytes it carried. */
  readonly ms: number;
  readonly bytes: number;
}

/** Limits of one tus request. A chunk may take `baseTimeoutMs` plus its size at the slowest usable line. */
export interface TusLimits {
  readonly baseTimeoutMs: number;
  readonly slowestBytesPerSecond: number;
}

/** An answer that tus-js-client must not see, because it would start the upload afresh: HTTP 5xx to a HEAD, say. */
export class UploadHeld extends Error {
  readonly status: number;
  readonly retryAfter: string | undefined;
  constructor(status: number, retryAfter: string | undefined) {
    super(`HTTP ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/**
 * HTTP for tus-js-client over the office's line: every request has a time limit, redirects are not followed, and answers are
 * kept without their bodies. (The client's own stack waits for ever when an answer is cut.)
 *
 * A remembered upload is taken for gone only by 404, 410 or another length; on any other failure of its HEAD the
 * bytes already there are worth waiting for. The token goes to the endpoint's own origin alone.
 */
export class TusHttpStack implements HttpStack {
  readonly #options: {
    readonly line: Line;
    readonly limits: TusLimits;
    readonly length: number;
    readonly urgent: boolean;
    readonly signal: AbortSignal;
    readonly token: { readonly value: string; readonly origin: string } | undefined;
    readonly heard: (heard: Heard) => void;
    /** Told before a request that carries bytes. */
    readonly sending: (bytes: number) => void;
  };

  constructor(options: {
    line: Line;
    limits: TusLimits;
    length: number;
    urgent: boolean;
    signal: AbortSignal;
    token: { value: string; origin: string } | undefined;
    heard: (heard: Heard) => void;
    sending: (bytes: number) => void;
  }) {
    this.#options = options;
  }

  getName(): string {
    return 'TusHttpStack';
  }

  createRequest(method: string, url: string): HttpRequest {
    const { line, limits, length, urgent, signal, token, heard, sending } = this.#options;
    const headers: Record<string, string> = { 'Want-Repr-Digest': 'sha-256=10' };
    if (token !== undefined && new URL(url).origin === token.origin) headers['Authorization'] = `Bearer ${token.value}`;
    const own = new AbortController();
    return {
      getMethod: () => method,
      getURL: () => url,
      setHeader: (name, value) => {
        headers[name] = value;
      },
      getHeader: (name) => headers[name],
      setProgressHandler: () => {},
      getUnderlyingObject: () => undefined,
      abort: () => {
        own.abort();
        return Promise.resolve();
      },
      send: async (body: unknown) => {
        const bytes = body instanceof Uint8Array ? body : undefined;
        const begun = performance.now();
        const carried = bytes?.byteLength ?? 0;
        if (carried > 0) sending(carried);
        const sendingMs = Math.ceil((carried * 1000) / limits.slowestBytesPerSecond);
        const response = await line.fetch(url, {
          method,
          headers,
          load: { kind: 'document', urgent },
          signal: AbortSignal.any([signal, own.signal, AbortSignal.timeout(limits.baseTimeoutMs + sendingMs)]),
          ...(bytes === undefined ? {} : { body: bytes }),
        });
        await readBounded(response, 65_536);
        heard({
          method,
          offset: offsetOf(response),
          digest: digestOf(response.headers.get('repr-digest')),
          ms: performance.now() - begun,
          bytes: carried,
        });
        return answerOf(method, response, length);
      },
    };
  }
}

function answerOf(method: string, response: Response, length: number): HttpResponse {
  let status = response.status;
  if (method === 'HEAD') {
    const there = response.headers.get('upload-length');
    if (status >= 200 && status < 300) {
      if (there !== null && Number(there) !== length) status = 410;
    } else if (status !== 404 && status !== 410) {
      throw new UploadHeld(status, response.headers.get('retry-after') ?? undefined);
    }
  }
  return {
    getStatus: () => status,
    getHeader: (name) => response.headers.get(name) ?? undefined,
    getBody: () => '',
    getUnderlyingObject: () => undefined,
  };
}

function offsetOf(response: Response): number | null {
  const text = response.headers.get('upload-offset');
  return response.ok && text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function digestOf(header: string | null): string | null {
  return /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header ?? '')?.[1] ?? null;
}
