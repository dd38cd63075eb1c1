import { fail, ok, type Result } from '../../common/result.ts';
import { childrenOf, readElement } from '../der/read.ts';
import { orUndefined, smallNumber } from '../der/values.ts';
import { readCertificate } from '../verify/certificate.ts';
import { checkTimestampChain } from '../verify/timestamp-check.ts';
import { positiveInteger } from './timestamp-request.ts';
import { readTimestampToken } from './timestamp-token.ts';

/** What was asked, and whom we believe. */
export interface TimestampQuestion {
  readonly digest: Uint8Array;
  readonly nonce: Uint8Array;
  /** Roots of time-stamping authorities, DER. */
  readonly anchors: readonly Uint8Array[];
  /** The wall clock now, epoch milliseconds. */
  readonly now: number;
}

/**
 * Takes the token out of a TimeStampResp (RFC 3161 §2.4.2) that answers the question: granted, over this digest, with
 * this nonce, signed by a trusted authority.
 *
 * Errors: TRUST-REFUSED (the authority does not grant it), TRUST-ANSWER-INVALID.
 */
export function tokenOf(response: Uint8Array, question: TimestampQuestion): Result<Uint8Array> {
  const parts = orUndefined(() => {
    const outer = readElement(response);
    if (outer.whole.length !== response.length) return undefined;
    const [status, token, ...more] = childrenOf(outer, 0x30);
    return more.length > 0 ? undefined : { status: smallNumber(childrenOf(status, 0x30)[0]), token };
  });
  if (parts === undefined) return fail('TRUST-ANSWER-INVALID', { why: 'form' });
  // granted and grantedWithMods; everything else is a refusal (§2.4.2).
  if (parts.status > 1) return fail('TRUST-REFUSED', { status: parts.status });
  const token = parts.token === undefined ? undefined : readTimestampToken(parts.token.whole);
  if (parts.token === undefined || token === undefined) return fail('TRUST-ANSWER-INVALID', { why: 'token' });
  const nonce = positiveInteger(question.nonce);
  if (token.nonce === undefined || Buffer.compare(token.nonce, nonce) !== 0) {
    return fail('TRUST-ANSWER-INVALID', { why: 'nonce' });
  }
  if (Buffer.compare(token.imprint, question.digest) !== 0) return fail('TRUST-ANSWER-INVALID', { why: 'imprint' });
  const chain = checkTimestampChain(token, question.anchors, question.now);
  if (!chain.ok) return fail('TRUST-ANSWER-INVALID', { why: 'chain', code: chain.error.code });
  return readCertificate(token.certificate) === undefined
    ? fail('TRUST-ANSWER-INVALID', { why: 'certificate' })
    : ok(parts.token.whole);
}
