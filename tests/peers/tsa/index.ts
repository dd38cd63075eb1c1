/**
 * A time-stamping authority (RFC 3161 over HTTP) on 127.0.0.1. The openssl program makes every token; this file only
 * carries bytes, strictly, and misbehaves on demand.
 */
import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authority } from '../pki/authority.ts';
import { bodyOf, type Misbehaviour, misbehave, serve } from '../pki/misbehaviour.ts';
import { openssl } from '../pki/openssl.ts';

/**
 * Beside the common ways: another nonce or imprint than asked, a certificate whose term is over or that is for documents,
 * a refusal, the right answer twice in one body, the answer to the question before.
 */
export type TsaMisbehaviour =
  | Misbehaviour
  | 'wrong-nonce'
  | 'wrong-imprint'
  | 'expired'
  | 'wrong-purpose'
  | 'refused'
  | 'twice'
  | 'again';

export interface Tsa {
  readonly url: string;
  /** How it behaves from now on. */
  behave: TsaMisbehaviour | undefined;
  /** How many questions came. */
  asked: number;
  /** Of its current key. */
  readonly certificate: Uint8Array;
  /** Gives it a new key and certificate, as after a revocation. */
  renew(): Promise<void>;
  stop(): Promise<void>;
}

const config = `
[tsa]
default_tsa = station
[station]
serial = serial.txt
crypto_device = builtin
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`;

/** @param own  a folder for its keys, made anew at each start; one among the temporary folders when left out */
export async function startTsa(authority: Authority, port = 0, own?: string): Promise<Tsa> {
  if (own !== undefined) {
    await rm(own, { recursive: true, force: true });
    await mkdir(own, { mode: 0o700 });
  }
  const folder = own ?? (await mkdtemp(join(tmpdir(), 'tram-tsa-')));
  await writeFile(join(folder, 'tsa.cnf'), config);
  await writeFile(join(folder, 'serial.txt'), '01\n');
  await writeFile(join(folder, 'chain.pem'), new X509Certificate(authority.intermediateDer).toString());
  const organisation = 'Cơ quan chứng thực thử nghiệm';
  const past = { notBefore: Date.now() - 20 * 86_400_000, notAfter: Date.now() - 86_400_000 };
  // Its certificate lasts longer than those of signers, as with real authorities.
  const long = { notBefore: Date.now() - 60_000, notAfter: Date.now() + 5 * 365 * 86_400_000 };
  const commonName = 'Dấu thời gian thử nghiệm';
  const pairs = {
    tsa: await authority.issueKeyPair({ commonName, organisation, purpose: 'tsa', dates: long }),
    expired: await authority.issueKeyPair({ commonName: 'Đã hết hạn', organisation, purpose: 'tsa', dates: past }),
    documents: await authority.issueKeyPair({ commonName: 'Ký văn bản', organisation }),
  };
  const keep = async (name: string, pair: (typeof pairs)['tsa']): Promise<void> => {
    await writeFile(join(folder, `${name}.pem`), new X509Certificate(pair.der).toString());
    await writeFile(join(folder, `${name}.key`), pair.privateKeyPem);
  };
  for (const [name, pair] of Object.entries(pairs)) await keep(name, pair);
  let certificate = pairs.tsa.der;
  let last: Buffer = Buffer.alloc(0);
  // One at a time: the openssl program keeps the serial number in a file.
  let turn: Promise<unknown> = Promise.resolve();
  const server = await serve(async (request, response) => {
    tsa.asked += 1;
    const body = await bodyOf(request);
    const how = tsa.behave;
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/timestamp-query') {
      response.writeHead(415).end();
      return;
    }
    if (how === 'refused') {
      response.writeHead(200).end(Buffer.from('30053003020102', 'hex'));
      return;
    }
    if (how !== undefined && how !== 'twice' && how !== 'again' && !isFalseToken(how)) {
      misbehave(how, response);
      return;
    }
    const falsely = how === 'twice' || how === 'again' ? undefined : how;
    const made = how === 'again' ? Promise.resolve(last) : turn.then(() => reply(folder, body, falsely));
    turn = made.catch(() => undefined);
    last = await made;
    const sent = how === 'twice' ? Buffer.concat([last, last]) : last;
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(sent);
  }, port);
  const tsa: Tsa = {
    url: `${server.url}/tsa`,
    behave: undefined,
    asked: 0,
    get certificate() {
      return certificate;
    },
    renew: async () => {
      const pair = await authority.issueKeyPair({ commonName, organisation, purpose: 'tsa', dates: long });
      await keep('tsa', pair);
      certificate = pair.der;
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return tsa;
}

type FalseToken = 'wrong-nonce' | 'wrong-imprint' | 'expired' | 'wrong-purpose';
const isFalseToken = (how: TsaMisbehaviour): how is FalseToken =>
  ['wrong-nonce', 'wrong-imprint', 'expired', 'wrong-purpose'].includes(how);

async function reply(folder: string, query: Buffer, how: FalseToken | undefined): Promise<Buffer> {
  const asked = Buffer.from(query);
  // A question with certReq ends in the nonce and then three octets; its digest follows the only tag and length 04 20.
  const turned =
    how === 'wrong-nonce' ? asked.length - 4 : how === 'wrong-imprint' ? asked.indexOf('0420', 'hex') + 5 : -1;
  if (turned >= 0) asked[turned] = (asked[turned] ?? 0) ^ 1;
  await writeFile(join(folder, 'query.der'), asked);
  const signer = how === 'expired' ? 'expired' : 'tsa';
  await openssl(
    folder,
    ...['ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.der', '-out', 'reply.der'],
    ...['-signer', `${signer}.pem`, '-inkey', `${signer}.key`, '-chain', 'chain.pem'],
  );
  return how === 'wrong-purpose' ? signedForDocuments(folder) : readFile(join(folder, 'reply.der'));
}

/** The same statement, signed by a certificate that may sign documents only. */
async function signedForDocuments(folder: string): Promise<Buffer> {
  await openssl(folder, 'ts', '-reply', '-config', 'tsa.cnf', '-in', 'reply.der', '-token_out', '-out', 'token.der');
  await openssl(folder, 'cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'token.der', '-out', 'info.der');
  await openssl(
    folder,
    ...['cms', '-sign', '-nodetach', '-binary', '-cades', '-econtent_type', '1.2.840.113549.1.9.16.1.4'],
    ...['-in', 'info.der', '-signer', 'documents.pem', '-inkey', 'documents.key', '-certfile', 'chain.pem'],
    ...['-outform', 'DER', '-out', 'token.der'],
  );
  const token = await readFile(join(folder, 'token.der'));
  const status = Buffer.from('3003020100', 'hex');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(status.length + token.length);
  return Buffer.concat([Buffer.from([0x30, 0x82]), length, status, token]);
}
