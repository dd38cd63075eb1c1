/**
 * A test certificate authority: a root, an intermediate for government offices, and the certificates of officers and
 * seals, all made by the openssl program. Keys that lie in a token are certified by their public half alone.
 */
import { randomBytes, X509Certificate } from 'node:crypto';
import { access, appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openssl, opensslTime, requestConfig } from './openssl.ts';

export type KeyType = 'rsa3072' | 'p256';

export interface Subject {
  readonly commonName: string;
  readonly organisation: string;
  readonly title?: string;
}

/** Epoch milliseconds: in the past for an expired certificate, in the future for one that is not yet valid. */
export interface Dates {
  readonly notBefore: number;
  readonly notAfter: number;
}

export interface KeyPairRequest extends Subject {
  readonly keyType?: KeyType;
  /** Two years from now when left out. */
  readonly dates?: Dates;
  /** What the certificate is for; documents when left out. */
  readonly purpose?: 'signer' | 'tsa' | 'responder';
  /** The intermediate when left out. */
  readonly issuer?: 'intermediate' | 'root';
}

export interface Issued {
  readonly der: Uint8Array;
  /** Upper-case hex, as `X509Certificate.serialNumber` writes it. */
  readonly serialHex: string;
}

export interface Authority {
  readonly folder: string;
  readonly rootDer: Uint8Array;
  readonly intermediateDer: Uint8Array;
  /** The intermediate, then the root. */
  readonly chainDer: readonly Uint8Array[];
  /** Certifies a public key whose private half is elsewhere, for `days` (730) from now. */
  certify(request: Subject & { readonly publicKeyPem: string; readonly days?: number }): Promise<Issued>;
  /** Makes the key pair too (PKCS #8), with dates at will. */
  issueKeyPair(request: KeyPairRequest): Promise<Issued & { readonly privateKeyPem: string }>;
  revoke(certificate: Uint8Array): Promise<void>;
  /** The intermediate's (or the root's) revocation list as of now, DER. */
  revocationList(issuer?: 'intermediate' | 'root'): Promise<Uint8Array>;
}

export interface AuthorityOptions {
  /** Of the authority's own keys; P-256 by default, which is made at once. */
  readonly keyType?: KeyType;
  readonly organisation?: string;
  /** Where certificates say that their status can be asked (of the status peer); nowhere when left out. */
  readonly statusUrl?: string;
}

const rootName = 'CA gốc thử nghiệm';
const intermediateName = 'CA thử nghiệm phục vụ các cơ quan Nhà nước';

/** The data base of the intermediate (`office`) or of the root (`top`). */
const database = (name: 'office' | 'top'): string => {
  const [suffix, issuer] = name === 'office' ? ['', 'intermediate'] : ['-root', 'root'];
  return `[${name}]
database = index${suffix}.txt
serial = serial.txt
crlnumber = crlnumber${suffix}.txt
new_certs_dir = issued
certificate = ${issuer}.pem
private_key = ${issuer}.key
default_md = sha256
default_crl_days = 7
crl_extensions = list
policy = any
string_mask = utf8only
utf8 = yes
unique_subject = no
preserve = yes
`;
};

/** What certificates issued by `name` say of their status: a responder and a list under one address. */
const places = (url: string | undefined, name: string): string =>
  url === undefined
    ? ''
    : `\nauthorityInfoAccess = OCSP;URI:${url}/ocsp/${name}\ncrlDistributionPoints = URI:${url}/crl/${name}`;

const extensions = (url: string | undefined): string => `
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[intermediate]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always${places(url, 'root')}
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always${places(url, 'intermediate')}
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always${places(url, 'intermediate')}
[responder]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[list]
authorityKeyIdentifier = keyid:always
[ca]
default_ca = office
${(['office', 'top'] as const).map(database).join('')}[any]
countryName = optional
organizationName = optional
title = optional
commonName = supplied
`;

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const serial = (): string =>
  `0x${(((randomBytes(1)[0] ?? 0) & 0x7f) | 0x40).toString(16)}${randomBytes(15).toString('hex')}`;

/** DER of a PEM certificate. */
const der = (pem: string): Uint8Array => new X509Certificate(pem).raw;

/** Opens the authority of a folder, making it first when the folder holds none. */
export async function createAuthority(folder: string, options: AuthorityOptions = {}): Promise<Authority> {
  await mkdir(folder, { recursive: true });
  if (!(await exists(join(folder, 'complete')))) await makeAuthority(folder, options);
  await finishRotations(folder);
  const rootDer = der(await readFile(join(folder, 'root.pem'), 'utf8'));
  const intermediateDer = der(await readFile(join(folder, 'intermediate.pem'), 'utf8'));
  return {
    folder,
    rootDer,
    intermediateDer,
    chainDer: [intermediateDer, rootDer],
    certify: (request) => certify(folder, request),
    issueKeyPair: (request) => issueKeyPair(folder, request),
    revoke: async (certificate) => {
      if (await revokeCertified(folder, certificate)) return;
      const name = `${randomBytes(8).toString('hex')}.pem`;
      await writeFile(join(folder, name), new X509Certificate(certificate).toString());
      await openssl(folder, 'ca', '-config', 'authority.cnf', '-revoke', name);
      await rm(join(folder, name));
    },
    revocationList: async (issuer = 'intermediate') => {
      const name = issuer === 'root' ? 'top' : 'office';
      const pem = await openssl(folder, 'ca', '-config', 'authority.cnf', '-name', name, '-gencrl');
      return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    },
  };
}

/**
 * The openssl program replaces a file of its data base by two renames: the old one away, the new one into its place. One
 * that was killed between them left none.
 */
async function finishRotations(folder: string): Promise<void> {
  for (const name of ['index.txt', 'index-root.txt', 'crlnumber.txt', 'crlnumber-root.txt']) {
    const path = join(folder, name);
    // One that is not there either is at work now, in the hands of a program that ends what it began.
    if (!(await exists(path))) await rename(`${path}.new`, path).catch(() => {});
  }
}

async function makeAuthority(folder: string, options: AuthorityOptions): Promise<void> {
  const { keyType = 'p256', organisation = 'Cơ quan chứng thực thử nghiệm' } = options;
  await mkdir(join(folder, 'issued'), { recursive: true });
  await writeFile(join(folder, 'authority.cnf'), extensions(options.statusUrl));
  await writeFile(join(folder, 'index.txt'), '');
  await writeFile(join(folder, 'index-root.txt'), '');
  await writeFile(join(folder, 'crlnumber.txt'), '01\n');
  await writeFile(join(folder, 'crlnumber-root.txt'), '01\n');
  await writeFile(join(folder, 'serial.txt'), '01\n');
  for (const [name, commonName] of [
    ['root', rootName],
    ['intermediate', intermediateName],
  ] as const) {
    await makeKey(folder, `${name}.key`, keyType);
    await writeFile(join(folder, `${name}.cnf`), requestConfig({ commonName, organisation }));
    await openssl(folder, 'req', '-new', '-config', `${name}.cnf`, '-key', `${name}.key`, '-out', `${name}.csr`);
    const signer = name === 'root' ? ['-signkey', 'root.key'] : ['-CA', 'root.pem', '-CAkey', 'root.key'];
    await openssl(
      folder,
      ...['x509', '-req', '-in', `${name}.csr`, ...signer, '-set_serial', serial(), '-days', '3650', '-sha256'],
      ...['-extfile', 'authority.cnf', '-extensions', name, '-out', `${name}.pem`],
    );
  }
  await record(folder, 'index-root.txt', await readFile(join(folder, 'intermediate.pem'), 'utf8'));
  // The request's own key is a throw-away: the certified key is put in its place.
  await makeKey(folder, 'request.key', 'p256');
  await writeFile(join(folder, 'complete'), '');
}

async function makeKey(folder: string, name: string, keyType: KeyType): Promise<void> {
  const how =
    keyType === 'rsa3072'
      ? ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072']
      : ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  await openssl(folder, 'genpkey', ...how, '-quiet', '-out', name);
}

async function certify(
  folder: string,
  request: Subject & { readonly publicKeyPem: string; readonly days?: number },
): Promise<Issued> {
  return withNames(folder, ['cnf', 'pub', 'csr', 'pem'], async (of) => {
    await writeFile(join(folder, of('cnf')), requestConfig(request));
    await writeFile(join(folder, of('pub')), request.publicKeyPem);
    await openssl(folder, 'req', '-new', '-config', of('cnf'), '-key', 'request.key', '-out', of('csr'));
    await openssl(
      folder,
      ...[
        'x509',
        '-req',
        '-in',
        of('csr'),
        '-force_pubkey',
        of('pub'),
        '-sha256',
        '-days',
        String(request.days ?? 730),
      ],
      ...['-CA', 'intermediate.pem', '-CAkey', 'intermediate.key', '-set_serial', serial()],
      ...['-extfile', 'authority.cnf', '-extensions', 'signer', '-out', of('pem')],
    );
    await record(folder, 'index.txt', await readFile(join(folder, of('pem')), 'utf8'));
    return issued(folder, of('pem'));
  });
}

/** Enters a certificate that `openssl x509` made into the data base from which its status is told. */
async function record(folder: string, index: string, pem: string): Promise<void> {
  const { serialNumber, validToDate } = new X509Certificate(pem);
  await appendFile(
    join(folder, index),
    `V\t${opensslTime(validToDate.getTime())}\t\t${serialNumber}\tunknown\t/CN=certified\n`,
  );
}

/** The program revokes only what it entered itself, by its name. False for such a certificate. */
async function revokeCertified(folder: string, certificate: Uint8Array): Promise<boolean> {
  const { serialNumber } = new X509Certificate(certificate);
  const path = join(folder, 'index.txt');
  const index = await readFile(path, 'utf8');
  const entry = index.split('\n').find((line) => line.endsWith(`\t${serialNumber}\tunknown\t/CN=certified`));
  if (entry === undefined) return false;
  const [, until = ''] = entry.split('\t');
  // The moment of revocation is read as a UTCTime, with two digits for the year.
  const revoked = entry.replace(`V\t${until}\t\t`, `R\t${until}\t${opensslTime(Date.now()).slice(2)}\t`);
  await writeFile(path, index.replace(entry, revoked));
  return true;
}

async function issueKeyPair(folder: string, request: KeyPairRequest): Promise<Issued & { privateKeyPem: string }> {
  const { keyType = 'p256', dates, purpose = 'signer', issuer = 'intermediate' } = request;
  return withNames(folder, ['key', 'cnf', 'csr', 'pem'], async (of) => {
    await makeKey(folder, of('key'), keyType);
    await writeFile(join(folder, of('cnf')), requestConfig(request));
    await openssl(folder, 'req', '-new', '-config', of('cnf'), '-key', of('key'), '-out', of('csr'));
    const from = opensslTime(dates?.notBefore ?? Date.now() - 60_000);
    const to = opensslTime(dates?.notAfter ?? Date.now() + 730 * 86_400_000);
    await openssl(
      folder,
      ...['ca', '-batch', '-notext', '-config', 'authority.cnf', '-in', of('csr'), '-out', of('pem'), '-rand_serial'],
      ...['-startdate', from, '-enddate', to, '-extfile', 'authority.cnf', '-extensions', purpose],
      ...['-name', issuer === 'root' ? 'top' : 'office'],
    );
    const privateKeyPem = await readFile(join(folder, of('key')), 'utf8');
    return { ...(await issued(folder, of('pem'))), privateKeyPem };
  });
}

async function issued(folder: string, name: string): Promise<Issued> {
  const x509 = new X509Certificate(await readFile(join(folder, name), 'utf8'));
  return { der: x509.raw, serialHex: x509.serialNumber };
}

/** Runs `work` with file names of its own and removes those files. */
async function withNames<T>(
  folder: string,
  kinds: readonly string[],
  work: (of: (kind: string) => string) => Promise<T>,
): Promise<T> {
  const name = randomBytes(8).toString('hex');
  const of = (kind: string): string => `${name}.${kind}`;
  try {
    return await work(of);
  } finally {
    await Promise.all(kinds.map((kind) => rm(join(folder, of(kind)), { force: true })));
  }
}
