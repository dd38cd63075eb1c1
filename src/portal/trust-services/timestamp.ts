import { randomBytes } from 'node:crypto';
import type { Result } from '../../common/result.ts';
import { timestampRequest, tokenOf } from '../../copies/index.ts';
import { type Access, ask } from './ask.ts';

const maxAnswerBytes = 64 * 1024;

/**
 * A time-stamp token over a SHA-256 digest from the authority at `url` (RFC 3161 §3.4), checked against the question and
 * the anchors. Errors: those of `ask` and `tokenOf`.
 */
export async function timestamp(
  url: string,
  digest: Uint8Array,
  anchors: readonly Uint8Array[],
  access: Access,
): Promise<Result<Uint8Array>> {
  const nonce = randomBytes(16);
  const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' };
  const body = timestampRequest(digest, nonce);
  const answer = await ask({ url, method: 'POST', headers, body, maxAnswerBytes }, access);
  return answer.ok ? tokenOf(answer.value, { digest, nonce, anchors, now: access.now() }) : answer;
}
