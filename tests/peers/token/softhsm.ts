/**
 * An office's tokens in SoftHSM: a folder with `softhsm2.conf` and any number of tokens, each with one key pair, its
 * certificate by a test authority, and the issuer's certificate beside it. Keys are made in the token.
 */
import { execFile } from 'node:child_process';
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeDurably } from '../../../src/common/durable-file.ts';
import type { Authority, Dates, Issued, KeyType, Subject } from '../pki/authority.ts';
import type { ProvisionAnswer, ProvisionJob } from './provision.ts';

export const softhsmModule = '/usr/lib/softhsm/libsofthsm2.so';

export interface TokenSpec extends Subject {
  readonly label: string;
  readonly pin: string;
  readonly soPin: string;
  readonly keyType: KeyType;
  /** Unusual dates: the key is then made outside and imported. */
  readonly dates?: Dates;
  /** Also sets CKA_ALWAYS_AUTHENTICATE: the PIN is wanted again for each signature. */
  readonly alwaysAuthenticate?: boolean;
  /** Leaves the public key object out, as some real tokens do. */
  readonly withoutPublicKey?: boolean;
}

export interface ProvisionedToken {
  readonly label: string;
  readonly tokenSerial: string;
  readonly certificateDer: Uint8Array;
  /** Lower-case hex. */
  readonly certificateSha256: string;
  /** Upper-case hex. */
  readonly serialHex: string;
}

export interface ProvisionedTokens {
  readonly modulePath: string;
  readonly confPath: string;
  /** What the module wants in its environment. */
  readonly env: { readonly SOFTHSM2_CONF: string };
  /** In the order of the specifications. */
  readonly tokens: readonly ProvisionedToken[];
}

const manifestName = 'tokens.json';

/** Makes the tokens of `specs`, or takes those that an earlier call made in this folder for the same specifications. */
export async function provisionTokens(
  folder: string,
  authority: Authority,
  specs: readonly TokenSpec[],
): Promise<ProvisionedTokens> {
  const root = resolve(folder);
  const confPath = join(root, 'softhsm2.conf');
  const wanted = createHash('sha256').update(authority.intermediateDer).update(JSON.stringify(specs)).digest('hex');
  const env = { SOFTHSM2_CONF: confPath };
  const earlier = await readManifest(root);
  if (earlier?.wanted !== wanted) {
    await rm(join(root, 'tokens'), { recursive: true, force: true });
    await mkdir(join(root, 'tokens'), { recursive: true, mode: 0o700 });
    await writeFile(
      confPath,
      `directories.tokendir = ${join(root, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n`,
    );
  }
  const certificates =
    earlier?.wanted === wanted
      ? earlier.tokens
      : await oneByOne(specs, (spec) => provisionOne(root, env, authority, spec));
  if (earlier?.wanted !== wanted) {
    await keepIntact(root);
    await writeDurably(join(root, manifestName), JSON.stringify({ wanted, tokens: certificates }, null, 2));
  }
  return { modulePath: softhsmModule, confPath, env, tokens: certificates.map(describe) };
}

/** What SoftHSM keeps of a token besides its objects. */
const tokenFile = 'token.object';

async function keepIntact(root: string): Promise<void> {
  await rm(join(root, 'intact'), { recursive: true, force: true });
  for (const token of await readdir(join(root, 'tokens'))) {
    await cp(join(root, 'tokens', token, tokenFile), join(root, 'intact', token));
  }
}

/**
 * SoftHSM empties a token's file and writes it anew at each login: a module that is killed in between leaves a token that is
 * none any more. A real token has no such moment, so the stand-in is given its file back. No host may run meanwhile.
 */
export async function mendTornTokens(folder: string): Promise<void> {
  const intact = await readdir(join(folder, 'intact')).catch(() => []);
  for (const token of intact) {
    const [whole, now] = [join(folder, 'intact', token), join(folder, 'tokens', token, tokenFile)];
    const length = await stat(now).then(
      ({ size }) => size,
      () => null,
    );
    // Not plugged in, or whole.
    if (length === null || length >= (await stat(whole)).size) continue;
    await writeDurably(now, await readFile(whole));
  }
}

/** SoftHSM looks for a free slot in the folder: two that are made at once may find the same one. */
async function oneByOne<S, T>(specs: readonly S[], make: (spec: S) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (const spec of specs) made.push(await make(spec));
  return made;
}

interface Stored {
  readonly label: string;
  readonly tokenSerial: string;
  readonly certificate: string;
}

async function readManifest(root: string): Promise<{ wanted: string; tokens: Stored[] } | undefined> {
  try {
    return JSON.parse(await readFile(join(root, manifestName), 'utf8')) as { wanted: string; tokens: Stored[] };
  } catch {
    return undefined;
  }
}

function describe({ label, tokenSerial, certificate }: Stored): ProvisionedToken {
  const x509 = new X509Certificate(Buffer.from(certificate, 'base64'));
  return {
    label,
    tokenSerial,
    certificateDer: x509.raw,
    certificateSha256: createHash('sha256').update(x509.raw).digest('hex'),
    serialHex: x509.serialNumber,
  };
}

async function provisionOne(
  root: string,
  env: { readonly SOFTHSM2_CONF: string },
  authority: Authority,
  spec: TokenSpec,
): Promise<Stored> {
  const { label, pin, soPin, keyType } = spec;
  const id = randomBytes(8).toString('hex');
  const login = { label, pin, id };
  const options = {
    alwaysAuthenticate: spec.alwaysAuthenticate ?? false,
    withoutPublicKey: spec.withoutPublicKey ?? false,
  };
  // Each step is a process of its own: SoftHSM's state is the process's, and several offices may be made at once.
  await promisify(execFile)(
    'softhsm2-util',
    ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', soPin],
    {
      env: { ...process.env, ...env },
    },
  );
  let issued: Issued;
  let tokenSerial: string;
  if (spec.dates === undefined) {
    const made = await provision(env, { ...login, ...options, step: 'key', keyType });
    issued = await authority.certify({ ...spec, publicKeyPem: made.publicKeyPem ?? '' });
    tokenSerial = made.tokenSerial;
  } else {
    const pair = await authority.issueKeyPair({ ...spec, dates: spec.dates });
    const pem = join(root, `${id}.pem`);
    await writeFile(pem, pair.privateKeyPem, { mode: 0o600 });
    const importing = ['--import', pem, '--token', label, '--label', label, '--id', id, '--pin', pin];
    await promisify(execFile)('softhsm2-util', importing, { env: { ...process.env, ...env } });
    await rm(pem);
    issued = pair;
    tokenSerial = '';
  }
  const certificates = [issued.der, authority.intermediateDer].map((der) => Buffer.from(der).toString('base64'));
  const stored = await provision(env, { ...login, ...options, step: 'certificates', certificates });
  return { label, tokenSerial: tokenSerial || stored.tokenSerial, certificate: certificates[0] ?? '' };
}

const provisionProgram = fileURLToPath(new URL('./provision.ts', import.meta.url));

async function provision(env: { readonly SOFTHSM2_CONF: string }, job: ProvisionJob): Promise<ProvisionAnswer> {
  const child = promisify(execFile)(process.execPath, [provisionProgram, softhsmModule], {
    env: { ...process.env, ...env },
  });
  child.child.stdin?.end(JSON.stringify(job));
  return JSON.parse((await child).stdout) as ProvisionAnswer;
}
