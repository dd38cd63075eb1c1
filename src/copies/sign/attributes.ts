import { createHash } from 'node:crypto';
import { objectIdentifier, octetString, sequence, set } from '../der/write.ts';

/** Object identifiers of CMS (RFC 5652), ESS (RFC 5035) and the algorithms (RFC 5754, RFC 5758). */
export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const attribute = (type: string, value: Uint8Array): Buffer => sequence(objectIdentifier(type), set(value));

/**
 * The three signed attributes of a PAdES baseline signature (EN 319 142-1 §6.3): content type, message digest and the
 * signing certificate's hash. No signing time: PAdES keeps it in the signature dictionary's `/M`.
 *
 * @param digest  SHA-256 over the byte range of the revision
 * @param certificate  the signer's certificate, DER
 * @returns the DER SET, in the form over which the signature is made
 */
export function signedAttributes(digest: Uint8Array, certificate: Uint8Array): Uint8Array {
  if (digest.length !== 32) throw new RangeError('a SHA-256 digest has 32 bytes');
  // SHA-256 is the default algorithm of ESSCertIDv2, and DER leaves defaults out.
  const essCertificate = sequence(octetString(sha256(certificate)));
  return set(
    attribute(oid.contentType, objectIdentifier(oid.data)),
    attribute(oid.messageDigest, octetString(digest)),
    attribute(oid.signingCertificateV2, sequence(sequence(essCertificate))),
  );
}

/** What the token signs: SHA-256 over the attributes as a SET (RFC 5652 §5.4). */
export function attributesDigest(attributes: Uint8Array): Uint8Array {
  return sha256(attributes);
}
