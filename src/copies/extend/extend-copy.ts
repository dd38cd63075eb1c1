import { type Failure, fail, ok, type Result } from '../../common/result.ts';
import { type Path, pairsOf } from '../verify/material-check.ts';
import type { VerificationPolicy, VerificationReport } from '../verify/report.ts';
import { examineCopy, verifyCopy } from '../verify/verify-copy.ts';
import { appendStore, completeTimestamp, prepareTimestamp } from './append.ts';
import { revocationAt } from './certificate-status.ts';
import type { StatusEvidence } from './evidence.ts';
import type { ValidationMaterial } from './increment-objects.ts';
import { readStatusResponse } from './ocsp-response.ts';
import { readRevocationList } from './revocation-list.ts';

/** The services that an extension needs; the room above reaches them over the network. */
export interface TrustServices {
  /** A time-stamp token over a SHA-256 digest, checked. */
  timestamp(digest: Uint8Array): Promise<Result<Uint8Array>>;
  /** Evidence of a certificate's status, checked to be about it. */
  status(subjectDer: Uint8Array, issuerDer: Uint8Array): Promise<Result<StatusEvidence>>;
}

/** An extended copy and what the verifier says of it. */
export interface ExtendedCopy {
  readonly pdf: Uint8Array;
  readonly report: VerificationReport;
}

/**
 * Extends a sealed copy (B-B) to B-LTA: time-stamp → validation material → time-stamp, each appended to what was there. The
 * result is verified before it is returned; the sealed copy is its prefix.
 *
 * @param now  the wall clock, epoch milliseconds; asked again after each exchange
 * Errors: COPY-REVISION-NOT-ALLOWED for a copy that is extended already, those of the services and the verifier,
 * COPY-CERTIFICATE-REVOKED, TRUST-STATUS-UNKNOWN.
 */
export async function extendCopy(
  sealed: Uint8Array,
  policy: Omit<VerificationPolicy, 'at'>,
  services: TrustServices,
  now: () => number,
): Promise<Result<ExtendedCopy>> {
  const before = verifyCopy(sealed, { ...policy, at: now() });
  if (!before.complete) return fail(before.code ?? 'COPY-SIGNATURE-INVALID');
  if (before.level !== 'B-B') return fail('COPY-REVISION-NOT-ALLOWED', { level: before.level });
  const stamped = await stamp(sealed, services);
  if (!stamped.ok) return stamped;
  const { report, paths } = examineCopy(stamped.value, { ...policy, at: now() });
  const [first] = report.timestamps;
  if (!report.complete || first === undefined) return fail(report.code ?? 'COPY-TIMESTAMP-INVALID');
  const material = await gatherMaterial(paths, first.at, services, now);
  if (!material.ok) return aboutStamp(material, paths) ? fail('COPY-TIMESTAMP-INVALID', { why: 'revoked' }) : material;
  const stored = appendStore(stamped.value, material.value);
  if (!stored.ok) return stored;
  const pdf = await stamp(stored.value, services);
  if (!pdf.ok) return pdf;
  const after = verifyCopy(pdf.value, { ...policy, at: now() });
  if (!after.complete) return fail(after.code ?? 'COPY-TIMESTAMP-INVALID');
  if (after.level !== 'B-LTA') return fail('TRUST-STATUS-UNKNOWN', { level: after.level });
  return ok({ pdf: pdf.value, report: after });
}

/** A revoked certificate of the time-stamping authority says nothing against the copy: another time-stamp will do. */
function aboutStamp({ error }: { readonly error: Failure }, paths: readonly Path[]): boolean {
  if (error.code !== 'COPY-CERTIFICATE-REVOKED') return false;
  const serial = error.facts?.['serial'];
  return !paths.slice(0, -1).some((path) => path.some((each) => each.serialHex === serial));
}

async function stamp(pdf: Uint8Array, services: TrustServices): Promise<Result<Uint8Array>> {
  const prepared = prepareTimestamp(pdf);
  if (!prepared.ok) return prepared;
  const token = await services.timestamp(prepared.value.digest);
  return token.ok ? completeTimestamp(prepared.value, token.value) : token;
}

/** Every certificate of the paths, and evidence that each was good at the moment `at`; nothing twice. */
export async function gatherMaterial(
  paths: readonly Path[],
  at: number,
  services: Pick<TrustServices, 'status'>,
  now: () => number,
): Promise<Result<ValidationMaterial>> {
  const certificates = new Map(paths.flat().map((each) => [each.sha256, each.x509.raw]));
  const pairs = new Map(paths.flatMap(pairsOf).map((pair) => [pair[0].sha256, pair]));
  const found = { response: new Map<string, Uint8Array>(), list: new Map<string, Uint8Array>() };
  for (const [subject, issuer] of pairs.values()) {
    const evidence = await services.status(subject.x509.raw, issuer.x509.raw);
    if (!evidence.ok) return evidence;
    const { kind, bytes } = evidence.value;
    const read = kind === 'response' ? readStatusResponse : readRevocationList;
    const statement = read(bytes, subject, issuer);
    const status = revocationAt(statement === undefined ? [] : [statement], at, now());
    if (status === 'revoked') return fail('COPY-CERTIFICATE-REVOKED', { serial: subject.serialHex });
    if (status !== 'good') return fail('TRUST-STATUS-UNKNOWN', { serial: subject.serialHex });
    found[kind].set(Buffer.from(bytes).toString('base64'), bytes);
  }
  return ok({
    certificates: [...certificates.values()],
    responses: [...found.response.values()],
    lists: [...found.list.values()],
  });
}
