import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify, type webcrypto } from 'node:crypto';
import { identityOf, recipientOf } from '../../common/age.ts';
import type { KeyRing } from '../../store/documents/key-ring.ts';

/** With what a station shows itself to another one: bundles are encrypted to its recipient and signed by its key. */
export interface BundleIdentity {
  /** Opens what is encrypted to `recipient`. */
  readonly open: webcrypto.CryptoKey;
  /** `age1…` */
  readonly recipient: string;
  /** The public key of its signatures, Ed25519, 32 bytes in base64. */
  readonly signingKey: string;
  sign(data: Uint8Array): Buffer;
}

/** The key in `keys.db` that both are derived from: it comes back with the keys' backup, and is the station's alone. */
const keyId = 'bundle-identity';

/** DER of an Ed25519 private key (PKCS#8) and public key (SPKI) up to their 32 bytes (RFC 8410 §4, §7). */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');

/** Length of an Ed25519 signature, bytes. */
export const signatureLength = 64;

/** This station's identity; made at the first use. */
export async function bundleIdentity(keys: KeyRing): Promise<BundleIdentity> {
  const secret = keys.obtain(keyId);
  const derived = (name: string): Buffer => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), name, 32));
  const open = await identityOf(derived('tram bundle recipient'));
  const der = Buffer.concat([privateHead, derived('tram bundle signature')]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  secret.fill(0);
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    open,
    recipient: await recipientOf(open),
    signingKey: spki.subarray(publicHead.length).toString('base64'),
    sign: (data) => sign(null, data, key),
  };
}

/** Whether a signature over `data` is by that key. */
export function isSignedBy(signingKey: string, data: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyOf(signingKey);
  return key !== null && signature.length === signatureLength && verify(null, data, key, signature);
}

/** Null when it is no key. */
function publicKeyOf(signingKey: string): KeyObject | null {
  const raw = Buffer.from(signingKey, 'base64');
  if (raw.length !== 32) return null;
  try {
    return createPublicKey({ key: Buffer.concat([publicHead, raw]), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
