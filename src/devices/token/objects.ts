import { createHash, X509Certificate } from 'node:crypto';
import type { Handle, PKCS11, Template } from 'pkcs11js';
import { ckrOf } from './ckr-failures.ts';
import { ck } from './constants.ts';

/** A certificate object of a token. */
export interface StoredCertificate {
  readonly x509: X509Certificate;
  readonly sha256: Buffer;
  readonly id: Buffer;
}

const batch = 32;
const maxObjects = 1_000;
const maxCertificateBytes = 64 * 1024;

/** The objects that fit a template, at most a thousand. */
export function findObjects(module: PKCS11, session: Handle, template: Template): Handle[] {
  const found: Handle[] = [];
  module.C_FindObjectsInit(session, template);
  try {
    while (found.length < maxObjects) {
      const some = module.C_FindObjects(session, batch);
      if (some.length === 0) break;
      found.push(...some);
    }
  } finally {
    module.C_FindObjectsFinal(session);
  }
  return found;
}

/** An attribute's bytes; empty when the object has none or does not tell. */
export function attribute(module: PKCS11, session: Handle, object: Handle, type: number): Buffer {
  try {
    const value = module.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
    return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
  } catch (error) {
    if (ckrOf(error) === undefined) throw error;
    return Buffer.alloc(0);
  }
}

/** Every readable X.509 certificate of a token, authorities included. What does not parse is passed over. */
export function storedCertificates(module: PKCS11, session: Handle): StoredCertificate[] {
  const objects = findObjects(module, session, [
    { type: ck.CKA_CLASS, value: ck.CKO_CERTIFICATE },
    { type: ck.CKA_CERTIFICATE_TYPE, value: ck.CKC_X_509 },
  ]);
  return objects.flatMap((object) => {
    const der = attribute(module, session, object, ck.CKA_VALUE);
    if (der.length === 0 || der.length > maxCertificateBytes) return [];
    const x509 = parsed(der);
    if (x509 === undefined) return [];
    const sha256 = createHash('sha256').update(x509.raw).digest();
    return [{ x509, sha256, id: attribute(module, session, object, ck.CKA_ID) }];
  });
}

function parsed(der: Buffer): X509Certificate | undefined {
  try {
    const x509 = new X509Certificate(der);
    return x509.publicKey.asymmetricKeyType === undefined ? undefined : x509;
  } catch {
    return undefined;
  }
}

const maxChain = 5;

/** The issuers of a certificate among others, nearest first, up to a self-signed one. */
export function chainOf(leaf: X509Certificate, others: readonly StoredCertificate[]): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let last = leaf;
  while (chain.length < maxChain && !last.checkIssued(last)) {
    const subject = last;
    const issuer = others.find(
      ({ x509 }) => x509.ca && subject.checkIssued(x509) && subject.verify(x509.publicKey) && !chain.includes(x509),
    );
    if (issuer === undefined) break;
    chain.push(issuer.x509);
    last = issuer.x509;
  }
  return chain;
}
