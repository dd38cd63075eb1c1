import type { X509Certificate } from 'node:crypto';
import type { Handle, PKCS11 } from 'pkcs11js';
import { ck } from './constants.ts';
import { attribute, findObjects, type StoredCertificate } from './objects.ts';

/** A private key that may be a certificate's. */
export interface CandidateKey {
  readonly handle: Handle;
  /** Whether its public half was seen to be the certificate's; otherwise a signature has to prove it. */
  readonly proven: boolean;
}

/**
 * The private keys that may belong to a certificate, the likeliest first. Needs a logged-in session.
 *
 * A key whose own public half is told is in or out by it. An EC key hides it: then the public key object of the same
 * CKA_ID speaks for it, but only where no other private key bears that CKA_ID. A label decides nothing: anybody may
 * have given the same label to another key.
 */
export function candidateKeys(module: PKCS11, session: Handle, certificate: StoredCertificate): CandidateKey[] {
  const rsa = isRsa(certificate.x509);
  const wanted = publicBytes(certificate.x509);
  const keys = findObjects(module, session, [
    { type: ck.CKA_CLASS, value: ck.CKO_PRIVATE_KEY },
    { type: ck.CKA_KEY_TYPE, value: rsa ? ck.CKK_RSA : ck.CKK_EC },
  ]).map((handle) => ({ handle, id: attribute(module, session, handle, ck.CKA_ID) }));
  const candidates = keys.flatMap(({ handle, id }) => {
    const own = publicHalf(module, session, handle, rsa);
    const halves = own.length > 0 ? [own] : publicHalvesById(module, session, id, rsa);
    const isMatch = halves.some((half) => sameKey(half, wanted));
    if (halves.length > 0 && !isMatch) return [];
    const isConclusive = own.length > 0 || keys.filter((other) => other.id.equals(id)).length === 1;
    return [{ handle, proven: isMatch && isConclusive, sameId: id.length > 0 && id.equals(certificate.id) }];
  });
  const rank = ({ proven, sameId }: { proven: boolean; sameId: boolean }): number =>
    (proven ? 2 : 0) + (sameId ? 1 : 0);
  return candidates.sort((a, b) => rank(b) - rank(a)).map(({ handle, proven }) => ({ handle, proven }));
}

export const isRsa = (x509: X509Certificate): boolean => x509.publicKey.asymmetricKeyType === 'rsa';

/** The modulus of an RSA key; the uncompressed point (SEC 1 §2.3.3) of an EC key. */
function publicBytes(x509: X509Certificate): Buffer {
  const jwk = x509.publicKey.export({ format: 'jwk' });
  const part = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : '', 'base64url');
  return isRsa(x509) ? part(jwk.n) : Buffer.concat([Buffer.from([4]), part(jwk.x), part(jwk.y)]);
}

/** The public half that an object tells, or nothing. */
const publicHalf = (module: PKCS11, session: Handle, object: Handle, rsa: boolean): Buffer =>
  attribute(module, session, object, rsa ? ck.CKA_MODULUS : ck.CKA_EC_POINT);

function publicHalvesById(module: PKCS11, session: Handle, id: Buffer, rsa: boolean): Buffer[] {
  if (id.length === 0) return [];
  return findObjects(module, session, [
    { type: ck.CKA_CLASS, value: ck.CKO_PUBLIC_KEY },
    { type: ck.CKA_ID, value: id },
  ])
    .map((object) => publicHalf(module, session, object, rsa))
    .filter((half) => half.length > 0);
}

/** A modulus may have a leading zero; a point may be wrapped in a DER OCTET STRING of one or two length bytes. */
function sameKey(half: Buffer, wanted: Buffer): boolean {
  const wrapper = half.length - wanted.length;
  if (wrapper < 0 || !half.subarray(wrapper).equals(wanted)) return false;
  const prefix = half.subarray(0, wrapper);
  return wrapper === 0 || prefix.every((byte) => byte === 0) || (prefix[0] === 0x04 && wrapper <= 3);
}
