import { createHash } from 'node:crypto';
import { element, nothing, objectIdentifier, octetString, sequence } from '../der/write.ts';
import { certificateFields } from './certificate-fields.ts';

const oid = { sha1: '1.3.14.3.2.26', nonce: '1.3.6.1.5.5.7.48.1.2' } as const;

const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest();

/**
 * The CertID of RFC 6960 §4.1.1. SHA-1 only finds the certificate here, as RFC 5019 asks: what it finds is signed by the
 * authority. Undefined for what is no certificate.
 */
export function certificateId(subjectDer: Uint8Array, issuerDer: Uint8Array): Uint8Array | undefined {
  const [subject, issuer] = [certificateFields(subjectDer), certificateFields(issuerDer)];
  if (subject === undefined || issuer === undefined) return undefined;
  return sequence(
    sequence(objectIdentifier(oid.sha1), nothing()),
    octetString(sha1(issuer.subject.whole)),
    octetString(sha1(issuer.key)),
    subject.serial.whole,
  );
}

/** An OCSPRequest for one certificate, unsigned, with a nonce that the answer may repeat (RFC 6960 §4.1, RFC 9654). */
export function statusRequest(id: Uint8Array, nonce: Uint8Array): Uint8Array {
  const extension = sequence(objectIdentifier(oid.nonce), octetString(octetString(nonce)));
  return sequence(sequence(sequence(sequence(id)), element(0xa2, sequence(extension))));
}

export const nonceType: string = oid.nonce;
