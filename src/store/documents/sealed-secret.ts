import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

const nonceLength = 12;
const tagLength = 16;

/** The key in `keys.db` under which small secrets of the office lie in `tram.db`. */
const secretsKey = 'office-secrets';

/**
 * Seals a small secret for a row of the database: AES-256-GCM under a key that the station key wraps. `name` says what
 * the secret is and whose: a sealed value moved to another row does not open. With a `keyId` of its own, it is gone when that
 * key is destroyed.
 */
export function sealSecret(keys: KeyRing, name: string, secret: Uint8Array, keyId: string = secretsKey): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', keys.obtain(keyId), nonce).setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** The secret, or null when it does not open: another key (a `keys.db` from elsewhere), another name, a changed byte. */
export function openSecret(keys: KeyRing, name: string, sealed: Buffer, keyId: string = secretsKey): Buffer | null {
  const key = keys.find(keyId);
  if (key === null || sealed.length < nonceLength + tagLength) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-tagLength));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()]);
  } catch {
    return null;
  }
}
