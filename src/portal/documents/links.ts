import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Clock } from '../../common/clock.ts';
import type { Rejected, Unreachable } from '../connector.ts';
import { withoutVerdict } from '../connectors/no-verdict.ts';
import { exchange } from '../http.ts';
import type { Line } from '../line/line.ts';

/** The link service of the province's document gateway. */
export interface LinkService {
  /** `https://…/links`. */
  readonly endpoint: string;
  readonly bearerToken?: string;
}

/** What a link is asked for. */
export interface LinkRequest {
  /** Made by the station: the same id is the same link. */
  readonly id: string;
  /** The address at which the upload grew. */
  readonly upload: string;
  readonly dossier: string;
  /** Of the whole copy, in hexadecimal: the gateway compares. */
  readonly sha256: string;
  readonly bytes: number;
}

const instant = Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 0 });
const LinkAnswer = Type.Object({
  url: Type.Unsafe<string | null>({ type: ['string', 'null'], pattern: '^https?://[\\x21-\\x7e]+$', maxLength: 2000 }),
  expiresAt: Type.Integer({ minimum: 0 }),
  fetchedAt: instant,
  removedAt: instant,
  /** The latest fetches that the gateway noted. */
  fetches: Type.Optional(
    Type.Array(
      Type.Object({
        at: Type.Integer({ minimum: 0 }),
        caller: Type.String({ maxLength: 100 }),
        bytes: Type.Integer({ minimum: 0 }),
        whole: Type.Boolean(),
      }),
      { maxItems: 200 },
    ),
  ),
});

/**
 * A link as the gateway knows it; instants are epoch milliseconds UTC. `url` is null once the file is removed, `fetchedAt`
 * until it was fetched whole.
 */
export type CopyLink = Static<typeof LinkAnswer>;

/** `damaged`: the gateway has other bytes than were sent, so they have to be sent again. */
export type LinkOutcome =
  | { readonly kind: 'link'; readonly link: CopyLink }
  | { readonly kind: 'damaged' | 'absent' }
  | Rejected
  | Unreachable;

const limits = { timeoutMs: 60_000, maxAnswerBytes: 65_536 } as const;

/** Has a link made for a finished upload; asked again, the same link is given. */
export function makeLink(parts: LinkParts, { id, ...body }: LinkRequest): Promise<LinkOutcome> {
  return ask(parts, 'PUT', id, JSON.stringify(body));
}

/** Asks what became of a link. */
export function readLink(parts: LinkParts, id: string): Promise<LinkOutcome> {
  return ask(parts, 'GET', id);
}

/** Has a link that ended opened again at another address. */
export function renewLink(parts: LinkParts, id: string): Promise<LinkOutcome> {
  return ask(parts, 'POST', `${id}/renewal`);
}

export interface LinkParts {
  readonly service: LinkService;
  readonly line: Line;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

async function ask(
  { service, line, clock, signal }: LinkParts,
  method: 'PUT' | 'GET' | 'POST',
  path: string,
  body?: string,
): Promise<LinkOutcome> {
  const answer = await exchange({
    url: `${service.endpoint}/${path}`,
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(service.bearerToken ? { authorization: `Bearer ${service.bearerToken}` } : {}),
    },
    ...(body === undefined ? {} : { body }),
    ...limits,
    line,
    now: clock.now(),
    signal,
  });
  if (answer.kind !== 'answer' || answer.status === 401 || answer.status === 403 || answer.status >= 500) {
    return withoutVerdict(answer);
  }
  const link = answer.status === 200 ? linkOf(answer.text) : undefined;
  if (link !== undefined) return { kind: 'link', link };
  const content = parse(answer.text);
  const code = typeof content === 'object' && content !== null && 'code' in content ? content.code : undefined;
  if (code === 'HASH-DIFFERS' || code === 'LENGTH-DIFFERS') return { kind: 'damaged' };
  if (code === 'UPLOAD-UNKNOWN' || code === 'LINK-UNKNOWN' || code === 'FILE-REMOVED') return { kind: 'absent' };
  if (code === 'LINK-TAKEN') return { kind: 'rejected', code: 'PORTAL-UPLOAD-REFUSED', message: 'LINK-TAKEN' };
  return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE', message: `HTTP ${answer.status}` };
}

/** A link as an answer tells it; undefined when the text is none. */
export function linkOf(text: string): CopyLink | undefined {
  const content = parse(text);
  return Value.Check(LinkAnswer, content) ? content : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
