/** A public key infrastructure in memory: certificates, revocation lists, OCSP answers and timestamps, all of it signed. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { element, nothing, objectIdentifier, octetString, sequence, set } from '../../../src/copies/der/write.ts';

export type Kind = 'p256' | 'p384' | 'rsa' | 'pss';

export interface Holder {
  readonly certificate: Buffer;
  readonly key: KeyObject;
  readonly kind: Kind;
  readonly subject: Buffer;
  readonly serial: Buffer;
  readonly spki: Buffer;
}

const hashIds = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' } as const;
export const day = 86_400_000;

export const integer = (bytes: Uint8Array): Buffer => element(0x02, bytes);
const bitString = (bytes: Uint8Array, unused = 0): Buffer => element(0x03, Buffer.from([unused]), bytes);
export const generalizedTime = (at: number): Buffer =>
  element(0x18, Buffer.from(`${new Date(at).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`));
const utcTime = (at: number): Buffer =>
  element(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));
export const hashAlgorithm = (hash: keyof typeof hashIds): Buffer => sequence(objectIdentifier(hashIds[hash]));
const named = (commonName: string): Buffer =>
  sequence(set(sequence(objectIdentifier('2.5.4.3'), element(0x0c, Buffer.from(commonName)))));
const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  sequence(objectIdentifier(id), ...(critical ? [element(0x01, Buffer.from([0xff]))] : []), octetString(value));

/** The AlgorithmIdentifier with which a holder signs over SHA-256. */
export function signatureAlgorithm(kind: Kind): Buffer {
  if (kind === 'rsa') return sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing());
  if (kind !== 'pss') return sequence(objectIdentifier('1.2.840.10045.4.3.2'));
  const mask = sequence(objectIdentifier('1.2.840.113549.1.1.8'), hashAlgorithm('sha256'));
  const salt = integer(Buffer.from([32]));
  const parameters = sequence(element(0xa0, hashAlgorithm('sha256')), element(0xa1, mask), element(0xa2, salt));
  return sequence(objectIdentifier('1.2.840.113549.1.1.10'), parameters);
}

export function signWith({ key, kind }: Pick<Holder, 'key' | 'kind'>, bytes: Uint8Array): Buffer {
  // 6 is RSA_PKCS1_PSS_PADDING.
  return sign('sha256', bytes, kind === 'pss' ? { key, padding: 6, saltLength: 32 } : key);
}

function keyPair(kind: Kind): { publicKey: KeyObject; privateKey: KeyObject } {
  if (kind === 'p256' || kind === 'p384')
    return generateKeyPairSync('ec', { namedCurve: kind === 'p256' ? 'P-256' : 'P-384' });
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

export interface CertificateRequest {
  readonly commonName: string;
  readonly kind?: Kind;
  readonly by?: Holder;
  readonly from: number;
  readonly to: number;
  readonly authority?: boolean;
  /** First octet of keyUsage; 0xc0 is signing, 0x06 certificates and lists. */
  readonly usage?: number;
  readonly purpose?: string;
  readonly noCheck?: boolean;
}

export function certify(request: CertificateRequest): Holder {
  const { commonName, kind = 'p256', by, from, to, authority = false, usage = authority ? 0x06 : 0xc0 } = request;
  const { publicKey, privateKey } = keyPair(kind);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const subject = named(commonName);
  const serial = Buffer.concat([Buffer.from([0x41]), randomBytes(8)]);
  const issuer = { key: by?.key ?? privateKey, kind: by?.kind ?? kind };
  const algorithm = signatureAlgorithm(issuer.kind);
  const basic = sequence(...(authority ? [element(0x01, Buffer.from([0xff]))] : []));
  const tbs = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    algorithm,
    by?.subject ?? subject,
    sequence(utcTime(from), utcTime(to)),
    subject,
    spki,
    element(
      0xa3,
      sequence(
        extension('2.5.29.19', true, basic),
        extension('2.5.29.15', true, bitString(Buffer.from([usage]), 1)),
        ...(request.purpose === undefined
          ? []
          : [extension('2.5.29.37', true, sequence(objectIdentifier(request.purpose)))]),
        ...(request.noCheck === true ? [extension('1.3.6.1.5.5.7.48.1.5', false, nothing())] : []),
      ),
    ),
  );
  const certificate = sequence(tbs, algorithm, bitString(signWith(issuer, tbs)));
  return { certificate, key: privateKey, kind, subject, serial, spki };
}

/** A revocation list of `by`, with the serial numbers revoked and when. */
export function revocationList(
  by: Holder,
  from: number,
  to: number,
  revoked: readonly [Holder, number][] = [],
): Buffer {
  const entries = revoked.map(([{ serial }, at]) => sequence(integer(serial), utcTime(at)));
  const tbs = sequence(
    integer(Buffer.from([1])),
    signatureAlgorithm(by.kind),
    by.subject,
    utcTime(from),
    utcTime(to),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
  );
  return sequence(tbs, signatureAlgorithm(by.kind), bitString(signWith(by, tbs)));
}

/** An OCSP answer on `subject` by `responder`, which may be the issuer itself. */
export function ocspAnswer(
  subject: Holder,
  issuer: Holder,
  responder: Holder,
  from: number,
  to: number,
  revokedAt?: number,
): Buffer {
  const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest();
  const keyOctets = issuer.spki.subarray(issuer.kind === 'p256' ? issuer.spki.length - 65 : 0);
  const id = sequence(
    hashAlgorithm('sha1'),
    octetString(sha1(issuer.subject)),
    octetString(sha1(keyOctets)),
    integer(subject.serial),
  );
  const status = revokedAt === undefined ? element(0x80) : element(0xa1, generalizedTime(revokedAt));
  const single = sequence(id, status, generalizedTime(from), element(0xa0, generalizedTime(to)));
  const tbs = sequence(element(0xa1, responder.subject), generalizedTime(from), sequence(single));
  const carried = element(0xa0, sequence(responder.certificate));
  const basic = sequence(tbs, signatureAlgorithm(responder.kind), bitString(signWith(responder, tbs)), carried);
  const bytes = sequence(objectIdentifier('1.3.6.1.5.5.7.48.1.1'), octetString(basic));
  return sequence(element(0x0a, Buffer.from([0])), element(0xa0, bytes));
}

export interface Pki {
  readonly root: Holder;
  readonly issuing: Holder;
  readonly signer: Holder;
  readonly seal: Holder;
  readonly rsa: Holder;
  readonly pss: Holder;
  readonly p384: Holder;
  readonly server: Holder;
  readonly expired: Holder;
  readonly stamper: Holder;
  readonly responder: Holder;
  /** Nobody trusts it. */
  readonly stranger: Holder;
  readonly now: number;
}

export function makePki(now: number): Pki {
  const term = { from: now - 400 * day, to: now + 400 * day };
  const root = certify({ commonName: 'Gốc thử nghiệm', authority: true, ...term });
  const issuing = certify({ commonName: 'Cấp phát thử nghiệm', authority: true, by: root, ...term });
  const leaf = (commonName: string, more: Partial<CertificateRequest> = {}): Holder =>
    certify({ commonName, by: issuing, ...term, ...more });
  return {
    root,
    issuing,
    now,
    signer: leaf('Hoàng Thị Mỷ Ngọc'),
    seal: leaf('Ủy ban nhân dân xã Bản Liền'),
    rsa: leaf('Vàng A Sử', { kind: 'rsa' }),
    pss: leaf('Giàng A Pháo', { kind: 'pss' }),
    p384: leaf('Lý Thị Mai', { kind: 'p384' }),
    server: leaf('tram.local', { purpose: '1.3.6.1.5.5.7.3.1' }),
    expired: leaf('Lò Văn Cũ', { to: now - 10 * day }),
    stamper: leaf('Dấu thời gian thử nghiệm', { purpose: '1.3.6.1.5.5.7.3.8', usage: 0x80 }),
    responder: leaf('OCSP thử nghiệm', { purpose: '1.3.6.1.5.5.7.3.9', usage: 0x80, noCheck: true }),
    stranger: certify({ commonName: 'Hoàng Thị Mỷ Ngọc', ...term }),
  };
}
