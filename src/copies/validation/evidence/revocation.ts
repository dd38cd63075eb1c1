import { createHash } from 'node:crypto';
import { keyIsStrong, schemeOf, signatureHolds } from './algorithms.ts';
import { type Certificate, issuedBy, readCertificates } from './certificate.ts';
import {
  attempt,
  contentOf,
  type DerElement,
  elements,
  inside,
  instant,
  oid,
  same,
  signatureBits,
  whole,
} from './der.ts';

/** What a list or an answer says of one certificate. */
export interface RevocationWord {
  readonly source: 'crl' | 'ocsp';
  readonly status: 'good' | 'revoked';
  readonly revokedAt: number | null;
  readonly thisUpdate: number;
  readonly nextUpdate: number;
}

const mostRevoked = 2_000_000;
const knownInList = new Set(['2.5.29.35', '2.5.29.20']);

/**
 * What a revocation list (RFC 5280 §5) says of `subject`. Undefined where it is not by the issuer itself, does not hold,
 * has no end, or is a delta, partial or indirect list.
 */
export function askList(der: Uint8Array, subject: Certificate, issuer: Certificate): RevocationWord | undefined {
  return attempt(() => {
    const [tbs, algorithm, signature] = inside(whole(der), 0x30);
    const fields = inside(tbs, 0x30);
    const [, name, thisUpdate, nextUpdate, ...rest] = fields[0]?.tag === 0x02 ? fields.slice(1) : fields;
    if (!same(name?.whole ?? der, issuer.subject) || issuer.usage?.has(6) !== true) return undefined;
    if (!holds(algorithm, signature, tbs, issuer)) return undefined;
    const wrapped = rest.find(({ tag }) => tag === 0xa0);
    const extensions = wrapped === undefined ? [] : inside(inside(wrapped, 0xa0)[0], 0x30);
    // A critical extension is most often what makes a list speak of some certificates only.
    const partial = extensions.some((each) => {
      const [id, critical] = inside(each, 0x30);
      return critical?.tag === 0x01 && !knownInList.has(oid(id));
    });
    const until = instant(nextUpdate);
    if (partial) return undefined;
    const list = rest.find(({ tag }) => tag === 0x30);
    const found = list === undefined ? undefined : entryOf(list, subject.serial);
    const times = { thisUpdate: instant(thisUpdate), nextUpdate: until };
    if (found === undefined) return { source: 'crl', status: 'good', revokedAt: null, ...times };
    return { source: 'crl', status: 'revoked', revokedAt: instant(inside(found, 0x30)[1]), ...times };
  });
}

function entryOf(list: DerElement, serial: Uint8Array): DerElement | undefined {
  return elements(list.content, mostRevoked).find((entry) => {
    const [number] = inside(entry, 0x30);
    return same(contentOf(number, 0x02), serial);
  });
}

/** What an OCSP answer (RFC 6960; a whole OCSPResponse or its BasicOCSPResponse) says of `subject`. */
export function askAnswer(der: Uint8Array, subject: Certificate, issuer: Certificate): RevocationWord | undefined {
  return attempt(() => {
    const [tbs, algorithm, signature, certificates] = inside(basicResponse(whole(der)), 0x30);
    const carried = certificates === undefined ? [] : inside(inside(certificates, 0xa0)[0], 0x30);
    const fields = inside(tbs, 0x30).filter(({ tag }) => tag !== 0xa0);
    const [responder] = fields;
    const signer = [issuer, ...readCertificates(carried.map((each) => each.whole))].find(
      (each) => isResponder(responder, each) && mayAnswer(each, issuer),
    );
    if (signer === undefined || !holds(algorithm, signature, tbs, signer)) return undefined;
    const responses = inside(fields[2], 0x30);
    for (const response of responses) {
      const [certId, status, thisUpdate, nextUpdate] = inside(response, 0x30);
      if (!isAbout(certId, subject, issuer) || status === undefined) continue;
      if (nextUpdate?.tag !== 0xa0 || (status.tag !== 0x80 && status.tag !== 0xa1)) return undefined;
      const revokedAt = status.tag === 0xa1 ? instant(inside(status, 0xa1)[0]) : null;
      const until = instant(inside(nextUpdate, 0xa0)[0]);
      const from = instant(thisUpdate);
      if (signer !== issuer && (from < signer.notBefore || from > signer.notAfter)) return undefined;
      const word = { source: 'ocsp', revokedAt, thisUpdate: from, nextUpdate: until } as const;
      return { ...word, status: revokedAt === null ? 'good' : 'revoked' };
    }
    return undefined;
  });
}

function basicResponse(element: DerElement): DerElement {
  const [status, bytes] = inside(element, 0x30);
  if (status?.tag !== 0x0a) return element;
  const [type, response] = inside(inside(bytes, 0xa0)[0], 0x30);
  if (status.content[0] !== 0 || oid(type) !== '1.3.6.1.5.5.7.48.1.1') return element;
  return whole(contentOf(response, 0x04));
}

function isResponder(id: DerElement | undefined, certificate: Certificate): boolean {
  if (id?.tag === 0xa1) return same(inside(id, 0xa1)[0]?.whole ?? id.whole, certificate.subject);
  if (id?.tag !== 0xa2) return false;
  const hash = createHash('sha1').update(certificate.keyOctets).digest();
  return same(contentOf(inside(id, 0xa2)[0], 0x04), hash);
}

/** The issuer itself, or whom it charged with answering and whose own revocation need not be asked (RFC 6960 §4.2.2.2). */
function mayAnswer(certificate: Certificate, issuer: Certificate): boolean {
  if (certificate.sha256 === issuer.sha256) return true;
  const charged = certificate.purposes?.ids.includes('1.3.6.1.5.5.7.3.9') === true && certificate.noCheck;
  return charged && certificate.understood && issuedBy(certificate, issuer) === 'yes';
}

/** CertID: hashes of the issuer's name and key, and the serial number. They name and prove nothing: SHA-1 is usual. */
function isAbout(certId: DerElement | undefined, subject: Certificate, issuer: Certificate): boolean {
  const [algorithm, name, key, serial] = inside(certId, 0x30);
  const hash = { '1.3.14.3.2.26': 'sha1', '2.16.840.1.101.3.4.2.1': 'sha256' }[oid(inside(algorithm, 0x30)[0])];
  if (hash === undefined || !same(contentOf(serial, 0x02), subject.serial)) return false;
  const of = (bytes: Uint8Array): Buffer => createHash(hash).update(bytes).digest();
  return same(contentOf(name, 0x04), of(issuer.subject)) && same(contentOf(key, 0x04), of(issuer.keyOctets));
}

function holds(
  algorithm: DerElement | undefined,
  signature: DerElement | undefined,
  tbs: DerElement | undefined,
  signer: Certificate,
): boolean {
  if (tbs === undefined || !keyIsStrong(signer.key)) return false;
  return signatureHolds(schemeOf(algorithm), signer.key, tbs.whole, signatureBits(signature));
}
