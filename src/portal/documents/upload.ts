import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DetailedError, Upload } from 'tus-js-client';
import type { Clock } from '../../common/clock.ts';
import type { Outcome } from '../connector.ts';
import { networkFailure, parseRetryAfter } from '../http.ts';
import { lineFailureCodes } from '../line/failure-codes.ts';
import type { Line } from '../line/line.ts';
import type { UploadPace } from '../line/pace.ts';
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
  limits: { baseTimeoutMs: 20_000, slowestBytesPerSecond: 1024 },
} as const satisfies { chunkBytes: number; limits: TusLimits };

/** What an upload came to; `url` is where the gateway keeps the copy. */
export type UploadOutcome = { readonly outcome: Outcome; readonly url: string | null };

/** The copy itself failed, so another attempt cannot do better. */
class CopyUnreadable extends Error {}

/** What is to be handed over, and to whom it is told how it goes. */
export interface UploadRequest {
  readonly line: Line;
  readonly copy: CopyReader;
  /** ASCII, without personal data: it is what a person who fetches the copy sees. */
  readonly filename: string;
  /** The address remembered from an earlier attempt. */
  readonly knownUrl: string | null;
  /**
   * Called, before the first byte is sent, with the address under which the upload grows; it must be durable when this
   * returns. Null: the remembered one is gone.
   */
  readonly remember: (url: string | null) => void;
  /** What the traffic tells of the line; it also says how large the pieces are. */
  readonly pace?: UploadPace;
  /** It goes whatever holds others back. */
  readonly urgent?: boolean;
  /** Told how many bytes the gateway has. */
  readonly onOffset?: (offset: number) => void;
  readonly signal: AbortSignal;
}

/** After a break the upload goes on at once while each try brings it forward; this often without that. */
const triesInVain = 2;
/** Between a break that brought nothing forward and the next try, milliseconds: drawn up to this. */
const breathMs = 100;

/**
 * Hands a copy over by tus 1.0, from the byte where an earlier attempt ended. A connection that breaks off is replaced at
 * once while that brings the upload forward: a line that works for twenty seconds at a time is used for twenty seconds.
 *
 * The gateway is told the SHA-256 of the whole when the upload begins; what it says it has is compared
 * (`PORTAL-COPY-ALTERED`, then the upload begins afresh).
 */
export async function uploadCopy(
  settings: GatewaySettings,
  clock: Clock,
  request: UploadRequest,
): Promise<UploadOutcome> {
  const sha256 = await hashOf(request.copy);
  if (sha256 === undefined) {
    return { outcome: { kind: 'rejected', code: 'PORTAL-COPY-UNREADABLE' }, url: request.knownUrl };
  }
  const reached: Reached = {
    url: request.knownUrl,
    offset: 0,
    progressed: false,
    digest: null,
    carrying: null,
    carried: null,
  };
  for (let inVain = 0; ; ) {
    const before = reached.offset;
    const outcome = await attempt(settings, clock, request, sha256, reached);
    const broke = outcome.kind === 'unreachable' && outcome.code === 'PORTAL-UNREACHABLE' && !request.signal.aborted;
    if (broke) {
      request.pace?.broke();
      request.line.dropIdle();
    }
    // What takes much longer than it was thought to take goes in smaller pieces from now on.
    if (outcome.kind === 'unreachable' && outcome.code === 'PORTAL-TIMEOUT') request.pace?.lost();
    inVain = reached.offset > before ? 0 : inVain + 1;
    // What a request that was carrying bytes has brought forward is known only at the next try.
    const most = reached.carried === null ? triesInVain : triesInVain + 1;
    if (!broke || inVain >= most) return { outcome, url: reached.url };
    if (inVain > 0) await sleep(Math.random() * breathMs);
  }
}

/** How far the upload has come, over all tries. */
interface Reached {
  url: string | null;
  offset: number;
  progressed: boolean;
  digest: string | null;
  /** The request that carries bytes now: since when, and from which byte. */
  carrying: { readonly since: number; readonly from: number } | null;
  /** The one that broke off: how much of it the gateway kept is not known yet. */
  carried: { readonly ms: number; readonly from: number } | null;
}

/** What a broken request carried is told by the gateway afterwards. */
function tellOfBreak(
  pace: UploadPace | undefined,
  { ms, from }: NonNullable<Reached['carried']>,
  offset: number,
): void {
  if (offset > from) {
    pace?.kept();
    pace?.moved(offset - from, ms);
  } else pace?.lost();
}

async function attempt(
  settings: GatewaySettings,
  clock: Clock,
  request: UploadRequest,
  sha256: Buffer,
  reached: Reached,
): Promise<Outcome> {
  const { copy, signal, pace } = request;
  if (signal.aborted) return { kind: 'unreachable', code: 'PORTAL-UNREACHABLE', progressed: reached.progressed };
  const usual = settings.chunkBytes ?? uploadDefaults.chunkBytes;
  const limits = settings.limits ?? uploadDefaults.limits;
  const slowest = Math.max(limits.slowestBytesPerSecond, (pace?.bytesPerSecond ?? 0) / 3);
  let done: (error: unknown) => void = () => {};
  const finished = new Promise<unknown>((resolve) => {
    done = resolve;
  });
  const upload = new Upload(Buffer.alloc(0), {
    endpoint: settings.endpoint,
    uploadUrl: reached.url,
    metadata: { filename: request.filename, filetype: 'application/pdf', sha256: sha256.toString('hex') },
    chunkSize: pace?.piece(usual) ?? usual,
    // The outbox repeats, with a wait that survives a restart.
    retryDelays: null,
    storeFingerprintForResuming: false,
    fingerprint: () => Promise.resolve(''),
    fileReader: { openFile: () => Promise.resolve(sourceOf(copy)) },
    httpStack: new TusHttpStack({
      line: request.line,
      limits: { ...limits, slowestBytesPerSecond: slowest },
      length: copy.length,
      urgent: request.urgent ?? false,
      signal,
      token: settings.bearerToken
        ? { value: settings.bearerToken, origin: new URL(settings.endpoint).origin }
        : undefined,
      sending: () => {
        reached.carrying = { since: performance.now(), from: reached.offset };
      },
      heard: ({ offset, digest, ms, bytes }) => {
        if (digest !== null) reached.digest = digest;
        if (offset === null) return;
        if (bytes > 0) pace?.moved(bytes, ms);
        else if (reached.carried) tellOfBreak(pace, reached.carried, offset);
        reached.carrying = null;
        reached.carried = null;
        if (offset > reached.offset) reached.progressed = true;
        reached.offset = offset;
        request.onOffset?.(offset);
      },
    }),
    onUploadUrlAvailable: () => {
      if (upload.url !== null && upload.url !== reached.url) {
        request.remember(upload.url);
        reached.url = upload.url;
        reached.offset = 0;
      }
    },
    onChunkComplete: () => {
      upload.options.chunkSize = pace?.piece(usual) ?? usual;
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

  const { progressed, carrying } = reached;
  if (carrying) reached.carried = { ms: performance.now() - carrying.since, from: carrying.from };
  reached.carrying = null;
  if (signal.aborted && error !== undefined) return { kind: 'unreachable', code: 'PORTAL-UNREACHABLE', progressed };
  if (error !== undefined) return failureOf(error, reached, clock, request.remember);
  const { url } = upload;
  if (url === null || !/^https?:\/\/[\x21-\x7e]{1,2000}$/.test(url)) {
    reached.url = null;
    return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE', progressed };
  }
  if (reached.digest !== null && reached.digest !== sha256.toString('base64'))
    return altered(reached, request.remember);
  const checked = reached.digest === null ? '' : ', sha-256';
  const receipt = {
    connector: 'tus',
    service: 'upload',
    message: `${copy.length} bytes${checked}`,
    at: clock.now(),
    requestSha256: sha256.toString('hex'),
  };
  return { kind: 'confirmed', receipt };
}

/** The gateway has other bytes than were sent: they are given up, and the next attempt begins afresh. */
function altered(reached: Reached, remember: (url: string | null) => void): Outcome {
  remember(null);
  reached.url = null;
  return { kind: 'unreachable', code: 'PORTAL-COPY-ALTERED' };
}

async function hashOf(copy: CopyReader): Promise<Buffer | undefined> {
  const hash = createHash('sha256');
  try {
    for (let at = 0; at < copy.length; at += uploadDefaults.chunkBytes) {
      hash.update(await copy.read(at, Math.min(uploadDefaults.chunkBytes, copy.length - at)));
    }
  } catch {
    return undefined;
  }
  return hash.digest();
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

function failureOf(error: unknown, reached: Reached, clock: Clock, remember: (url: string | null) => void): Outcome {
  const { progressed } = reached;
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
  // tus, checksum extension: what arrived is not what was sent.
  if (status === 460) return altered(reached, remember);
  const message = `HTTP ${status}`;
  if (status === 404 || status === 410) {
    remember(null);
    return { kind: 'unreachable', code: 'PORTAL-BUSY', message };
  }
  if (status === 401 || status === 403) return { kind: 'unreachable', code: 'PORTAL-ACCESS-DENIED', message };
  if (status === 407) return { kind: 'unreachable', code: 'PORTAL-PROXY', message };
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
