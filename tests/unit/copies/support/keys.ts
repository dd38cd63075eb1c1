import { execFileSync } from 'node:child_process';
import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignatureAlgorithm } from '../../../../src/copies/sign/cms.ts';
import type { SoftToken } from '../../../peers/vgca/pdf-signer.ts';

/** A software key with its certificate, as a token would offer them. */
export interface Signer {
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
  readonly algorithm: SignatureAlgorithm;
  readonly commonName: string;
  /** The token's work: signs bytes whose SHA-256 is taken inside. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** A signer of a key pair, RSA or P-256; the private key in PEM. */
export function signerOf(certificate: Uint8Array, privateKeyPem: string | Buffer, commonName: string): Signer {
  const key = createPrivateKey(privateKeyPem);
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'rsa-pkcs1-sha256' : 'ecdsa-sha256';
  return { certificate, key, algorithm, commonName, sign: (bytes) => sign('sha256', bytes, key) };
}

/** The same key pair for the stand-in of the government signing client. */
export function softToken({ certificate, key }: Signer): SoftToken {
  return {
    certificatePem: new X509Certificate(certificate).toString(),
    privateKeyPem: String(key.export({ type: 'pkcs8', format: 'pem' })),
  };
}

/** A root with one issuing authority under it, made by openssl in a temporary folder that is gone afterwards. */
export interface Authority {
  readonly root: Uint8Array;
  readonly issuing: Uint8Array;
  /** Signer on RSA-3072, seal on P-256. */
  readonly signer: Signer;
  readonly seal: Signer;
  /** A second officer whose certificate the same authority issued. */
  readonly stranger: Signer;
  /** Its term ended in 2025. */
  readonly expired: Signer;
  /** May identify its holder to a server and sign nothing. */
  readonly wrongUsage: Signer;
  /** Issued by the clerk, whose certificate claims the usage of an authority and is none. */
  readonly selfMade: Signer;
  readonly clerk: Signer;
  /** Issued by an authority that the issuing one may not have below it. */
  readonly tooDeep: Signer;
  readonly below: Uint8Array;
}

const authorityExtensions = (path: string): string =>
  `basicConstraints=critical,CA:TRUE${path}\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n`;
const leafExtensions = (usage: string): string =>
  `basicConstraints=CA:FALSE\nkeyUsage=critical,${usage}\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n`;

export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'tram-copies-pki-'));
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const der = (name: string): Uint8Array => new X509Certificate(readFileSync(join(folder, `${name}.crt`))).raw;
  let serial = 4096;

  const issue = (
    name: string,
    subject: string,
    keySpec: string[],
    extensions: string,
    days: number,
    issuer?: string,
  ): void => {
    openssl('genpkey', ...keySpec, '-out', `${name}.key`);
    openssl('req', '-new', '-key', `${name}.key`, '-utf8', '-subj', subject, '-out', `${name}.csr`);
    writeFileSync(join(folder, `${name}.ext`), extensions);
    const by = issuer === undefined ? ['-signkey', `${name}.key`] : ['-CA', `${issuer}.crt`, '-CAkey', `${issuer}.key`];
    const set = ['-set_serial', String(serial++), '-extfile', `${name}.ext`, '-days', String(days), '-sha256'];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, ...set, '-out', `${name}.crt`);
  };
  const ec = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'];
  const signer = (
    name: string,
    commonName: string,
    keySpec: string[],
    usage = 'digitalSignature,nonRepudiation',
    days = 3650,
    issuer = 'issuing',
  ): Signer => {
    issue(name, `/C=VN/O=UBND xã Bản Liền/CN=${commonName}`, keySpec, leafExtensions(usage), days, issuer);
    return signerOf(der(name), readFileSync(join(folder, `${name}.key`)), commonName);
  };

  try {
    issue('root', '/C=VN/O=Cơ yếu thử nghiệm/CN=Gốc thử nghiệm', ec, authorityExtensions(''), 7300);
    const below = authorityExtensions(',pathlen:0');
    issue('issuing', '/C=VN/O=Cơ yếu thử nghiệm/CN=Cấp phát thử nghiệm', ec, below, 7300, 'root');
    issue('below', '/C=VN/O=Cơ yếu thử nghiệm/CN=Cấp dưới', ec, authorityExtensions(''), 7300, 'issuing');
    return {
      below: der('below'),
      root: der('root'),
      issuing: der('issuing'),
      signer: signer('signer', 'Hoàng Thị Mỷ Ngọc', rsa),
      seal: signer('seal', 'Ủy ban nhân dân xã Bản Liền', ec),
      stranger: signer('stranger', 'Vàng A Sử', ec),
      expired: signer('expired', 'Lý Thị Mai', ec, undefined, 1),
      wrongUsage: signer('server', 'tram.local', ec, 'keyAgreement'),
      clerk: signer('clerk', 'Văn phòng', ec, 'digitalSignature,keyCertSign', 3650, 'root'),
      selfMade: signer('self-made', 'Tự cấp', ec, undefined, 30, 'clerk'),
      tooDeep: signer('too-deep', 'Quá sâu', ec, undefined, 30, 'below'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
