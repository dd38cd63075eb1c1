/** CMS as signers make it, and as attackers would like it. */
import { createHash } from 'node:crypto';
import { element, objectIdentifier, octetString, sequence, set } from '../../../src/copies/der/write.ts';
import { generalizedTime, type Holder, hashAlgorithm, integer, signatureAlgorithm, signWith } from './pki.ts';

export interface CmsChange {
  readonly chain?: readonly Holder[];
  readonly namesCertificate?: 'right' | 'wrong' | 'none';
  readonly signingTime?: number;
  readonly enveloped?: Uint8Array;
  readonly twoSigners?: boolean;
  readonly digest?: 'sha1' | 'sha384';
  /** The digest that is signed in place of the true one. */
  readonly messageDigest?: Uint8Array;
  readonly stamp?: (signature: Uint8Array) => Uint8Array;
  /** Signs with another key than the certificate's. */
  readonly forger?: Holder;
}

const attribute = (id: string, value: Uint8Array): Buffer => sequence(objectIdentifier(id), set(value));
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** A SignedData by `by` over `content`. */
export function signedData(by: Holder, content: Uint8Array, change: CmsChange = {}): Buffer {
  return wrap(by, content, '1.2.840.113549.1.7.1', change);
}

function wrap(by: Holder, content: Uint8Array, type: string, change: CmsChange): Buffer {
  const { chain = [], namesCertificate = 'right', digest } = change;
  const hash = digest ?? 'sha256';
  const value = change.messageDigest ?? createHash(hash).update(content).digest();
  const certId = sequence(octetString(sha256(namesCertificate === 'wrong' ? content : by.certificate)));
  const attributes = [
    attribute('1.2.840.113549.1.9.3', objectIdentifier(type)),
    attribute('1.2.840.113549.1.9.4', octetString(value)),
    ...(namesCertificate === 'none' ? [] : [attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(certId)))]),
    ...(change.signingTime === undefined
      ? []
      : [attribute('1.2.840.113549.1.9.5', generalizedTime(change.signingTime))]),
  ];
  const signed = set(...attributes);
  const signature = signWith(change.forger ?? by, signed);
  const issuer = issuerOf(by.certificate);
  const stamp = change.stamp?.(signature);
  const signerInfo = sequence(
    integer(Buffer.from([1])),
    sequence(issuer, integer(by.serial)),
    hashAlgorithm(hash),
    Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]),
    signatureAlgorithm(by.kind),
    octetString(signature),
    ...(stamp === undefined ? [] : [element(0xa1, attribute('1.2.840.113549.1.9.16.2.14', stamp))]),
  );
  const inner = change.enveloped === undefined ? [] : [element(0xa0, octetString(change.enveloped))];
  const body = sequence(
    integer(Buffer.from([type === '1.2.840.113549.1.7.1' ? 1 : 3])),
    set(hashAlgorithm(hash)),
    sequence(objectIdentifier(type), ...inner),
    element(0xa0, by.certificate, ...chain.map(({ certificate }) => certificate)),
    element(0x31, signerInfo, ...(change.twoSigners === true ? [signerInfo] : [])),
  );
  return sequence(objectIdentifier('1.2.840.113549.1.7.2'), element(0xa0, body));
}

/** The issuer's name of a certificate that `certify` made: the fourth field. */
function issuerOf(certificate: Uint8Array): Buffer {
  const skip = (at: number): { start: number; end: number } => {
    const first = certificate[at + 1] ?? 0;
    const octets = first < 0x80 ? 0 : first & 0x7f;
    const length = octets === 0 ? first : Buffer.from(certificate).readUIntBE(at + 2, octets);
    return { start: at + 2 + octets, end: at + 2 + octets + length };
  };
  let at = skip(skip(0).start).start;
  for (let field = 0; field < 3; field++) at = skip(at).end;
  return Buffer.from(certificate.subarray(at, skip(at).end));
}

/** A timestamp token of `by` over `content`, made at `at`. */
export function timeStampToken(by: Holder, content: Uint8Array, at: number, change: CmsChange = {}): Buffer {
  const info = sequence(
    integer(Buffer.from([1])),
    objectIdentifier('1.3.6.1.4.1.99999.1'),
    sequence(hashAlgorithm('sha256'), octetString(sha256(content))),
    integer(Buffer.from([7])),
    generalizedTime(at),
  );
  return wrap(by, info, '1.2.840.113549.1.9.16.1.4', { ...change, enveloped: info });
}
