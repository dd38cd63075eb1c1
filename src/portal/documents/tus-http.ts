import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { readBounded } from '../http.ts';
import type { Line } from '../line/line.ts';

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
    readonly signal: AbortSignal;
    readonly token: { readonly value: string; readonly origin: string } | undefined;
  };

  constructor(options: {
    line: Line;
    limits: TusLimits;
    length: number;
    signal: AbortSignal;
    token: { value: string; origin: string } | undefined;
  }) {
    this.#options = options;
  }

  getName(): string {
    return 'TusHttpStack';
  }

  createRequest(method: string, url: string): HttpRequest {
    const { line, limits, length, signal, token } = this.#options;
    const headers: Record<string, string> = {};
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
        const sendingMs = Math.ceil(((bytes?.byteLength ?? 0) * 1000) / limits.slowestBytesPerSecond);
        const response = await line.fetch(url, {
          method,
          headers,
          signal: AbortSignal.any([signal, own.signal, AbortSignal.timeout(limits.baseTimeoutMs + sendingMs)]),
          ...(bytes === undefined ? {} : { body: bytes }),
        });
        await readBounded(response, 65_536);
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
