import { createHash, X509Certificate } from 'node:crypto';
import { childrenOf, type DerElement, readElement, readElements } from '../der/read.ts';
import { contentOf, instant, isOid, orUndefined, sameElement, smallNumber } from '../der/values.ts';
import { oid as cmsOid } from '../sign/attributes.ts';
import { certificateFields } from './certificate-fields.ts';
import { type HashName, hashOf, signatureHolds } from './signed-bytes.ts';

/** A time-stamp token whose signature holds; whether its authority is trusted is asked next. */
export interface TimestampToken {
  /** Of the whole token, in bytes. */
  readonly length: number;
  /** What is stamped: a SHA-256 digest. */
  readonly imprint: Uint8Array;
  /** The moment that is stamped, epoch milliseconds. */
  readonly at: number;
  /** DER of the INTEGER; undefined where the token has none. */
  readonly nonce: Uint8Array | undefined;
  readonly certificate: Uint8Array;
  /** The other certificates of the token. */
  readonly chain: readonly Uint8Array[];
}

const oid = {
  info: '1.2.840.113549.1.9.16.1.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
} as const;
const maxCertificates = 8;

/**
 * Reads the token at the start of `bytes` (RFC 3161 §2.4.2, RFC 5816): one SignedData in DER with one signer, without
 * unsigned attributes or revocation lists, its certificate bound by hash among the signed attributes. Undefined for
 * anything else.
 */
export function readTimestampToken(bytes: Uint8Array): TimestampToken | undefined {
  return orUndefined(() => {
    const outer = readElement(bytes);
    const [type, wrapped, ...more] = childrenOf(outer, 0x30);
    if (!isOid(type, cmsOid.signedData) || more.length > 0) return undefined;
    const [signedData, ...rest] = childrenOf(wrapped, 0xa0);
    const parts = childrenOf(signedData, 0x30);
    const [version, algorithms, encapsulated, certificates, signers] = parts;
    if (rest.length > 0 || parts.length !== 5 || smallNumber(version) !== 3) return undefined;
    const content = readContent(encapsulated);
    const [signer, ...otherSigners] = childrenOf(signers, 0x31);
    const [algorithm, ...otherAlgorithms] = childrenOf(algorithms, 0x31);
    if (content === undefined || otherSigners.length > 0 || otherAlgorithms.length > 0) return undefined;
    const ders = childrenOf(certificates, 0xa0).map((each) => each.whole);
    const certificate = readSigner(signer, content, hashOf(algorithm), ders);
    const info = readInfo(content);
    if (certificate === undefined || info === undefined) return undefined;
    return { length: outer.whole.length, ...info, certificate, chain: ders.filter((each) => each !== certificate) };
  });
}

/** The octets of the TSTInfo. */
function readContent(encapsulated: DerElement | undefined): Uint8Array | undefined {
  const [type, wrapped, ...more] = childrenOf(encapsulated, 0x30);
  const [octets, ...rest] = childrenOf(wrapped, 0xa0);
  return isOid(type, oid.info) && more.length + rest.length === 0 ? contentOf(octets, 0x04) : undefined;
}

/** The certificate of the signer whose signature over `content` holds. */
function readSigner(
  signer: DerElement | undefined,
  content: Uint8Array,
  hash: HashName | undefined,
  certificates: readonly Uint8Array[],
): Uint8Array | undefined {
  const fields = childrenOf(signer, 0x30);
  const [version, sid, digestAlgorithm, attributes, algorithm, signature] = fields;
  if (fields.length !== 6 || smallNumber(version) !== 1 || certificates.length > maxCertificates) return undefined;
  if (hash === undefined || hashOf(digestAlgorithm) !== hash || attributes?.tag !== 0xa0) return undefined;
  const certificate = certificates.find((der) => isNamedBy(der, sid));
  const key = certificate === undefined ? undefined : publicKey(certificate);
  if (certificate === undefined || key === undefined) return undefined;
  if (!attributesAgree(attributes.content, content, hash, certificate)) return undefined;
  const set = Buffer.from(attributes.whole);
  set[0] = 0x31;
  return signatureHolds(set, algorithm, contentOf(signature, 0x04), key, hash) ? certificate : undefined;
}

function isNamedBy(der: Uint8Array, sid: DerElement | undefined): boolean {
  const fields = certificateFields(der);
  const [issuer, serial, ...more] = childrenOf(sid, 0x30);
  return more.length === 0 && sameElement(fields?.issuer, issuer) && sameElement(fields?.serial, serial);
}

function publicKey(der: Uint8Array) {
  try {
    return new X509Certificate(der).publicKey;
  } catch {
    return undefined;
  }
}

/** Whether the signed attributes name this content, its digest and this certificate, each once. */
function attributesAgree(
  attributes: Uint8Array,
  content: Uint8Array,
  hash: HashName,
  certificate: Uint8Array,
): boolean {
  const pairs = readElements(attributes).map((each) => childrenOf(each, 0x30));
  const only = (type: string): DerElement | undefined => {
    const values = pairs.filter(([name]) => isOid(name, type)).map(([, value]) => childrenOf(value, 0x31));
    return values.length === 1 && values[0]?.length === 1 ? values[0][0] : undefined;
  };
  const digest = only(cmsOid.messageDigest);
  if (!isOid(only(cmsOid.contentType), oid.info) || digest?.tag !== 0x04) return false;
  if (Buffer.compare(createHash(hash).update(content).digest(), digest.content) !== 0) return false;
  const [second, first] = [only(cmsOid.signingCertificateV2), only(oid.signingCertificate)];
  const bound = second ?? first;
  const [id] = childrenOf(childrenOf(bound, 0x30)[0], 0x30);
  const idParts = childrenOf(id, 0x30);
  const named = second === undefined || idParts[0]?.tag === 0x04 ? undefined : idParts[0];
  const idHash = second === undefined ? 'sha1' : named === undefined ? 'sha256' : hashOf(named);
  const expected = idParts[named === undefined ? 0 : 1];
  if (idHash === undefined || expected?.tag !== 0x04) return false;
  return Buffer.compare(createHash(idHash).update(certificate).digest(), expected.content) === 0;
}

/** The TSTInfo; one with a critical extension is not understood here. */
function readInfo(content: Uint8Array): Pick<TimestampToken, 'imprint' | 'at' | 'nonce'> | undefined {
  const whole = readElement(content);
  const [version, policy, imprint, serial, time, ...optional] = childrenOf(whole, 0x30);
  if (whole.whole.length !== content.length || smallNumber(version) !== 1) return undefined;
  if (policy?.tag !== 0x06 || serial?.tag !== 0x02 || optional.some((each) => each.tag === 0xa1)) return undefined;
  const [algorithm, digest, ...more] = childrenOf(imprint, 0x30);
  if (hashOf(algorithm) !== 'sha256' || more.length > 0) return undefined;
  const nonce = optional.find((each) => each.tag === 0x02)?.whole;
  return { imprint: contentOf(digest, 0x04), at: instant(time), nonce };
}
