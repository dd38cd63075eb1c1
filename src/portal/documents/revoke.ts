import type { Clock } from '../../common/clock.ts';
import type { Unreachable } from '../connector.ts';
import { withoutVerdict } from '../connectors/no-verdict.ts';
import { type Answer, exchange, type NoAnswer } from '../http.ts';
import type { Line } from '../line/line.ts';
import { type LinkParts, linkOf } from './links.ts';

/** What came of taking a copy back at the gateway. `revoked`: nobody can fetch it there any more. */
export type RevocationOutcome = { readonly kind: 'revoked' } | Unreachable;

const limits = { timeoutMs: 60_000, maxAnswerBytes: 65_536 } as const;

/** Has a link closed for good and its file removed; a link that the gateway does not know opens nothing either. */
export async function revokeLink({ service, line, clock, signal }: LinkParts, id: string): Promise<RevocationOutcome> {
  const answer = await ask('DELETE', `${service.endpoint}/${id}`, service.bearerToken, {}, { line, clock, signal });
  if (answer.kind !== 'answer') return unreachable(answer);
  // Words without the service's own link or code may be those of a device on the way.
  if (answer.status === 200 && linkOf(answer.text)?.url === null) return { kind: 'revoked' };
  if (answer.status === 404 && answer.text.includes('"LINK-UNKNOWN"')) return { kind: 'revoked' };
  return answer.status < 300 ? { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' } : unreachable(answer);
}

/** Has a finished upload removed (tus 1.0, termination), at a gateway without links; null: there is none. */
export async function removeUpload(
  parts: {
    readonly endpoint: string;
    readonly bearerToken?: string;
    readonly line: Line;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
  uploadUrl: string | null,
): Promise<RevocationOutcome> {
  if (uploadUrl === null) return { kind: 'revoked' };
  // The token is for the gateway alone, whatever address was remembered.
  const own = new URL(uploadUrl).origin === new URL(parts.endpoint).origin;
  const token = own ? parts.bearerToken : undefined;
  const headers = { 'Tus-Resumable': '1.0.0' };
  const removed = await ask('DELETE', uploadUrl, token, headers, parts);
  if (removed.kind !== 'answer' || ![204, 404, 410].includes(removed.status)) return unreachable(removed);
  // A server without this service may answer 404 to the question alone: the file itself has to be gone.
  const there = await ask('HEAD', uploadUrl, token, headers, parts);
  return there.kind === 'answer' && [404, 410].includes(there.status) ? { kind: 'revoked' } : unreachable(there);
}

async function ask(
  method: 'DELETE' | 'HEAD',
  url: string,
  bearerToken: string | undefined,
  headers: Readonly<Record<string, string>>,
  { line, clock, signal }: { readonly line: Line; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Answer | NoAnswer> {
  const authorization = bearerToken ? { authorization: `Bearer ${bearerToken}` } : {};
  return await exchange({
    url,
    method,
    headers: { accept: 'application/json', ...authorization, ...headers },
    ...limits,
    line,
    now: clock.now(),
    signal,
  });
}

function unreachable(answer: Answer | NoAnswer): Unreachable {
  const outcome = withoutVerdict(answer);
  return outcome.kind === 'unreachable' ? outcome : { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN' };
}
