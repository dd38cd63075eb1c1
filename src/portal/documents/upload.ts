import { createHash } from 'node:crypto';
import { DetailedError, Upload } from 'tus-js-client';
import type { Clock } from '../../common/clock.ts';
import type { Outcome } from '../connector.ts';
import { networkFailure, parseRetryAfter } from '../http.ts';
import { lineFailureCodes } from '../line/failure-codes.ts';
import type { Line } from '../line/line.ts';
import type { CopyReader } from './copy-reader.ts';
import { TusHttpStack, type TusLimits, UploadHeld } from './tus-http.ts';

/** Where copies are handed over, and in what pieces. */
export interface GatewaySettings {
  /** The tus server's endpoint, `https://…/files`. */
  readonly endpoint: string;
  /** Sent as `Authorization: Bearer` to the endpoint's origin. */
  readonly bearerToken?: string;
  /** The link service, `https://…/links`: the portal is given links; without one, the upload's own address. */
  readonly linkEndpoint?: string;
  /** Bytes in one request. Small pieces lose less on a weak line, where every confirmed piece is kept. */
  readonly chunkBytes?: number;
  readonly limits?: TusLimits;
}

export const uploadDefaults = {
  chunkBytes: 256 * 1024,
  limits: { baseTimeoutMs: 30_000, slowestBytesPerSecond: 1024 },
} as const satisfies { chunkBytes: number; limits: TusLimits };

/** What an upload came to; `url` is where the gateway keeps the copy. */
export type UploadOutcome = { readonly outcome: Outcome; readonly url: string | null };

/** The copy itself failed, so another attempt cannot do better. */
class CopyUnreadable extends Error {}

/**
 * Hands a copy over by tus 1.0, from the byte where an earlier attempt ended.
 *
 * @param request.knownUrl  the address remembered from an earlier attempt
 * @param request.remember  called, before the first byte is sent, with the address under which the upload grows; it
 *                          must be durable when this returns. Null: the remembered one is gone.
 * @param request.filename  ASCII, without personal data: it is what a person who fetches the copy sees
 */
export async function uploadCopy(
  settings: GatewaySettings,
  clock: Clock,
  request: {
    readonly line: Line;
    readonly copy: CopyReader;
    readonly filename: string;
    readonly knownUrl: string | null;
    readonly remember: (url: string | null) => void;
    readonly signal: AbortSignal;
  },
): Promise<UploadOutcome> {
  const { copy, signal } = request;
  if (signal.aborted) return { outcome: { kind: 'unreachable', code: 'PORTAL-UNREACHABLE' }, url: request.knownUrl };
  let progressed = false;
  let done: (error: unknown) => void = () => {};
  const finished = new Promise<unknown>((resolve) => {
    done = resolve;
  });
  const upload = new Upload(Buffer.alloc(0), {
    endpoint: settings.endpoint,
    uploadUrl: request.knownUrl,
    metadata: { filename: request.filename, filetype: 'application/pdf' },
    chunkSize: settings.chunkBytes ?? uploadDefaults.chunkBytes,
    // The outbox repeats, with a wait that survives a restart.
    retryDelays: null,
    storeFingerprintForResuming: false,
    fingerprint: () => Promise.resolve(''),
    fileReader: { openFile: () => Promise.resolve(sourceOf(copy)) },
    httpStack: new TusHttpStack({
      line: request.line,
      limits: settings.limits ?? uploadDefaults.limits,
      length: copy.length,
      signal,
      token: settings.bearerToken
        ? { value: settings.bearerToken, origin: new URL(settings.endpoint).origin }
        : undefined,
    }),
    onUploadUrlAvailable: () => {
      if (upload.url !== null && upload.url !== request.knownUrl) request.remember(upload.url);
    },
    onChunkComplete: () => {
      progressed = true;
    },
    onSuccess: () => done(undefined),
    onError: (error) => done(error),
  });
  const stop = () => {
    void upload.abort();
    done('interrupted');
  };
  signal.addEventListener('abort', stop, { once: true });
  upload.start();
  const error = await finished;
  signal.removeEventListener('abort', stop);

  const url = upload.url;
  if (signal.aborted && error !== undefined) {
    return { outcome: { kind: 'unreachable', code: 'PORTAL-UNREACHABLE', progressed }, url };
  }
  if (error !== undefined) return { outcome: failureOf(error, progressed, clock, request.remember), url };
  if (url === null || !/^https?:\/\/[\x21-\x7e]{1,2000}$/.test(url)) {
    return { outcome: { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE', progressed }, url: null };
  }
  const requestSha256 = await hashOf(copy);
  if (requestSha256 === undefined) return { outcome: { kind: 'rejected', code: 'PORTAL-COPY-UNREADABLE' }, url };
  const receipt = {
    connector: 'tus',
    service: 'upload',
    message: `${copy.length} bytes`,
    at: clock.now(),
    requestSha256,
  };
  return { outcome: { kind: 'confirmed', receipt }, url };
}

async function hashOf(copy: CopyReader): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for (let at = 0; at < copy.length; at += uploadDefaults.chunkBytes) {
      hash.update(await copy.read(at, Math.min(uploadDefaults.chunkBytes, copy.length - at)));
    }
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

function sourceOf(copy: CopyReader) {
  return {
    size: copy.length,
    slice: async (start: number, end: number) => {
      const wanted = Math.min(end, copy.length) - start;
      const bytes = await copy.read(start, wanted).catch((error: unknown) => {
        throw new CopyUnreadable('read', { cause: error });
      });
      if (bytes.byteLength !== wanted) throw new CopyUnreadable(`${bytes.byteLength} bytes instead of ${wanted}`);
      // tus-js-client takes the piece's length from `size`.
      return { value: Object.assign(Buffer.from(bytes), { size: wanted }), done: end >= copy.length };
    },
    close: () => {},
  };
}

function failureOf(error: unknown, progressed: boolean, clock: Clock, remember: (url: string | null) => void): Outcome {
  const inner = error instanceof DetailedError ? error.causingError : error;
  if (inner instanceof CopyUnreadable) return { kind: 'rejected', code: 'PORTAL-COPY-UNREADABLE' };
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  const status = inner instanceof UploadHeld ? inner.status : answer?.getStatus();
  if (status === undefined) {
    const why = networkFailure(inner);
    if (why === undefined) throw inner;
    return { kind: 'unreachable', code: lineFailureCodes[why], progressed };
  }
  if (status < 300) return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE', progressed };
  const message = `HTTP ${status}`;
  if (status === 404 || status === 410) {
    remember(null);
    return { kind: 'unreachable', code: 'PORTAL-BUSY', message };
  }
  if (status === 401 || status === 403) return { kind: 'unreachable', code: 'PORTAL-ACCESS-DENIED', message };
  if (status === 400 || status === 413 || status === 415) {
    return { kind: 'rejected', code: 'PORTAL-UPLOAD-REFUSED', message };
  }
  const header = inner instanceof UploadHeld ? inner.retryAfter : answer?.getHeader('Retry-After');
  const retryAfterMs = parseRetryAfter(header, clock.now());
  return {
    kind: 'unreachable',
    code: 'PORTAL-BUSY',
    message,
    progressed,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
