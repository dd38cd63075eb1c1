import { octetString } from '../der/write.ts';
import { readCertificate } from '../verify/certificate.ts';
import type { CertificateStatus } from './certificate-status.ts';
import { readStatusResponse } from './ocsp-response.ts';
import { readRevocationList } from './revocation-list.ts';

/** What an authority answered about a certificate: a whole OCSP response or a revocation list, DER. */
export interface StatusEvidence {
  readonly kind: 'response' | 'list';
  readonly bytes: Uint8Array;
}

/**
 * What one answer says about a certificate, for whoever fetched it. Undefined where it is not about it or not signed by
 * its authority.
 */
export function readEvidence(
  evidence: StatusEvidence,
  subjectDer: Uint8Array,
  issuerDer: Uint8Array,
): CertificateStatus | undefined {
  const [subject, issuer] = [readCertificate(subjectDer), readCertificate(issuerDer)];
  if (subject === undefined || issuer === undefined) return undefined;
  const read = evidence.kind === 'response' ? readStatusResponse : readRevocationList;
  return read(evidence.bytes, subject, issuer);
}

/** Whether an OCSP response repeats the nonce of its request, or gives none, as many responders do (RFC 6960 §4.4.1). */
export function nonceAgrees(
  response: Uint8Array,
  subjectDer: Uint8Array,
  issuerDer: Uint8Array,
  nonce: Uint8Array,
): boolean {
  const [subject, issuer] = [readCertificate(subjectDer), readCertificate(issuerDer)];
  if (subject === undefined || issuer === undefined) return false;
  const answered = readStatusResponse(response, subject, issuer)?.nonce;
  return answered === undefined || Buffer.compare(answered, octetString(nonce)) === 0;
}
