import { constants, type KeyObject, verify } from 'node:crypto';
import { contentOf, type DerElement, DerSyntaxError, inside, oid } from './der.ts';

export type Hash = 'sha256' | 'sha384' | 'sha512';

const hashes: Readonly<Record<string, Hash | 'weak'>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.3.14.3.2.26': 'weak',
  '1.2.840.113549.2.5': 'weak',
};

const schemes: Readonly<Record<string, { readonly kind: 'rsa' | 'ecdsa'; readonly hash?: Hash | 'weak' }>> = {
  '1.2.840.113549.1.1.1': { kind: 'rsa' },
  '1.2.840.113549.1.1.4': { kind: 'rsa', hash: 'weak' },
  '1.2.840.113549.1.1.5': { kind: 'rsa', hash: 'weak' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.1': { kind: 'ecdsa', hash: 'weak' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', hash: 'sha512' },
};
const pssOid = '1.2.840.113549.1.1.10';
const mgf1Oid = '1.2.840.113549.1.1.8';

const isNothing = (parameters: DerElement | undefined): boolean =>
  parameters === undefined || (parameters.tag === 0x05 && parameters.content.length === 0);

/** The hash of a DigestAlgorithmIdentifier; `weak` for one that no longer proves anything (SHA-1, MD5). */
export function hashOf(element: DerElement | undefined): Hash | 'weak' {
  const [id, parameters, ...more] = inside(element, 0x30);
  if (more.length > 0 || !isNothing(parameters)) throw new DerSyntaxError('parameters');
  const hash = hashes[oid(id)];
  if (hash === undefined) throw new DerSyntaxError('unknown digest');
  return hash;
}

/** A signature algorithm: how, over which hash, and for PSS how long the salt is. */
export interface Scheme {
  readonly kind: 'rsa' | 'pss' | 'ecdsa';
  readonly hash: Hash | 'weak';
  readonly saltLength: number;
}

/** @param digest  the hash for the schemes that do not name one */
export function schemeOf(element: DerElement | undefined, digest?: Hash | 'weak'): Scheme {
  const [id, parameters] = inside(element, 0x30);
  const dotted = oid(id);
  if (dotted === pssOid) return pss(parameters);
  if (!isNothing(parameters)) throw new DerSyntaxError('parameters');
  const known = schemes[dotted];
  const hash = known?.hash ?? digest;
  if (known === undefined || hash === undefined) throw new DerSyntaxError('unknown signature algorithm');
  return { kind: known.kind, hash, saltLength: 0 };
}

/** RFC 4055 §3.1; the defaults are SHA-1. */
function pss(parameters: DerElement | undefined): Scheme {
  const fields = inside(parameters, 0x30);
  if (fields.some(({ tag }) => ![0xa0, 0xa1, 0xa2].includes(tag))) throw new DerSyntaxError('PSS parameters');
  const field = (tag: number): DerElement | undefined => {
    const found = fields.find((each) => each.tag === tag);
    return found === undefined ? undefined : inside(found, tag)[0];
  };
  const hash = field(0xa0) === undefined ? 'weak' : hashOf(field(0xa0));
  const mask = field(0xa1);
  const [maskId, maskHash] = mask === undefined ? [] : inside(mask, 0x30);
  const salt = field(0xa2);
  const saltLength = salt === undefined ? 20 : Number(contentOf(salt, 0x02)[0] ?? 0);
  const agree = hash === 'weak' || (oid(maskId) === mgf1Oid && hashOf(maskHash) === hash);
  if (!agree || saltLength > 64) throw new DerSyntaxError('PSS with two hashes');
  return { kind: 'pss', hash, saltLength };
}

const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** Whether a key is one that still proves something: RSA from 2048 bits, or a NIST curve from P-256. */
export function keyIsStrong(key: KeyObject): boolean {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'ec') return curves.has(details?.namedCurve ?? '');
  const rsa = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss';
  return rsa && (details?.modulusLength ?? 0) >= 2048 && (details?.modulusLength ?? 0) <= 16_384;
}

/** Whether `signature` over `data` is by `key`. False for a key of another kind. */
export function signatureHolds(scheme: Scheme, key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  if (scheme.hash === 'weak') return false;
  const kind = scheme.kind === 'ecdsa' ? ['ec'] : scheme.kind === 'pss' ? ['rsa', 'rsa-pss'] : ['rsa'];
  if (!kind.includes(key.asymmetricKeyType ?? '')) return false;
  const padding = scheme.kind === 'pss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const how =
    scheme.kind === 'ecdsa'
      ? { key }
      : { key, padding, ...(scheme.kind === 'pss' ? { saltLength: scheme.saltLength } : {}) };
  try {
    return verify(scheme.hash, data, how, signature);
  } catch {
    return false;
  }
}
