import { type KeyObject, verify } from 'node:crypto';
import { childrenOf, type DerElement } from '../der/read.ts';
import { isOid } from '../der/values.ts';

/** SHA-2 as authorities use it, with its object identifier (RFC 5754) and those of its signatures (RFC 5754, 5758). */
const hashes = [
  { hash: 'sha256', digest: '2.16.840.1.101.3.4.2.1', rsa: '1.2.840.113549.1.1.11', ecdsa: '1.2.840.10045.4.3.2' },
  { hash: 'sha384', digest: '2.16.840.1.101.3.4.2.2', rsa: '1.2.840.113549.1.1.12', ecdsa: '1.2.840.10045.4.3.3' },
  { hash: 'sha512', digest: '2.16.840.1.101.3.4.2.3', rsa: '1.2.840.113549.1.1.13', ecdsa: '1.2.840.10045.4.3.4' },
] as const;
export type HashName = (typeof hashes)[number]['hash'];

const rsaEncryption = '1.2.840.113549.1.1.1';
const curves: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** An AlgorithmIdentifier without parameters or with NULL: its object identifier. */
function plainAlgorithm(field: DerElement | undefined): DerElement | undefined {
  const [algorithm, parameters, ...more] = childrenOf(field, 0x30);
  const plain = parameters === undefined || (parameters.tag === 0x05 && parameters.content.length === 0);
  return plain && more.length === 0 ? algorithm : undefined;
}

/** The hash that an AlgorithmIdentifier names; undefined for any but SHA-2. */
export function hashOf(field: DerElement | undefined): HashName | undefined {
  const algorithm = plainAlgorithm(field);
  return hashes.find((each) => isOid(algorithm, each.digest))?.hash;
}

/**
 * Whether `signature` over `bytes` was made with `key` by the algorithm in `field`: RSA PKCS#1 v1.5 of at least 2048 bits
 * or ECDSA on the curves of NIST, over SHA-2. A bare rsaEncryption (RFC 5652 allows it in a SignerInfo) needs `hash`.
 */
export function signatureHolds(
  bytes: Uint8Array,
  field: DerElement | undefined,
  signature: Uint8Array,
  key: KeyObject,
  hash?: HashName,
): boolean {
  const algorithm = plainAlgorithm(field);
  const rsa = key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  const ecdsa = key.asymmetricKeyType === 'ec' && curves.has(key.asymmetricKeyDetails?.namedCurve ?? '');
  const named = hashes.find((each) => (rsa && isOid(algorithm, each.rsa)) || (ecdsa && isOid(algorithm, each.ecdsa)));
  const used = named?.hash ?? (rsa && isOid(algorithm, rsaEncryption) ? hash : undefined);
  if (used === undefined || (hash !== undefined && used !== hash)) return false;
  return verify(used, bytes, key, signature);
}
