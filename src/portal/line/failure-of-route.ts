import type { Refusal } from './refusal.ts';

/** A failure before anything was sent: another line may carry the same request at once. */
const neverSent = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'EINVAL'];
const noName = ['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'ETIMEOUT', 'ENONAME', 'EAI_NODATA'];
const untrusted = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_|HOSTNAME_)/;
/** What was on its way by a line that is known to be away by now. */
const givenUp = 'ECONNABORTED';

/** Whether a failed request was not sent, not even in part. */
export function failedBeforeSending(error: unknown): boolean {
  const { code, syscall } = causeOf(error);
  return syscall === 'connect' || neverSent.includes(code) || noName.includes(code) || untrusted.test(code);
}

/**
 * What a failure says of its line. `dead`: it leads nowhere. `broke`: a connection broke off, as they do on a weak line.
 * `ours`: nothing, the station ended the request itself.
 *
 * @param outer  the caller's signal
 */
export function failureOf(error: unknown, outer: AbortSignal): 'dead' | 'broke' | 'ours' {
  if (outer.aborted) return isTimeout(outer.reason) ? 'dead' : 'ours';
  const { code } = causeOf(error);
  if (code === givenUp || code.startsWith('LINE_')) return 'ours';
  return isTimeout(error) || failedBeforeSending(error) ? 'dead' : 'broke';
}

/** Codes of the errors below, in the place of a socket's. */
export const heldCodes = { held: 'LINE_HELD', paused: 'LINE_PAUSED', nowhere: 'LINE_NOWHERE' } as const;

/** No line may carry a request now: fails as `fetch` does. */
export function heldError(reason: Refusal | 'nowhere'): TypeError {
  const kind = reason === 'paused' || reason === 'nowhere' ? reason : 'held';
  return new TypeError('fetch failed', { cause: Object.assign(new Error(reason), { code: heldCodes[kind] }) });
}

/** The error by which `InFlight` gives a request up. */
export function givenUpError(): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('given up'), { code: givenUp }) });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function causeOf(error: unknown): { readonly code: string; readonly syscall: string } {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== 'object' || cause === null) return { code: '', syscall: '' };
  const { code, syscall } = cause as { readonly code?: unknown; readonly syscall?: unknown };
  return { code: String(code ?? ''), syscall: String(syscall ?? '') };
}
