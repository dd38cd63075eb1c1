import { childrenOf, readElement } from '../der/read.ts';
import { element, nothing, objectIdentifier, octetString, sequence, set, smallInteger, sorted } from '../der/write.ts';
import { oid } from './attributes.ts';

/** How the key signed: RSA PKCS#1 v1.5, or ECDSA with a DER-encoded signature; both over SHA-256. */
export type SignatureAlgorithm = 'rsa-pkcs1-sha256' | 'ecdsa-sha256';

export interface CmsInput {
  /** From `signedAttributes`. */
  readonly attributes: Uint8Array;
  /** RSA: the block as it is; ECDSA: SEQUENCE of r and s. */
  readonly signature: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  readonly certificateDer: Uint8Array;
  /** The certificates above the signer's, in any order. */
  readonly chainDer: readonly Uint8Array[];
}

/** A detached CMS SignedData with one signer (RFC 5652 §5), wholly in DER as PDF asks. */
export function buildCms(input: CmsInput): Uint8Array {
  const digestAlgorithm = sequence(objectIdentifier(oid.sha256));
  const attributes = readElement(input.attributes);
  const signer = sequence(
    smallInteger(1),
    issuerAndSerial(input.certificateDer),
    digestAlgorithm,
    element(0xa0, attributes.content),
    algorithmIdentifier(input.algorithm),
    octetString(input.signature),
  );
  const certificates = sorted([input.certificateDer, ...input.chainDer]);
  const signedData = sequence(
    smallInteger(1),
    set(digestAlgorithm),
    sequence(objectIdentifier(oid.data)),
    element(0xa0, ...certificates),
    set(signer),
  );
  return sequence(objectIdentifier(oid.signedData), element(0xa0, signedData));
}

/** RFC 5754 §3.2 asks for a NULL with RSA, RFC 5758 §3.2 for no parameters with ECDSA. */
export function algorithmIdentifier(algorithm: SignatureAlgorithm): Uint8Array {
  return algorithm === 'rsa-pkcs1-sha256'
    ? sequence(objectIdentifier(oid.sha256WithRsa), nothing())
    : sequence(objectIdentifier(oid.ecdsaWithSha256));
}

/** The certificate's issuer and serial number, copied octet by octet (RFC 5280 §4.1). */
function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const fields = childrenOf(childrenOf(readElement(certificate), 0x30)[0], 0x30);
  // A version 1 certificate has no [0] version in front.
  const [serial, , issuer] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  if (serial?.tag !== 0x02 || issuer?.tag !== 0x30) throw new TypeError('not a certificate');
  return sequence(issuer.whole, serial.whole);
}
