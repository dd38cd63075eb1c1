/**
 * A responder (RFC 6960) and a place of revocation lists for a test authority, on 127.0.0.1. The openssl program makes
 * every answer from the authority's own data base; this file only carries bytes, strictly, and misbehaves on demand.
 */
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authority } from './authority.ts';
import { bodyOf, type Misbehaviour, misbehave, serve } from './misbehaviour.ts';
import { openssl } from './openssl.ts';

export type IssuerName = 'root' | 'intermediate';

/** Beside the common ways: a responder that is busy in its own words, one nobody authorised, an old list, a redirect. */
export type StatusMisbehaviour =
  | Misbehaviour
  | 'try-later'
  | 'unauthorised'
  | 'wrong-nonce'
  | { readonly redirect: string };

export interface StatusServer {
  readonly url: string;
  /** Whom it answers for: the authority can name this server only once its address is known. */
  serveFor(authority: Authority): Promise<void>;
  /** How responder and lists behave from now on. */
  readonly behave: { ocsp: StatusMisbehaviour | undefined; crl: StatusMisbehaviour | undefined };
  /** The paths asked so far. */
  readonly asked: string[];
  stop(): Promise<void>;
}

export async function startStatusServer(port = 0): Promise<StatusServer> {
  const behave: StatusServer['behave'] = { ocsp: undefined, crl: undefined };
  const asked: string[] = [];
  let authority: Authority | undefined;
  const server = await serve(async (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const [, kind, name] = /^\/(ocsp|crl)\/(root|intermediate)$/.exec(path) ?? [];
    if (authority === undefined || kind === undefined) {
      response.writeHead(404).end();
      return;
    }
    const how = kind === 'ocsp' ? behave.ocsp : behave.crl;
    const body = await bodyOf(request);
    if (typeof how === 'object') {
      response.writeHead(302, { location: how.redirect }).end();
    } else if (how === 'try-later') {
      response.writeHead(200).end(Buffer.from('30030a0103', 'hex'));
    } else if (how !== undefined && how !== 'unauthorised' && how !== 'wrong-nonce') {
      misbehave(how, response);
    } else if (kind === 'crl') {
      response.writeHead(request.method === 'GET' ? 200 : 405, { 'content-type': 'application/pkix-crl' });
      response.end(await authority.revocationList(name as IssuerName));
    } else if (request.method !== 'POST' || request.headers['content-type'] !== 'application/ocsp-request') {
      response.writeHead(415).end();
    } else {
      response.writeHead(200, { 'content-type': 'application/ocsp-response' });
      response.end(await respond(authority.folder, name as IssuerName, body, how));
    }
  }, port);
  return {
    url: server.url,
    serveFor: async (one) => {
      await makeResponders(one);
      authority = one;
    },
    behave,
    asked,
    stop: server.stop,
  };
}

/** One responder under each issuer, and one that may not answer for anybody. */
async function makeResponders(authority: Authority): Promise<void> {
  for (const [name, issuer, purpose] of [
    ['responder-intermediate', 'intermediate', 'responder'],
    ['responder-root', 'root', 'responder'],
    ['unauthorised', 'intermediate', 'signer'],
  ] as const) {
    const subject = { commonName: name, organisation: 'Cơ quan chứng thực thử nghiệm' };
    const pair = await authority.issueKeyPair({ ...subject, issuer, purpose });
    await writeFile(join(authority.folder, `${name}.pem`), new X509Certificate(pair.der).toString());
    await writeFile(join(authority.folder, `${name}.key`), pair.privateKeyPem);
  }
}

async function respond(
  folder: string,
  issuer: IssuerName,
  request: Buffer,
  how: 'unauthorised' | 'wrong-nonce' | undefined,
): Promise<Buffer> {
  const own = await mkdtemp(join(tmpdir(), 'tram-ocsp-'));
  const signer = how === 'unauthorised' ? 'unauthorised' : `responder-${issuer}`;
  // The nonce is the last thing in a request.
  const asked = Buffer.from(request);
  if (how === 'wrong-nonce') asked[asked.length - 1] = (asked.at(-1) ?? 0) ^ 1;
  try {
    await writeFile(join(own, 'request.der'), asked);
    await openssl(
      folder,
      ...['ocsp', '-index', issuer === 'root' ? 'index-root.txt' : 'index.txt', '-CA', `${issuer}.pem`],
      ...['-rsigner', `${signer}.pem`, '-rkey', `${signer}.key`, '-nmin', '60'],
      ...['-reqin', join(own, 'request.der'), '-respout', join(own, 'response.der')],
    );
    return await readFile(join(own, 'response.der'));
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}
