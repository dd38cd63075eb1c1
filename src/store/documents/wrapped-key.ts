import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;
/** Length of a dossier's key, bytes. */
export const keyLength = 32;

/** The station key is not the one that wrapped the keys, or a wrapped key is damaged: nothing can be read with it. */
export class WrongStationKey extends Error {}

/** A dossier's key under the station key: AES-256-GCM with the dossier's id as additional data. */
export function wrapKey(stationKey: Uint8Array, id: string, key: Uint8Array): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', stationKey, nonce);
  cipher.setAAD(Buffer.from(id));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** The key of `wrapKey`. Throws `WrongStationKey`. */
export function unwrapKey(stationKey: Uint8Array, id: string, wrapped: Buffer): Buffer {
  if (wrapped.length !== nonceLength + keyLength + tagLength) throw new Error(`the wrapped key ${id} is damaged`);
  const decipher = createDecipheriv('aes-256-gcm', stationKey, wrapped.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(id));
  decipher.setAuthTag(wrapped.subarray(-tagLength));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(nonceLength, -tagLength)), decipher.final()]);
  } catch {
    throw new WrongStationKey(`the station key does not open the key ${id}`);
  }
}
