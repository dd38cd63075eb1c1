import type { Clock } from '../../common/clock.ts';
import type { TrustServices } from '../../copies/index.ts';
import type { Line, LineSettings } from '../line/line.ts';
import { openWay } from '../line/way.ts';
import type { Access } from './ask.ts';
import { type Resolve, resolve } from './permitted.ts';
import { status } from './status.ts';
import { timestamp } from './timestamp.ts';

export interface TrustServicesOptions {
  /** Of the time-stamping authority (RFC 3161 over HTTP). */
  readonly tsaUrl: string;
  /** Roots of time-stamping authorities, DER. */
  readonly timestampAnchors: readonly Uint8Array[];
  /** Hosts that may have private addresses, besides the authority's own. */
  readonly privateHosts: readonly string[];
  /** Until the last byte of one answer, milliseconds. */
  readonly timeoutMs: number;
  readonly resolve?: Resolve;
  /** The office's way out: its proxy, name servers and authorities hold for these services too. */
  readonly line?: LineSettings | Line;
}

export interface StatusServiceOptions {
  /** Hosts that may have private addresses. */
  readonly privateHosts: readonly string[];
  /** Until the last byte of one answer, milliseconds. */
  readonly timeoutMs: number;
  readonly resolve?: Resolve;
  /** The office's way out; one that is given open stays open. */
  readonly line?: LineSettings | Line;
}

/** By the office's way out, where there is one of its own; whoever names a resolver is looked up by that. */
function wayOut(way: LineSettings | Line | undefined, given: Resolve | undefined): Pick<Access, 'line' | 'resolve'> {
  if (way === undefined) return { resolve: given ?? resolve };
  const line = 'fetch' in way ? way : openWay(way);
  return { line, resolve: given ?? ((host) => line.resolve(host)) };
}

/** Certificate status alone (RFC 6960, RFC 5280), for whoever checks a file. */
export function createStatusService(
  { privateHosts, timeoutMs, resolve: given, line }: StatusServiceOptions,
  clock: Clock,
  signal: AbortSignal,
): TrustServices['status'] {
  const access: Access = {
    hosts: new Set(privateHosts),
    ...wayOut(line, given),
    timeoutMs,
    now: () => clock.now(),
    signal,
  };
  return async (subject, issuer) => {
    try {
      return await status(subject, issuer, access);
    } finally {
      if (access.line !== line) access.line?.close();
    }
  };
}

/** The network side of extending a copy: time-stamps by RFC 3161, certificate status by RFC 6960 and RFC 5280. */
export function createTrustServices(options: TrustServicesOptions, clock: Clock, signal: AbortSignal): TrustServices {
  const hosts = new Set([new URL(options.tsaUrl).hostname, ...options.privateHosts]);
  const access: Access = {
    hosts,
    ...wayOut(options.line, options.resolve),
    timeoutMs: options.timeoutMs,
    now: () => clock.now(),
    signal,
  };
  return {
    timestamp: (digest) => timestamp(options.tsaUrl, digest, options.timestampAnchors, access),
    status: (subject, issuer) => status(subject, issuer, access),
  };
}
