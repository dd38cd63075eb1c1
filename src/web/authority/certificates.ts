import { randomBytes, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** A key pair and its certificate in PEM. */
export interface Credential {
  readonly certificatePem: string;
  readonly keyPem: string;
}

const oid = {
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectAltName: '2.5.29.17',
  nameConstraints: '2.5.29.30',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;

const dayMs = 86_400_000;
const dnsType = 2;
const ipType = 7;

const engine = new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto });

/** For so many days an authority and a server certificate are good (825: the most that every browser takes). */
const lifetimeDays = { authority: 3650, server: 825 } as const;

/**
 * Makes the station's own authority: it may only vouch for servers (RFC 5280 §4.2.1.12) under the station's names and
 * addresses (§4.2.1.10, critical), so whoever trusts it trusts it for nothing else. A kind of name of which none is
 * permitted would be free: addresses are always named (127.0.0.1), and without a DNS name all of those are excluded.
 */
export async function createAuthority(organisation: string, names: readonly string[], at: number): Promise<Credential> {
  const keys = await generateKeys();
  const certificate = blankCertificate('Trạm – cơ quan chứng thực của trạm', organisation, at, lifetimeDays.authority);
  certificate.issuer.typesAndValues = certificate.subject.typesAndValues;
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  const subtrees = (bases: pkijs.GeneralName[]) => bases.map((base) => new pkijs.GeneralSubtree({ base }));
  const dnsNames = names.filter((name) => ipBytes(name) === null);
  const constraints = new pkijs.NameConstraints({
    permittedSubtrees: subtrees(names.map(subtreeBase)),
    ...(dnsNames.length === 0
      ? { excludedSubtrees: subtrees([new pkijs.GeneralName({ type: dnsType, value: '' })]) }
      : {}),
  });
  certificate.extensions = [
    extension(oid.basicConstraints, true, new pkijs.BasicConstraints({ cA: true, pathLenConstraint: 0 })),
    new pkijs.Extension({ extnID: oid.keyUsage, critical: true, extnValue: bits(0x06) }),
    extension(oid.extendedKeyUsage, false, new pkijs.ExtKeyUsage({ keyPurposes: [oid.serverAuth] })),
    extension(oid.nameConstraints, true, constraints),
    await subjectKeyIdentifier(certificate),
  ];
  await certificate.sign(keys.privateKey, 'SHA-256', engine);
  return toCredential(certificate, keys.privateKey);
}

/**
 * Makes the server certificate of the station for its names and addresses, signed by its authority, which it does not
 * outlive.
 */
export async function issueServerCertificate(
  authority: Credential,
  names: readonly string[],
  at: number,
): Promise<Credential> {
  const issuer = pkijs.Certificate.fromBER(pemBytes(authority.certificatePem));
  const issuerKey = await webcrypto.subtle.importKey(
    'pkcs8',
    pemBytes(authority.keyPem),
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  );
  const keys = await generateKeys();
  const certificate = blankCertificate(names[0] ?? 'localhost', null, at, lifetimeDays.server);
  if (issuer.notAfter.value < certificate.notAfter.value) certificate.notAfter = issuer.notAfter;
  certificate.issuer.typesAndValues = issuer.subject.typesAndValues;
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  const altNames = new pkijs.GeneralNames({ names: names.map(generalName) });
  const issuerIdentifier = new Uint8Array(await issuer.getKeyHash('SHA-1', engine));
  certificate.extensions = [
    extension(oid.basicConstraints, true, new pkijs.BasicConstraints({ cA: false })),
    new pkijs.Extension({ extnID: oid.keyUsage, critical: true, extnValue: bits(0x80) }),
    extension(oid.extendedKeyUsage, false, new pkijs.ExtKeyUsage({ keyPurposes: [oid.serverAuth] })),
    extension(oid.subjectAltName, false, altNames),
    extension(
      oid.authorityKeyIdentifier,
      false,
      new pkijs.AuthorityKeyIdentifier({
        keyIdentifier: new asn1js.OctetString({ valueHex: issuerIdentifier.buffer }),
      }),
    ),
  ];
  await certificate.sign(issuerKey, 'SHA-256', engine);
  return toCredential(certificate, keys.privateKey);
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
}

function blankCertificate(
  commonName: string,
  organisation: string | null,
  at: number,
  days: number,
): pkijs.Certificate {
  const certificate = new pkijs.Certificate({ version: 2 });
  const serial = randomBytes(16);
  // Positive, and never with a first byte of zeros, which DER allows only before a high bit (X.690 §8.3.2).
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  certificate.serialNumber = new asn1js.Integer({ valueHex: new Uint8Array(serial).buffer });
  const name = (type: string, value: string) =>
    new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) });
  certificate.subject.typesAndValues = [
    ...(organisation ? [name(oid.organisation, organisation)] : []),
    name(oid.commonName, commonName),
  ];
  certificate.notBefore = new pkijs.Time({ type: 0, value: new Date(at - dayMs) });
  certificate.notAfter = new pkijs.Time({ type: 0, value: new Date(at + days * dayMs) });
  return certificate;
}

function extension(extnID: string, critical: boolean, value: { toSchema(): asn1js.BaseBlock }): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toSchema().toBER(false) });
}

async function subjectKeyIdentifier(certificate: pkijs.Certificate): Promise<pkijs.Extension> {
  const hash = await certificate.getKeyHash('SHA-1', engine);
  const extnValue = new asn1js.OctetString({ valueHex: hash }).toBER(false);
  return new pkijs.Extension({ extnID: oid.subjectKeyIdentifier, critical: false, extnValue });
}

function bits(first: number): ArrayBuffer {
  return new asn1js.BitString({ valueHex: new Uint8Array([first]).buffer, unusedBits: first === 0x06 ? 1 : 7 }).toBER();
}

function ipBytes(address: string): Uint8Array | null {
  const parts = address.split('.').map(Number);
  return parts.length === 4 && parts.every((p) => Number.isInteger(p) && p >= 0 && p < 256)
    ? Uint8Array.from(parts)
    : null;
}

function generalName(name: string): pkijs.GeneralName {
  const ip = ipBytes(name);
  if (!ip) return new pkijs.GeneralName({ type: dnsType, value: name });
  return new pkijs.GeneralName({ type: ipType, value: new asn1js.OctetString({ valueHex: ip.slice().buffer }) });
}

function subtreeBase(name: string): pkijs.GeneralName {
  const ip = ipBytes(name);
  if (!ip) return new pkijs.GeneralName({ type: dnsType, value: name });
  const withMask = Uint8Array.from([...ip, 255, 255, 255, 255]);
  return new pkijs.GeneralName({ type: ipType, value: new asn1js.OctetString({ valueHex: withMask.buffer }) });
}

function pemBytes(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
}

function toPem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

async function toCredential(certificate: pkijs.Certificate, privateKey: webcrypto.CryptoKey): Promise<Credential> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', privateKey);
  return {
    certificatePem: toPem('CERTIFICATE', certificate.toSchema(true).toBER(false)),
    keyPem: toPem('PRIVATE KEY', pkcs8),
  };
}
