import { hkdfSync, webcrypto } from 'node:crypto';

/** What opens a backup: a secret key in age's writing (`AGE-SECRET-KEY-1…`), or a key object. */
export type BackupIdentity = string | webcrypto.CryptoKey;

/** The library is loaded when a backup is made or read: it costs the service 24 MB that it seldom needs. */
const age = () => import('age-encryption');

/** DER of a PKCS#8 X25519 private key up to its 32 bytes (RFC 8410 §7). */
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex');

/**
 * The station's own identity: it verifies and restores backups with nobody there. Derived from the station key, so that
 * there is no further secret to keep.
 */
export async function stationIdentity(stationKey: Uint8Array): Promise<webcrypto.CryptoKey> {
  const secret = Buffer.from(hkdfSync('sha256', stationKey, Buffer.alloc(0), 'tram backup identity', 32));
  const der = Buffer.concat([pkcs8Head, secret]);
  return await webcrypto.subtle.importKey('pkcs8', der, { name: 'X25519' }, false, ['deriveBits']);
}

/** A new identity for the office's recovery: its secret half is printed and kept by nobody but the office. */
export async function newRecoveryIdentity(): Promise<{ readonly secret: string; readonly recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await age();
  const secret = await generateX25519Identity();
  return { secret, recipient: await identityToRecipient(secret) };
}

export async function recipientOf(identity: BackupIdentity): Promise<string> {
  const { identityToRecipient } = await age();
  return await identityToRecipient(identity);
}

/** Encrypts to all recipients; each of them alone can open it (age v1, C2SP age.md). */
export async function encryptTo(
  recipients: readonly string[],
  data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return await encrypter.encrypt(ReadableStream.from(data));
}

/** Decrypts as a stream; a piece that was changed throws when it is reached, so nothing counts before the end. */
export async function decryptWith(
  identity: BackupIdentity,
  data: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return await decrypter.decrypt(ReadableStream.from(data));
}
