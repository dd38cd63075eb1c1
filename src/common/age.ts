import { webcrypto } from 'node:crypto';

/** What opens what was encrypted: a secret key in age's writing (`AGE-SECRET-KEY-1…`), or a key object. */
export type AgeIdentity = string | webcrypto.CryptoKey;

/** The library is loaded when something is encrypted or opened: it costs the service 24 MB that it seldom needs. */
const age = () => import('age-encryption');

/** DER of a PKCS#8 X25519 private key up to its 32 bytes (RFC 8410 §7). */
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The identity of 32 secret bytes, X25519. */
export async function identityOf(secret: Uint8Array): Promise<webcrypto.CryptoKey> {
  const der = Buffer.concat([pkcs8Head, secret]);
  try {
    return await webcrypto.subtle.importKey('pkcs8', der, { name: 'X25519' }, false, ['deriveBits']);
  } finally {
    der.fill(0);
  }
}

/** A new identity, and to whom one encrypts for it. */
export async function newIdentity(): Promise<{ readonly secret: string; readonly recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await age();
  const secret = await generateX25519Identity();
  return { secret, recipient: await identityToRecipient(secret) };
}

/** To whom one encrypts for an identity (`age1…`). */
export async function recipientOf(identity: AgeIdentity): Promise<string> {
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
  identity: AgeIdentity,
  data: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return await decrypter.decrypt(ReadableStream.from(data));
}
