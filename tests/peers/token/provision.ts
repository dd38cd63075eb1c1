/**
 * One step of provisioning a token, in a process of its own. Reads a job as JSON from standard input and prints the
 * answer as JSON. Usage: node provision.ts MODULE.so
 */
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pkcs11, { type Handle, type PKCS11 } from 'pkcs11js';
import { Certificate } from 'pkijs';
import type { KeyType } from '../pki/authority.ts';

interface Common {
  readonly label: string;
  readonly pin: string;
  /** CKA_ID in hex. */
  readonly id: string;
  readonly alwaysAuthenticate: boolean;
  readonly withoutPublicKey: boolean;
}

export type ProvisionJob =
  | (Common & { readonly step: 'key'; readonly keyType: KeyType })
  /** Base64 DER; the first is the key's own, the others its issuers'. */
  | (Common & { readonly step: 'certificates'; readonly certificates: readonly string[] });

export interface ProvisionAnswer {
  readonly tokenSerial: string;
  readonly publicKeyPem?: string;
}

const curveP256 = Buffer.from('06082a8648ce3d030107', 'hex');

function makeKey(module: PKCS11, session: Handle, job: Common & { keyType: KeyType }): string {
  const rsa = job.keyType === 'rsa3072';
  const shared = [
    { type: pkcs11.CKA_TOKEN, value: true },
    { type: pkcs11.CKA_ID, value: Buffer.from(job.id, 'hex') },
    { type: pkcs11.CKA_LABEL, value: job.label },
  ];
  const pair = module.C_GenerateKeyPair(
    session,
    { mechanism: rsa ? pkcs11.CKM_RSA_PKCS_KEY_PAIR_GEN : pkcs11.CKM_EC_KEY_PAIR_GEN },
    [
      ...shared.map((attribute) =>
        attribute.type === pkcs11.CKA_TOKEN ? { ...attribute, value: !job.withoutPublicKey } : attribute,
      ),
      { type: pkcs11.CKA_VERIFY, value: true },
      { type: pkcs11.CKA_PRIVATE, value: false },
      ...(rsa
        ? [
            { type: pkcs11.CKA_MODULUS_BITS, value: 3072 },
            { type: pkcs11.CKA_PUBLIC_EXPONENT, value: Buffer.from([1, 0, 1]) },
          ]
        : [{ type: pkcs11.CKA_EC_PARAMS, value: curveP256 }]),
    ],
    [
      ...shared,
      { type: pkcs11.CKA_SIGN, value: true },
      { type: pkcs11.CKA_PRIVATE, value: true },
      { type: pkcs11.CKA_SENSITIVE, value: true },
      { type: pkcs11.CKA_EXTRACTABLE, value: false },
      { type: pkcs11.CKA_ALWAYS_AUTHENTICATE, value: job.alwaysAuthenticate },
    ],
  );
  const read = (type: number): Buffer => {
    const value = module.C_GetAttributeValue(session, pair.publicKey, [{ type }])[0]?.value;
    if (!Buffer.isBuffer(value)) throw new Error('the token hides a public key');
    return value;
  };
  const jwk = rsa
    ? { kty: 'RSA', n: base64url(read(pkcs11.CKA_MODULUS)), e: base64url(read(pkcs11.CKA_PUBLIC_EXPONENT)) }
    : pointJwk(read(pkcs11.CKA_EC_POINT).subarray(-64));
  return createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
}

const base64url = (bytes: Buffer): string => bytes.toString('base64url');

const pointJwk = (xy: Buffer) => ({
  kty: 'EC',
  crv: 'P-256',
  x: base64url(xy.subarray(0, 32)),
  y: base64url(xy.subarray(32)),
});

function storeCertificates(module: PKCS11, session: Handle, job: Common & { certificates: readonly string[] }): void {
  for (const [i, base64] of job.certificates.entries()) {
    const der = Buffer.from(base64, 'base64');
    module.C_CreateObject(session, [
      { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_CERTIFICATE },
      { type: pkcs11.CKA_CERTIFICATE_TYPE, value: pkcs11.CKC_X_509 },
      { type: pkcs11.CKA_TOKEN, value: true },
      { type: pkcs11.CKA_PRIVATE, value: false },
      { type: pkcs11.CKA_LABEL, value: i === 0 ? job.label : `CA ${i}` },
      { type: pkcs11.CKA_ID, value: Buffer.from(i === 0 ? job.id : `ca${i}`, i === 0 ? 'hex' : 'utf8') },
      { type: pkcs11.CKA_SUBJECT, value: subjectDer(der) },
      { type: pkcs11.CKA_VALUE, value: der },
    ]);
  }
}

const subjectDer = (der: Buffer): Buffer => Buffer.from(Certificate.fromBER(der).subject.toSchema().toBER());

function main(): ProvisionAnswer {
  const job = JSON.parse(readFileSync(0, 'utf8')) as ProvisionJob;
  const module = new pkcs11.PKCS11();
  module.load(process.argv[2] ?? '');
  module.C_Initialize({ flags: pkcs11.CKF_OS_LOCKING_OK });
  try {
    const slot = module.C_GetSlotList(true).find((one) => module.C_GetTokenInfo(one).label.trimEnd() === job.label);
    if (slot === undefined) throw new Error(`no token ${job.label}`);
    const tokenSerial = module.C_GetTokenInfo(slot).serialNumber.trimEnd();
    const session = module.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION);
    module.C_Login(session, pkcs11.CKU_USER, job.pin);
    if (job.step === 'key') return { tokenSerial, publicKeyPem: makeKey(module, session, job) };
    storeCertificates(module, session, job);
    return { tokenSerial };
  } finally {
    module.C_Finalize();
  }
}

process.stdout.write(JSON.stringify(main()));
