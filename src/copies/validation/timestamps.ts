import { createHash } from 'node:crypto';
import type { Certificate } from './evidence/certificate.ts';
import { checkCms, readCms, readTimeStampInfo } from './evidence/cms.ts';
import { same } from './evidence/der.ts';
import { type Evidence, judgePath, type PathOutcome } from './path.ts';
import type { Reason } from './reasons.ts';
import { carriesStray } from './stray.ts';

/** What a timestamp token proves. */
export interface TimeStampOutcome {
  readonly reason: Reason;
  readonly signer: Certificate | null;
  /** What it states, whether it can be believed or not. */
  readonly time: number | null;
  readonly path: PathOutcome | null;
  readonly length: number;
}

/**
 * Judges a timestamp token (RFC 3161) over `content`.
 *
 * @param provenBy  a moment by which the token itself is known to have existed: a later timestamp's, else now
 */
export function judgeTimeStamp(
  token: Uint8Array,
  content: readonly Uint8Array[],
  evidence: Evidence,
  provenBy: number,
): TimeStampOutcome {
  const nothing = { signer: null, time: null, path: null, length: 0 };
  const cms = readCms(token);
  const info = cms?.content == null ? undefined : readTimeStampInfo(cms.content);
  if (cms?.content == null || info === undefined) return { ...nothing, reason: 'format' };
  const known = { ...nothing, length: cms.length, time: info.time };
  if (info.hash === 'weak') return { ...known, reason: 'weak' };
  const hash = createHash(info.hash);
  for (const piece of content) hash.update(piece);
  if (!same(hash.digest(), info.imprint)) return { ...known, reason: 'hash' };
  const demand = { kind: 'timestamp', mustNameCertificate: true } as const;
  const { signer, fault } = checkCms(cms, [cms.content], evidence.certificates, demand);
  if (fault !== null) return { ...known, signer, reason: faultReason(fault) };
  if (signer === null) return { ...known, reason: 'no-certificate' };
  const withOwn: Evidence = {
    ...evidence,
    certificates: [...evidence.certificates, ...cms.certificates],
    lists: [...evidence.lists, ...cms.lists],
  };
  if (info.time > evidence.now + 5 * 60_000) return { ...known, signer, reason: 'timestamp-order' };
  const moment = { control: provenBy, covered: info.time, proven: false };
  const path = judgePath(signer, 'timestamp', moment, withOwn);
  const inTerm = info.time >= signer.notBefore && info.time <= signer.notAfter;
  const reason = path.ok ? (inTerm ? 'passed' : 'expired') : path.reason;
  const stray = (reason === 'passed' || reason === 'revocation-unknown') && carriesStray(cms, [path.path], withOwn);
  return { ...known, signer, path, reason: stray ? 'stray' : reason };
}

/** The reason that stands for a fault of the CMS. */
export function faultReason(fault: NonNullable<ReturnType<typeof checkCms>['fault']>): Reason {
  switch (fault) {
    case 'FORMAT_FAILURE':
      return 'format';
    case 'HASH_FAILURE':
      return 'hash';
    case 'SIG_CRYPTO_FAILURE':
      return 'crypto';
    case 'NO_SIGNING_CERTIFICATE_FOUND':
      return 'no-certificate';
    case 'SIG_CONSTRAINTS_FAILURE':
      return 'certificate-not-named';
    case 'CRYPTO_CONSTRAINTS_FAILURE':
      return 'weak';
  }
}
