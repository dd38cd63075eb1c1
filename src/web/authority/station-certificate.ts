import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../common/clock.ts';
import { writeDurably } from '../../common/durable-file.ts';
import type { Logger } from '../../common/log.ts';
import type { Store } from '../../store/index.ts';
import type { Credential } from './certificates.ts';
import { permittedNames } from './permitted-names.ts';

/** So long before its end a certificate is renewed (milliseconds): a station may be switched off for weeks. */
export const renewBeforeMs = 90 * 86_400_000;

/** After a renewal that could not be made the next try (milliseconds). */
const retryMs = 3_600_000;

/** Where the certificates are, for which names, and the journal that says when one was made. */
export interface CertificateOptions {
  readonly state: string;
  readonly names: readonly string[];
  readonly store: Pick<Store, 'write' | 'journal'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What a person compares or is told of the authority. */
export interface AuthorityFacts {
  readonly pem: string;
  readonly der: Buffer;
  /** Upper-case hexadecimal without colons; SHA-1 because Windows shows no other. */
  readonly sha256: string;
  readonly sha1: string;
  readonly notAfter: number;
  /** The names it may vouch for. */
  readonly names: readonly string[];
}

/** Writes a new authority and the server certificate under it. Every screen has to trust the authority anew. */
export async function makeCertificates(
  state: string,
  organisation: string,
  names: readonly string[],
  at: number,
): Promise<void> {
  const { createAuthority, issueServerCertificate } = await import('./certificates.ts');
  const authority = await createAuthority(organisation || 'Trạm', names, at);
  await writeDurably(join(state, 'authority.key'), authority.keyPem);
  await writeDurably(join(state, 'authority.pem'), authority.certificatePem);
  await writeServer(state, await issueServerCertificate(authority, names, at));
}

/** The facts of the authority in a state folder. */
export async function readAuthority(state: string): Promise<AuthorityFacts> {
  return authorityFacts(await readFile(join(state, 'authority.pem'), 'utf8'));
}

/** What an authority's certificate (PEM) says. */
export function authorityFacts(pem: string): AuthorityFacts {
  const certificate = new X509Certificate(pem);
  return {
    pem,
    der: certificate.raw,
    sha256: certificate.fingerprint256.replaceAll(':', ''),
    sha1: certificate.fingerprint.replaceAll(':', ''),
    notAfter: certificate.validToDate.getTime(),
    names: permittedNames(certificate.raw),
  };
}

/**
 * The station's server certificate. It is made anew, under the same authority, when its end comes near, when the names
 * have changed, and when key and certificate do not belong together (a power cut between the two files).
 */
export class StationCertificate {
  readonly #options: CertificateOptions;
  #running: Promise<Credential | null> | null = null;
  #listener: (made: Credential) => void = () => {};
  /** The interval in which there is nothing to do, by the last look. */
  #quiet = { from: 0, to: 0 };

  constructor(options: CertificateOptions) {
    this.#options = options;
  }

  /** Hears of each certificate that is made from now on. */
  onNew(listener: (made: Credential) => void): void {
    this.#listener = listener;
  }

  /** Key and certificate to serve with, renewed if need be. Throws when there are none and none can be made. */
  async read(): Promise<Credential> {
    const renewed = await this.renew();
    return renewed ?? (await readServer(this.#options.state));
  }

  /** Renews when it is due; answers the new key and certificate, or null. One that cannot be made is logged. */
  async renew(): Promise<Credential | null> {
    const now = this.#options.clock.now();
    if (now >= this.#quiet.from && now < this.#quiet.to) return null;
    this.#running ??= this.#renew(now)
      .catch((error: unknown) => {
        // What is served goes on being served: the certificate has weeks left, or a person has to look after it.
        this.#options.log.error({ err: error }, 'the certificate could not be renewed');
        this.#quiet = { from: now, to: now + retryMs };
        return null;
      })
      .finally(() => {
        this.#running = null;
      });
    return await this.#running;
  }

  async #renew(now: number): Promise<Credential | null> {
    const { state, store, log } = this.#options;
    const authority = await readAuthority(state);
    const names = this.#options.names.filter((name) => covers(authority.names, name));
    const beyond = this.#options.names.filter((name) => !names.includes(name));
    if (beyond.length > 0) log.warn({ names: beyond }, 'the authority may not vouch for these names: make a new one');
    const server = await readServer(state).catch(() => null);
    if (server) this.#quiet = quietTime(authority, server, names);
    if (now >= this.#quiet.from && now < this.#quiet.to) return null;
    const issuer = new X509Certificate(authority.pem);
    if (now < issuer.validFromDate.getTime() || now >= issuer.validToDate.getTime()) {
      // A clock that is wrong must not make a certificate that nobody takes; an authority at its end needs a person.
      log.warn({ notAfter: authority.notAfter }, 'the authority is not valid today: the certificate stays as it is');
      this.#quiet = { from: now, to: now + retryMs };
      return null;
    }
    const keyPem = await readFile(join(state, 'authority.key'), 'utf8');
    // Loaded when a certificate is made, which is seldom: it brings a library of 14 MB.
    const { issueServerCertificate } = await import('./certificates.ts');
    const made = await issueServerCertificate({ certificatePem: authority.pem, keyPem }, names, now);
    await writeServer(state, made);
    this.#quiet = quietTime(authority, made, names);
    const { fingerprint256 } = new X509Certificate(made.certificatePem);
    store.write((tx) => {
      store.journal.append(tx, {
        actor: 'station',
        role: 'station',
        act: 'renew-certificate',
        objectType: 'station',
        objectId: 'server-certificate',
        facts: { sha256: fingerprint256.replaceAll(':', '').toLowerCase(), names: names.length },
      });
    });
    this.#listener(made);
    return made;
  }
}

/** RFC 5280 §4.2.1.10: a DNS name also stands for the names under it. */
function covers(permitted: readonly string[], name: string): boolean {
  return permitted.some((one) => name === one || name.endsWith(`.${one}`));
}

/** From when until when a certificate may stay as it is; empty when it must go at once. */
function quietTime(
  authority: AuthorityFacts,
  server: Credential,
  names: readonly string[],
): { from: number; to: number } {
  const none = { from: 0, to: 0 };
  try {
    const certificate = new X509Certificate(server.certificatePem);
    if (!certificate.checkPrivateKey(createPrivateKey(server.keyPem))) return none;
    if (!certificate.verify(new X509Certificate(authority.pem).publicKey)) return none;
    if (namesIn(certificate).join() !== [...names].sort().join()) return none;
    const to = certificate.validToDate.getTime();
    // Under an authority that ends soon there is nothing longer to be had.
    return { from: certificate.validFromDate.getTime(), to: to === authority.notAfter ? to : to - renewBeforeMs };
  } catch {
    return none;
  }
}

function namesIn(certificate: X509Certificate): string[] {
  const names = (certificate.subjectAltName ?? '').split(', ').map((entry) => entry.replace(/^(DNS|IP Address):/, ''));
  return names.sort();
}

async function readServer(state: string): Promise<Credential> {
  const [keyPem, certificatePem] = await Promise.all(
    ['server.key', 'server.pem'].map((file) => readFile(join(state, file), 'utf8')),
  );
  return { keyPem: keyPem ?? '', certificatePem: certificatePem ?? '' };
}

async function writeServer(state: string, { keyPem, certificatePem }: Credential): Promise<void> {
  await writeDurably(join(state, 'server.key'), keyPem);
  await writeDurably(join(state, 'server.pem'), certificatePem);
}
