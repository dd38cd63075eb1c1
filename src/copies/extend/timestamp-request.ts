import { element, nothing, objectIdentifier, octetString, sequence, smallInteger } from '../der/write.ts';
import { oid } from '../sign/attributes.ts';

/**
 * A TimeStampReq (RFC 3161 §2.4.1) for a SHA-256 digest, that asks for the authority's certificate.
 *
 * @param nonce  8 to 20 random bytes, which the answer must repeat
 */
export function timestampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  if (digest.length !== 32) throw new RangeError('a SHA-256 digest has 32 bytes');
  const imprint = sequence(sequence(objectIdentifier(oid.sha256), nothing()), octetString(digest));
  return sequence(smallInteger(1), imprint, positiveInteger(nonce), element(0x01, Buffer.from([0xff])));
}

/** The INTEGER whose value the bytes are, in its shortest form. */
export function positiveInteger(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((octet) => octet !== 0);
  const short = first < 0 ? Buffer.alloc(1) : Buffer.from(bytes.subarray(first));
  return element(0x02, (short[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.alloc(1), short]) : short);
}
