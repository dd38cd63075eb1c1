import type { Code } from '../../common/codes/index.ts';
import type { Rejected, Unreachable } from '../connector.ts';
import type { NoAnswer } from '../http.ts';
import { lineFailureCodes } from '../line/failure-codes.ts';

/** The outcome of an exchange that brought no answer with status 200. */
export function withoutVerdict(
  answer: { readonly kind: 'answer'; readonly status: number; readonly retryAfterMs: number | undefined } | NoAnswer,
): Rejected | Unreachable {
  switch (answer.kind) {
    case 'cut':
    case 'timeout':
    case 'no-name':
    case 'untrusted':
    case 'held':
    case 'paused':
    case 'nowhere':
      return { kind: 'unreachable', code: lineFailureCodes[answer.kind] };
    case 'interrupted':
      return { kind: 'unreachable', code: 'PORTAL-UNREACHABLE' };
    case 'oversized':
      return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };
    case 'answer':
      break;
  }
  const { status, retryAfterMs } = answer;
  if (status === 400 || status === 413 || status === 422) {
    return { kind: 'rejected', code: 'PORTAL-REJECTED', message: `HTTP ${status}` };
  }
  return {
    kind: 'unreachable',
    code: codeOfStatus(status),
    message: `HTTP ${status}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function codeOfStatus(status: number): Code {
  if (status === 407) return 'PORTAL-PROXY';
  return status === 401 || status === 403 ? 'PORTAL-ACCESS-DENIED' : 'PORTAL-BUSY';
}
