import { fail, ok, type Result } from '../../common/result.ts';
import { type BoundedRequest, exchangeBytes } from '../http.ts';
import type { Line } from '../line/line.ts';
import { permitted, type Resolve } from './permitted.ts';

/** Whom the trust services may ask, and within which limits. */
export interface Access {
  /** Host names from the settings, which alone may be private. */
  readonly hosts: ReadonlySet<string>;
  readonly resolve: Resolve;
  /** The office's way out; without it each question has a connection of its own. */
  readonly line?: Line;
  /** Until the last byte of one answer, milliseconds. */
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface Question {
  readonly url: string;
  readonly method: 'POST' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly maxAnswerBytes: number;
  /** What its answer is to the line: a message, when left out. */
  readonly load?: BoundedRequest['load'];
}

const mostRedirects = 3;
const redirects: readonly number[] = [301, 302, 303, 307, 308];

/**
 * One question to a service, one whole answer with status 200. A GET follows a few redirects, each to an address that may
 * itself be asked and never from https to http; a POST follows none.
 *
 * Errors: TRUST-NO-ANSWER (down, slow, busy), TRUST-ANSWER-INVALID (too large, another status), TRUST-ADDRESS-NOT-ALLOWED.
 */
export async function ask(question: Question, access: Access): Promise<Result<Uint8Array>> {
  let url = question.url;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const permission = await permitted(url, access.hosts, access.resolve);
    if (permission.may === 'no') return fail('TRUST-ADDRESS-NOT-ALLOWED');
    if (permission.may === 'unknown') return fail('TRUST-NO-ANSWER', { why: 'name' });
    const { method, headers, body, maxAnswerBytes, load } = question;
    const answer = await exchangeBytes({
      ...{ url, method, headers, maxAnswerBytes },
      ...{ timeoutMs: access.timeoutMs, now: access.now(), signal: access.signal },
      ...(access.line === undefined ? {} : { line: access.line }),
      ...(permission.addresses === undefined ? {} : { addresses: permission.addresses }),
      ...(load === undefined ? {} : { load }),
      ...(body === undefined ? {} : { body: Uint8Array.from(body) }),
    });
    if (answer.kind === 'oversized') return fail('TRUST-ANSWER-INVALID', { why: 'oversized' });
    if (answer.kind !== 'answer') return fail('TRUST-NO-ANSWER', { why: answer.kind });
    if (answer.status === 200) return ok(answer.bytes);
    if (answer.status === 429 || answer.status >= 500) return fail('TRUST-NO-ANSWER', { status: answer.status });
    const next = redirects.includes(answer.status) && method === 'GET' ? target(url, answer.location) : undefined;
    if (next === undefined) return fail('TRUST-ANSWER-INVALID', { status: answer.status });
    if (url.startsWith('https:') && !next.startsWith('https:')) return fail('TRUST-ADDRESS-NOT-ALLOWED');
    url = next;
  }
  return fail('TRUST-ANSWER-INVALID', { why: 'redirects' });
}

function target(url: string, location: string | undefined): string | undefined {
  return location !== undefined && URL.canParse(location, url) ? new URL(location, url).href : undefined;
}
