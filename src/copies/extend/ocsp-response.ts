import { createHash } from 'node:crypto';
import { childrenOf, type DerElement, readElement } from '../der/read.ts';
import { bitString, contentOf, instant, isOid, orUndefined, smallNumber } from '../der/values.ts';
import { type CertificateFacts, readCertificate } from '../verify/certificate.ts';
import { issued } from '../verify/chain.ts';
import { certificateFields, maySignStatus, readExtensions } from './certificate-fields.ts';
import type { CertificateStatus } from './certificate-status.ts';
import { certificateId, nonceType } from './ocsp-request.ts';
import { signatureHolds } from './signed-bytes.ts';

export interface StatusAnswer extends CertificateStatus {
  /** The responder's nonce, DER of the OCTET STRING; undefined where it gave none (RFC 5019 §2.2.1). */
  readonly nonce: Uint8Array | undefined;
}

const basicType = '1.3.6.1.5.5.7.48.1.1';

/**
 * Reads an OCSPResponse (RFC 6960 §4.2) about `subject`, signed by its issuer or by a responder to whom the issuer gave
 * that purpose and no other. Undefined for anything else, *unknown* included.
 */
export function readStatusResponse(
  bytes: Uint8Array,
  subject: CertificateFacts,
  issuer: CertificateFacts,
): StatusAnswer | undefined {
  return orUndefined(() => {
    const outer = readElement(bytes);
    const [status, wrapped, ...more] = childrenOf(outer, 0x30);
    if (outer.whole.length !== bytes.length || smallNumber(status, 0x0a) !== 0 || more.length > 0) return undefined;
    const [type, octets] = childrenOf(childrenOf(wrapped, 0xa0)[0], 0x30);
    if (!isOid(type, basicType)) return undefined;
    const [data, algorithm, signature, carried] = childrenOf(readElement(contentOf(octets, 0x04)), 0x30);
    if (data === undefined) return undefined;
    const all = childrenOf(data, 0x30);
    const [responder, producedAt, responses, ...rest] = all[0]?.tag === 0xa0 ? all.slice(1) : all;
    // First what costs little: most answers that are read are about another certificate.
    const found = childrenOf(responses, 0x30).map((each) => readSingle(each, subject, issuer));
    const answer = found.find((each) => each !== undefined);
    if (answer === undefined) return undefined;
    const certificates = carried === undefined ? [] : childrenOf(childrenOf(carried, 0xa0)[0], 0x30);
    const signer = [issuer, ...delegates(certificates, issuer, instant(producedAt))].find((each) =>
      isResponder(each, responder),
    );
    if (signer === undefined) return undefined;
    if (!signatureHolds(data.whole, algorithm, bitString(signature), signer.x509.publicKey)) return undefined;
    return { ...answer, nonce: nonceAmong(rest) };
  });
}

/** Those of the certificates that the issuer made for this and that were in their term. */
function delegates(certificates: readonly DerElement[], issuer: CertificateFacts, at: number): CertificateFacts[] {
  return certificates
    .filter((each) => maySignStatus(each.whole))
    .map((each) => readCertificate(each.whole))
    .filter((each) => each !== undefined)
    .filter((each) => issued(issuer, each, 0) && each.notBefore <= at && at <= each.notAfter);
}

/** Whether a certificate is the one that the ResponderID names: by its subject, or by SHA-1 of its key. */
function isResponder(facts: CertificateFacts, id: DerElement | undefined): boolean {
  const fields = certificateFields(facts.x509.raw);
  if (fields === undefined || id === undefined) return false;
  if (id.tag === 0xa1) return Buffer.compare(id.content, fields.subject.whole) === 0;
  if (id.tag !== 0xa2) return false;
  const hash = createHash('sha1').update(fields.key).digest();
  return Buffer.compare(contentOf(readElement(id.content), 0x04), hash) === 0;
}

function readSingle(
  single: DerElement,
  subject: CertificateFacts,
  issuer: CertificateFacts,
): CertificateStatus | undefined {
  const [id, status, thisUpdate, ...rest] = childrenOf(single, 0x30);
  const wanted = certificateId(subject.x509.raw, issuer.x509.raw);
  if (id === undefined || wanted === undefined || !sameId(id, readElement(wanted))) return undefined;
  const extensions = rest.find((each) => each.tag === 0xa1);
  if (extensions !== undefined && readExtensions(extensions.content).some((each) => each.critical)) return undefined;
  const next = rest.find((each) => each.tag === 0xa0);
  const times = {
    thisUpdate: instant(thisUpdate),
    ...(next === undefined ? {} : { nextUpdate: instant(readElement(next.content)) }),
  };
  if (status?.tag === 0x80 && status.content.length === 0) return { status: 'good', ...times };
  if (status?.tag !== 0xa1) return undefined;
  return { status: 'revoked', revokedAt: instant(readElement(status.content)), ...times };
}

/** Equal but for the NULL that some responders leave out of the hash algorithm. */
function sameId(a: DerElement, b: DerElement): boolean {
  const parts = (id: DerElement): Uint8Array[] => {
    const [algorithm, ...rest] = childrenOf(id, 0x30);
    const [oid] = childrenOf(algorithm, 0x30);
    return [oid?.whole ?? id.whole, ...rest.map((each) => each.whole)];
  };
  return Buffer.compare(Buffer.concat(parts(a)), Buffer.concat(parts(b))) === 0;
}

function nonceAmong(rest: readonly DerElement[]): Uint8Array | undefined {
  const extensions = rest.find((each) => each.tag === 0xa1);
  if (extensions === undefined) return undefined;
  return readExtensions(extensions.content).find((each) => isOid(each.type, nonceType))?.value;
}
