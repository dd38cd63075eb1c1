import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { keyIsStrong, type Scheme, schemeOf, signatureHolds } from './algorithms.ts';
import { attempt, contentOf, type DerElement, inside, instant, oid, same, signatureBits, whole } from './der.ts';

/** What the path and the report need of a certificate (RFC 5280). */
export interface Certificate {
  readonly der: Uint8Array;
  readonly sha256: string;
  readonly serial: Uint8Array;
  readonly serialHex: string;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly commonName: string | null;
  readonly issuerCommonName: string | null;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly key: KeyObject;
  /** The public key's own octets, and the SubjectPublicKeyInfo around them. */
  readonly keyOctets: Uint8Array;
  readonly keyId: Uint8Array | undefined;
  /** Bits of keyUsage from 0 (digitalSignature); undefined where the extension is absent. */
  readonly usage: ReadonlySet<number> | undefined;
  readonly purposes: { readonly critical: boolean; readonly ids: readonly string[] } | undefined;
  readonly authority: boolean;
  readonly pathLength: number | undefined;
  /** id-pkix-ocsp-nocheck. */
  readonly noCheck: boolean;
  /** No critical extension, and no name constraint, that is not understood here. */
  readonly understood: boolean;
  readonly signedPart: Uint8Array;
  readonly scheme: Scheme | undefined;
  readonly signature: Uint8Array;
}

const known = new Set(['2.5.29.15', '2.5.29.19', '2.5.29.37', '2.5.29.32', '2.5.29.14', '2.5.29.35', '2.5.29.31']);

/** Reads a certificate in DER; undefined for what is none. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  let x509: X509Certificate;
  let key: KeyObject;
  try {
    x509 = new X509Certificate(der);
    key = x509.publicKey;
  } catch {
    return undefined;
  }
  return attempt(() => {
    const [tbs, algorithm, signature] = inside(whole(der), 0x30);
    const fields = inside(tbs, 0x30);
    const versioned = fields[0]?.tag === 0xa0;
    const [serial, named, issuer, validity, subject, spki] = fields.slice(versioned ? 1 : 0);
    // The outer name of the algorithm is not signed: it must be the inner one (RFC 5280 §4.1.1.2).
    if (named === undefined || algorithm === undefined || !same(named.whole, algorithm.whole)) return undefined;
    const [notBefore, notAfter] = inside(validity, 0x30);
    const wrapped = fields.find(({ tag }) => tag === 0xa3);
    const extensions = wrapped === undefined ? [] : inside(inside(wrapped, 0xa3)[0], 0x30).map(readExtension);
    const ids = extensions.map(({ id }) => id);
    const extension = (id: string): DerElement | undefined => {
      const value = extensions.find((each) => each.id === id)?.value;
      return value === undefined ? undefined : whole(value);
    };
    const basic = extension('2.5.29.19');
    const basics = basic === undefined ? [] : inside(basic, 0x30);
    const purposes = extensions.find(({ id }) => id === '2.5.29.37');
    const keyId = extension('2.5.29.14');
    const length = basics.find(({ tag }) => tag === 0x02)?.content[0];
    return {
      der,
      sha256: createHash('sha256').update(der).digest('hex'),
      serial: contentOf(serial, 0x02),
      serialHex: x509.serialNumber.toLowerCase(),
      issuer: issuer?.whole ?? der,
      subject: subject?.whole ?? der,
      commonName: commonName(subject),
      issuerCommonName: commonName(issuer),
      notBefore: instant(notBefore),
      notAfter: instant(notAfter),
      key,
      keyOctets: contentOf(inside(spki, 0x30)[1], 0x03).subarray(1),
      keyId: keyId?.content,
      usage: bits(extension('2.5.29.15')),
      purposes: purposes && { critical: purposes.critical, ids: inside(whole(purposes.value), 0x30).map(oid) },
      authority: basics[0]?.tag === 0x01 && basics[0].content[0] === 0xff,
      pathLength: length,
      noCheck: ids.includes('1.3.6.1.5.5.7.48.1.5'),
      understood:
        new Set(ids).size === ids.length &&
        !ids.includes('2.5.29.30') &&
        extensions.every(({ id, critical }) => !critical || known.has(id)),
      signedPart: tbs?.whole ?? der,
      scheme: attempt(() => schemeOf(algorithm)),
      signature: signatureBits(signature),
    };
  });
}

function readExtension(element: DerElement): { id: string; critical: boolean; value: Uint8Array } {
  const [id, second, third] = inside(element, 0x30);
  const critical = second?.tag === 0x01 && second.content[0] !== 0;
  return { id: oid(id), critical, value: contentOf(second?.tag === 0x01 ? third : second, 0x04) };
}

function bits(value: DerElement | undefined): ReadonlySet<number> | undefined {
  if (value === undefined) return undefined;
  const octets = contentOf(value, 0x03).subarray(1);
  const found = new Set<number>();
  for (const [index, octet] of octets.entries()) {
    for (let bit = 0; bit < 8; bit++) if ((octet & (0x80 >> bit)) !== 0) found.add(index * 8 + bit);
  }
  return found;
}

/** The last common name of a distinguished name. */
function commonName(name: DerElement | undefined): string | null {
  let found: string | null = null;
  for (const part of inside(name, 0x30)) {
    for (const pair of inside(part, 0x31)) {
      const [id, value] = inside(pair, 0x30);
      if (oid(id) !== '2.5.4.3' || value === undefined) continue;
      const text = Buffer.from(value.content);
      if (value.tag !== 0x1e) found = text.toString(value.tag === 0x0c ? 'utf8' : 'latin1');
      else if (text.length % 2 === 0) found = text.swap16().toString('utf16le');
    }
  }
  return found;
}

/** Whether `issuer` signed `subject`, by names, use and key. What it lacks in strength is told apart. */
export function issuedBy(subject: Certificate, issuer: Certificate): 'yes' | 'no' | 'weak' {
  if (!same(subject.issuer, issuer.subject)) return 'no';
  if (subject.scheme === undefined) return 'no';
  if (subject.scheme.hash === 'weak' || !keyIsStrong(issuer.key)) return 'weak';
  return signatureHolds(subject.scheme, issuer.key, subject.signedPart, subject.signature) ? 'yes' : 'no';
}

/** The certificates among `ders` that can be read, each once. */
export function readCertificates(ders: readonly Uint8Array[]): Certificate[] {
  const found = new Map<string, Certificate>();
  for (const der of ders) {
    const certificate = readCertificate(der);
    if (certificate !== undefined) found.set(certificate.sha256, certificate);
  }
  return [...found.values()];
}
