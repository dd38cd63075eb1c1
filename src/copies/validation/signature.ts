import type { Certificate } from './evidence/certificate.ts';
import { type Cms, checkCms, readCms } from './evidence/cms.ts';
import type { SignatureValue } from './fields.ts';
import { type Evidence, judgePath, type PathOutcome } from './path.ts';
import type { Reason } from './reasons.ts';
import { carriesStray } from './stray.ts';
import { faultReason, judgeTimeStamp, type TimeStampOutcome } from './timestamps.ts';

/** What one signature is worth by itself, later revisions not yet asked. */
export interface SignatureOutcome {
  readonly reason: Reason;
  readonly signer: Certificate | null;
  readonly path: PathOutcome | null;
  /** Whether the cryptography holds, whoever signed. */
  readonly intact: boolean;
  readonly provenAt: number | null;
  readonly ownTimeStamp: boolean;
  /** Its own timestamp; null where it has none. */
  readonly stamp: TimeStampOutcome | null;
  readonly claimedAt: number | null;
  readonly localTimeAsUtc: boolean;
  readonly pades: boolean;
}

/**
 * Judges the CMS of a signature.
 *
 * @param provenBy  what a document timestamp over it proves, epoch milliseconds
 */
export function judgeSignature(value: SignatureValue, evidence: Evidence, provenBy: number | null): SignatureOutcome {
  const pades = value.subFilter === 'ETSI.CAdES.detached';
  const nothing = {
    signer: null,
    path: null,
    intact: false,
    provenAt: null,
    ownTimeStamp: false,
    stamp: null,
    ...time(value.claimedAt, null, provenBy ?? evidence.now),
    pades,
  };
  const cms = readCms(value.contents);
  if (cms === undefined || cms.content !== null || !onlyZeros(value.contents, cms.length)) {
    return { ...nothing, reason: 'format' };
  }
  const demand = { kind: 'document', mustNameCertificate: pades } as const;
  const { signer, fault } = checkCms(cms, value.covered, evidence.certificates, demand);
  const stamp = fault === null ? stampOf(cms, evidence, provenBy ?? evidence.now) : null;
  const stamped = stamp?.reason === 'passed' ? stamp.time : null;
  const proofs = [provenBy, stamped].filter((each) => each !== null);
  const provenAt = proofs.length === 0 ? null : Math.min(...proofs);
  const claimed = time(value.claimedAt, cms.signingTime, provenAt ?? evidence.now);
  const known = { ...nothing, ...claimed, signer, provenAt, ownTimeStamp: stamped !== null, stamp };
  const isPades = pades && cms.signingTime === null;
  if (fault !== null) return { ...known, reason: faultReason(fault), pades: isPades };
  if (signer === null) return { ...known, reason: 'no-certificate' };
  const withOwn: Evidence = {
    ...evidence,
    certificates: [...evidence.certificates, ...cms.certificates],
    lists: [...evidence.lists, ...cms.lists],
    responses: [...evidence.responses, ...cms.responses],
  };
  const control = provenAt ?? evidence.now;
  const moment = { control, covered: control, proven: provenAt !== null };
  const path = judgePath(signer, 'document', moment, withOwn);
  const reason = path.ok ? 'passed' : path.reason;
  return { ...known, path, intact: true, pades: isPades, reason: doubt(reason, cms, path, stamp, withOwn) ?? reason };
}

/** What keeps a signature that holds from passing: a timestamp that does not, or what rides along unsigned. */
function doubt(
  reason: Reason,
  cms: Cms,
  path: PathOutcome,
  stamp: TimeStampOutcome | null,
  evidence: Evidence,
): Reason | undefined {
  if (reason !== 'passed' && reason !== 'revocation-unknown') return undefined;
  if (stamp !== null && stamp.reason !== 'passed' && stamp.reason !== 'revocation-unknown')
    return 'signature-timestamp';
  const paths = [path.path, stamp?.path?.path ?? []];
  return carriesStray(cms, paths, evidence) ? 'stray' : undefined;
}

const onlyZeros = (contents: Uint8Array, from: number): boolean =>
  contents.subarray(from).every((octet) => octet === 0);

/** What its own timestamp is worth; null where it has none. */
function stampOf(cms: Cms, evidence: Evidence, provenBy: number): TimeStampOutcome | null {
  const [token] = cms.timeStamps;
  if (token === undefined) return null;
  const withOwn = { ...evidence, certificates: [...evidence.certificates, ...cms.certificates] };
  const stamp = judgeTimeStamp(token, [cms.signature], withOwn, provenBy);
  return stamp.length === token.length ? stamp : { ...stamp, reason: 'format' };
}

const vietnamOffset = 7 * 3_600_000;
const minutes = 10 * 60_000;

/**
 * The claimed time. Some signing programs write Vietnamese local time and mark it as UTC: it then lies about seven hours
 * after the other statement of the same moment, or in the future of what is known.
 */
function time(
  stated: number | null,
  signingTime: number | null,
  known: number,
): { claimedAt: number | null; localTimeAsUtc: boolean } {
  const claimed = stated ?? signingTime;
  if (claimed === null) return { claimedAt: null, localTimeAsUtc: false };
  const off = (a: number, b: number): boolean => Math.abs(a - vietnamOffset - b) <= minutes;
  const byPair = stated !== null && signingTime !== null && off(signingTime, stated);
  if (byPair) return { claimedAt: stated, localTimeAsUtc: true };
  const reversed = stated !== null && signingTime !== null && off(stated, signingTime);
  const ahead = claimed > known + minutes && claimed - vietnamOffset <= known + minutes;
  return reversed || ahead
    ? { claimedAt: claimed - vietnamOffset, localTimeAsUtc: true }
    : { claimedAt: claimed, localTimeAsUtc: false };
}
