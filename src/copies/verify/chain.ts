import { fail, ok, type Result } from '../../common/result.ts';
import { type CertificateFacts, readCertificate } from './certificate.ts';

/** Authorities above the signer, the root included. */
const maxAuthorities = 6;

/**
 * Whether `certificate` may sign documents and leads to an anchor at the moment `at` (RFC 5280 §6, without revocation).
 * Every certificate sent along must be on the path: nothing unsigned rides with the copy.
 *
 * @param spare  further authorities that may stand on the path and need not
 * @returns the path, from the certificate to the anchor
 * Errors: COPY-CERTIFICATE-UNSUITABLE, COPY-CERTIFICATE-EXPIRED, COPY-CHAIN-UNTRUSTED.
 */
export function checkChain(
  certificate: CertificateFacts,
  chain: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
  at: number,
  spare: readonly Uint8Array[] = [],
): Result<readonly CertificateFacts[]> {
  if (certificate.usage?.mayVerifyDocuments !== true || certificate.authority || !certificate.understood) {
    return fail('COPY-CERTIFICATE-UNSUITABLE');
  }
  if (!inTerm(certificate, at)) return fail('COPY-CERTIFICATE-EXPIRED');
  const trusted = anchors.map(readCertificate).filter((each) => each !== undefined);
  const carried = chain.map(readCertificate).filter((each) => each !== undefined);
  if (carried.length !== chain.length) return fail('COPY-CERTIFICATE-UNSUITABLE');
  const unused = new Map(carried.map((each) => [each.sha256, each]));
  const helpers = spare.map(readCertificate).filter((each) => each !== undefined);
  const path = [certificate];
  let current = certificate;
  for (let below = 0; below < maxAuthorities; below++) {
    const anchor = trusted.find((each) => issued(each, current, below));
    if (anchor !== undefined) {
      unused.delete(anchor.sha256);
      if (!inTerm(anchor, at)) return fail('COPY-CERTIFICATE-EXPIRED');
      return unused.size === 0 ? ok([...path, anchor]) : fail('COPY-CHAIN-UNTRUSTED');
    }
    const issuer = [...unused.values(), ...helpers].find((each) => issued(each, current, below));
    if (issuer === undefined) return fail('COPY-CHAIN-UNTRUSTED');
    if (!inTerm(issuer, at)) return fail('COPY-CERTIFICATE-EXPIRED');
    unused.delete(issuer.sha256);
    path.push(issuer);
    current = issuer;
  }
  return fail('COPY-CHAIN-UNTRUSTED');
}

const inTerm = (certificate: CertificateFacts, at: number): boolean =>
  certificate.notBefore <= at && at <= certificate.notAfter;

/** Whether `issuer` is an authority and signed `subject`, with `below` authorities between it and the signer. */
export function issued(issuer: CertificateFacts, subject: CertificateFacts, below: number): boolean {
  return (
    issuer.authority &&
    issuer.understood &&
    issuer.usage?.mayVerifyCertificates === true &&
    (issuer.pathLength === undefined || issuer.pathLength >= below) &&
    subject.x509.checkIssued(issuer.x509) &&
    signatureOf(subject, issuer)
  );
}

function signatureOf(subject: CertificateFacts, issuer: CertificateFacts): boolean {
  try {
    return subject.x509.verify(issuer.x509.publicKey);
  } catch {
    // A key of a kind that nobody here knows.
    return false;
  }
}

/**
 * Whether a certificate may sign documents and leads to one of the anchors at the moment `at`.
 * Errors: COPY-CERTIFICATE-UNSUITABLE, COPY-CERTIFICATE-EXPIRED, COPY-CHAIN-UNTRUSTED.
 */
export function leadsTo(
  certificateDer: Uint8Array,
  spare: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
  at: number,
): Result<void> {
  const facts = readCertificate(certificateDer);
  if (facts === undefined) return fail('COPY-CERTIFICATE-UNSUITABLE');
  const path = checkChain(facts, [], anchors, at, spare);
  return path.ok ? ok() : path;
}
