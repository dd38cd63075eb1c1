import { execFile } from 'node:child_process';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createAuthority } from '../peers/pki/authority.ts';

const run = promisify(execFile);
const nicks = ['signer', 'seal'] as const;

/** Milliseconds that the programs took, each with the fsync of what it wrote. */
export interface PeerTimes {
  readonly composeMs: number;
  readonly signMs: number;
}

/**
 * The peer: `img2pdf` puts the pages into a PDF, `pdfsig -add-signature` of poppler signs it twice with RSA-3072 keys
 * in NSS's software token. It makes no PDF/A, no attestation page, no appearance, checks nothing and encrypts nothing.
 */
export class Peer {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the keys, their certificates and the NSS database. */
  static async prepare(folder: string): Promise<Peer> {
    const nss = join(folder, 'nss');
    await mkdir(nss, { recursive: true });
    await run('certutil', ['-N', '-d', `sql:${nss}`, '--empty-password']);
    const authority = await createAuthority(join(folder, 'pki'));
    for (const nick of nicks) {
      const names = { commonName: `Bench ${nick}`, organisation: 'Bench' };
      const { der, privateKeyPem } = await authority.issueKeyPair({ ...names, keyType: 'rsa3072' });
      const at = (kind: string): string => join(folder, `${nick}.${kind}`);
      await writeFile(at('key'), privateKeyPem, { mode: 0o600 });
      await writeFile(at('der'), der);
      await run('openssl', ['x509', '-inform', 'DER', '-in', at('der'), '-out', at('pem')]);
      const bundle = ['-inkey', at('key'), '-in', at('pem'), '-name', nick, '-out', at('p12'), '-passout', 'pass:'];
      await run('openssl', ['pkcs12', '-export', ...bundle]);
      await run('pk12util', ['-i', at('p12'), '-d', `sql:${nss}`, '-W', '']);
    }
    await importAuthority(nss, folder, authority.chainDer);
    return new Peer(folder);
  }

  async make(pages: readonly Buffer[]): Promise<PeerTimes> {
    const folder = join(this.#folder, 'work');
    await mkdir(folder, { recursive: true });
    try {
      const names = pages.map((_, n) => join(folder, `${String(n).padStart(3, '0')}.jpg`));
      await Promise.all(pages.map((page, n) => writeFile(names[n] ?? '', page)));
      const files = ['base.pdf', 'signed.pdf', 'sealed.pdf'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      const begun = performance.now();
      await run('img2pdf', [...names, '--output', files[0]]);
      await sync(files[0]);
      const composed = performance.now();
      await this.#sign('signer', files[0], files[1]);
      await this.#sign('seal', files[1], files[2]);
      return { composeMs: composed - begun, signMs: performance.now() - composed };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #sign(nick: string, from: string, to: string): Promise<void> {
    const key = ['-nssdir', `sql:${join(this.#folder, 'nss')}`, '-nick', nick, '-nss-pwd', ''];
    await run('pdfsig', [from, to, '-add-signature', '-no-ocsp', ...key]);
    await sync(to);
  }
}

async function importAuthority(nss: string, folder: string, chain: readonly Uint8Array[]): Promise<void> {
  for (const [n, der] of chain.entries()) {
    const path = join(folder, `authority-${n}.der`);
    await writeFile(path, der);
    await run('certutil', ['-A', '-d', `sql:${nss}`, '-n', `authority ${n}`, '-t', 'CT,C,C', '-i', path]);
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
