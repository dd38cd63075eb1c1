import { createHash } from 'node:crypto';
import { limits } from '../limits.ts';
import { type Hash, hashOf, keyIsStrong, schemeOf, signatureHolds } from './algorithms.ts';
import { type Certificate, readCertificate, readCertificates } from './certificate.ts';
import { attempt, contentOf, type DerElement, inside, instant, oid, readElement, same } from './der.ts';

const ids = {
  signedData: '1.2.840.113549.1.7.2',
  data: '1.2.840.113549.1.7.1',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  adobeRevocation: '1.2.840.113583.1.1.8',
} as const;

/** Why a CMS proves nothing, in the words of ETSI EN 319 102-1. */
export type CmsFault =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE';

/** A SignedData with one signer, taken apart; nothing of it is checked yet. */
export interface Cms {
  /** Octets of the whole. */
  readonly length: number;
  /** Null where the content is outside (a detached signature). */
  readonly content: Uint8Array | null;
  readonly contentType: string;
  readonly certificates: readonly Certificate[];
  /** What rides along unsigned, as it stands: certificates and revocation lists. */
  readonly carried: { readonly certificates: readonly Uint8Array[]; readonly lists: readonly Uint8Array[] };
  /** Whether there are unsigned attributes other than a timestamp. */
  readonly strangeAttributes: boolean;
  readonly lists: readonly Uint8Array[];
  readonly responses: readonly Uint8Array[];
  readonly digest: Hash | 'weak';
  readonly signer: DerElement;
  readonly attributes: ReadonlyMap<string, DerElement>;
  /** The signed attributes as the SET that is signed. */
  readonly signedBytes: Uint8Array;
  readonly algorithm: DerElement;
  readonly signature: Uint8Array;
  /** The claimed time of the signer, epoch milliseconds. */
  readonly signingTime: number | null;
  readonly timeStamps: readonly Uint8Array[];
  /** The types of the attributes that nothing signs. */
  readonly unsigned: readonly string[];
}

/** Reads the SignedData at the start of `bytes` (RFC 5652); undefined for any other form, or more than one signer. */
export function readCms(bytes: Uint8Array): Cms | undefined {
  return attempt(() => {
    const outer = readElement(bytes);
    const [type, wrapped, ...behind] = inside(outer, 0x30);
    if (oid(type) !== ids.signedData) return undefined;
    const [signedData, ...more] = inside(wrapped, 0xa0);
    const fields = inside(signedData, 0x30);
    const [version, digests, encapsulated] = fields;
    const signers = fields.at(-1);
    const [contentType, content, ...beside] = inside(encapsulated, 0x30);
    const [signer, ...others] = inside(signers, 0x31);
    if ([...behind, ...more, ...beside, ...others].length > 0 || signer === undefined) return undefined;
    // Of what is optional only certificates and lists are understood, in this order (§5.1).
    const optional = fields.slice(3, -1).map(({ tag }) => tag);
    if (!['', '160', '161', '160,161'].includes(optional.join())) return undefined;
    const parts = inside(signer, 0x30);
    const [signerVersion, sid, digest, attributes, algorithm, signature] = parts;
    const unsigned = parts[6];
    if (sid === undefined || attributes?.tag !== 0xa0 || algorithm === undefined || parts.length > 7) return undefined;
    if (unsigned !== undefined && unsigned.tag !== 0xa1) return undefined;
    // The versions follow from the content (§5.1, §5.3): nothing that is unsigned may be chosen freely.
    const byKey = sid?.tag === 0x80;
    const usual = oid(contentType) === ids.data && !byKey;
    if (!isSmall(version, usual ? 1 : 3) || !isSmall(signerVersion, byKey ? 3 : 1)) return undefined;
    const named = inside(digests, 0x31).map((each) => each.whole);
    if (digest === undefined || named.length !== 1 || !named.every((each) => same(each, digest.whole)))
      return undefined;
    const signed = readAttributes(inside(attributes, 0xa0));
    const later = readAttributes(unsigned === undefined ? [] : inside(unsigned, 0xa1));
    if (signed === undefined || later === undefined) return undefined;
    const signedBytes = Buffer.from(attributes.whole);
    signedBytes[0] = 0x31;
    const time = signed.get(ids.signingTime);
    const carried = {
      certificates: taggedSet(fields, 0xa0).map((each) => each.whole),
      lists: taggedSet(fields, 0xa1).map((each) => each.whole),
    };
    return {
      length: outer.whole.length,
      content: content === undefined ? null : contentOf(inside(content, 0xa0)[0], 0x04),
      contentType: oid(contentType),
      certificates: readCertificates(carried.certificates),
      carried,
      strangeAttributes: [...later.keys()].some((id) => id !== ids.timeStampToken),
      lists: [...carried.lists, ...adobe(signed, 0xa0)],
      responses: adobe(signed, 0xa1),
      digest: hashOf(digest),
      signer: sid,
      attributes: signed,
      signedBytes,
      algorithm,
      signature: contentOf(signature, 0x04),
      signingTime: time === undefined ? null : (attempt(() => instant(time)) ?? null),
      timeStamps: later.has(ids.timeStampToken) ? [later.get(ids.timeStampToken)?.whole ?? new Uint8Array()] : [],
      unsigned: [...later.keys()],
    };
  });
}

const isSmall = (element: DerElement | undefined, value: number): boolean =>
  element?.tag === 0x02 && element.content.length === 1 && element.content[0] === value;

const taggedSet = (fields: readonly DerElement[], tag: number): DerElement[] => {
  const found = fields.find((each) => each.tag === tag);
  return found === undefined ? [] : inside(found, tag, limits.certificates);
};

/** Attributes by type, each with its one value; undefined where a type stands twice or has not one value. */
function readAttributes(list: readonly DerElement[]): Map<string, DerElement> | undefined {
  const found = new Map<string, DerElement>();
  for (const attribute of list) {
    const [type, values] = inside(attribute, 0x30);
    const [value, ...more] = inside(values, 0x31);
    const id = oid(type);
    if (value === undefined || more.length > 0 || found.has(id)) return undefined;
    found.set(id, value);
  }
  return found;
}

/** Adobe's archive of revocation data: lists under [0], OCSP answers under [1]. */
function adobe(signed: ReadonlyMap<string, DerElement>, tag: number): Uint8Array[] {
  const archive = signed.get(ids.adobeRevocation);
  const part = archive === undefined ? undefined : inside(archive, 0x30).find((each) => each.tag === tag);
  return part === undefined ? [] : inside(inside(part, tag)[0], 0x30).map((each) => each.whole);
}

/** What a signature must satisfy besides holding. */
export interface CmsDemand {
  readonly kind: 'document' | 'timestamp';
  /** Whether the signing certificate must be named in the signed attributes (PAdES, RFC 3161). */
  readonly mustNameCertificate: boolean;
}

/** Whether the signature holds over `content`, and whose it is. */
export function checkCms(
  cms: Cms,
  content: readonly Uint8Array[],
  extra: readonly Certificate[],
  { kind, mustNameCertificate }: CmsDemand,
): { readonly signer: Certificate | null; readonly fault: CmsFault | null } {
  const expected = kind === 'document' ? ids.data : ids.timeStampInfo;
  const typeValue = cms.attributes.get(ids.contentType);
  if (cms.contentType !== expected || typeValue === undefined || attempt(() => oid(typeValue)) !== expected) {
    return { signer: null, fault: 'FORMAT_FAILURE' };
  }
  const pool = [...cms.certificates, ...extra];
  const signer = pool.find((each) => isSigner(cms.signer, each)) ?? null;
  if (cms.digest === 'weak') return { signer, fault: 'CRYPTO_CONSTRAINTS_FAILURE' };
  const stated = cms.attributes.get(ids.messageDigest);
  const hash = createHash(cms.digest);
  for (const piece of content) hash.update(piece);
  if (stated?.tag !== 0x04) return { signer, fault: 'FORMAT_FAILURE' };
  if (!same(stated.content, hash.digest())) return { signer, fault: 'HASH_FAILURE' };
  if (signer === null) return { signer, fault: 'NO_SIGNING_CERTIFICATE_FOUND' };
  const scheme = attempt(() => schemeOf(cms.algorithm, cms.digest));
  if (scheme === undefined) return { signer, fault: 'FORMAT_FAILURE' };
  if (scheme.hash === 'weak' || !keyIsStrong(signer.key)) return { signer, fault: 'CRYPTO_CONSTRAINTS_FAILURE' };
  if (scheme.hash !== cms.digest || !signatureHolds(scheme, signer.key, cms.signedBytes, cms.signature)) {
    return { signer, fault: 'SIG_CRYPTO_FAILURE' };
  }
  const named = namesCertificate(cms, signer);
  if (named === 'another' || (named === 'none' && mustNameCertificate)) {
    return { signer, fault: 'SIG_CONSTRAINTS_FAILURE' };
  }
  return { signer, fault: null };
}

/** SignerIdentifier: issuer and serial number, or the key's identifier under [0]. */
function isSigner(sid: DerElement, certificate: Certificate): boolean {
  if (sid.tag === 0x80) return certificate.keyId !== undefined && same(certificate.keyId, sid.content);
  return (
    attempt(() => {
      const [issuer, serial] = inside(sid, 0x30);
      return same(issuer?.whole ?? sid.whole, certificate.issuer) && same(contentOf(serial, 0x02), certificate.serial);
    }) ?? false
  );
}

/** ESSCertIDv2 (RFC 5035) or ESSCertID (RFC 2634) of the first certificate named. */
function namesCertificate(cms: Cms, signer: Certificate): 'this' | 'another' | 'none' {
  const [v2, v1] = [cms.attributes.get(ids.signingCertificateV2), cms.attributes.get(ids.signingCertificate)];
  if (v2 === undefined && v1 === undefined) return 'none';
  const holds = (value: DerElement, version: 1 | 2): boolean =>
    attempt(() => {
      const [first] = inside(inside(value, 0x30)[0], 0x30);
      const parts = inside(first, 0x30);
      const named = version === 2 && parts[0]?.tag === 0x30 ? hashOf(parts[0]) : 'sha256';
      const digest = parts.find(({ tag }) => tag === 0x04)?.content;
      const hash = version === 1 ? 'sha1' : named;
      if (digest === undefined || hash === 'weak') return false;
      return same(digest, createHash(hash).update(signer.der).digest());
    }) ?? false;
  const all = [v2 === undefined || holds(v2, 2), v1 === undefined || holds(v1, 1)];
  return all.every(Boolean) ? 'this' : 'another';
}

/** A timestamp's statement (RFC 3161 §2.4.2). */
export interface TimeStampInfo {
  readonly hash: Hash | 'weak';
  readonly imprint: Uint8Array;
  readonly time: number;
}

export function readTimeStampInfo(content: Uint8Array): TimeStampInfo | undefined {
  return attempt(() => {
    const [, , imprint, , time] = inside(readElement(content), 0x30);
    const [algorithm, digest] = inside(imprint, 0x30);
    return { hash: hashOf(algorithm), imprint: contentOf(digest, 0x04), time: instant(time) };
  });
}

export { readCertificate };
