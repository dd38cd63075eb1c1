import { fail, type Result } from '../../common/result.ts';
import { mayStampTimes } from '../extend/certificate-fields.ts';
import type { TimestampToken } from '../extend/timestamp-token.ts';
import { type CertificateFacts, readCertificate } from './certificate.ts';
import { checkChain } from './chain.ts';

/**
 * Whether the token's signer is a time-stamping authority under one of the anchors, in its term when it stamped and at
 * `at`, the moment from which its token is known to have existed.
 *
 * @returns the path, from the authority's certificate to the anchor
 * Error: COPY-TIMESTAMP-INVALID.
 */
export function checkTimestampChain(
  token: TimestampToken,
  anchors: readonly Uint8Array[],
  at: number,
): Result<readonly CertificateFacts[]> {
  const facts = readCertificate(token.certificate);
  if (facts === undefined || !mayStampTimes(token.certificate)) return fail('COPY-TIMESTAMP-INVALID');
  if (token.at < facts.notBefore || token.at > facts.notAfter) return fail('COPY-TIMESTAMP-INVALID');
  const path = checkChain(facts, token.chain, anchors, at);
  return path.ok ? path : fail('COPY-TIMESTAMP-INVALID', { why: path.error.code });
}
