/**
 * A strict stand-in for the government signing client on an officer's PC: one WebSocket for one operation over TLS with a
 * certificate of its own, one frame in, one frame out. It fetches the source by its address, signs with a software key and
 * posts the file as `multipart/form-data`. What the real client does is known from the scripts that call it only; where
 * they are silent, the least is done here.
 */
import { execFile } from 'node:child_process';
import { randomBytes, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type WebSocket, WebSocketServer } from 'ws';
import { type SigningHabits, type SoftToken, signPdf } from './pdf-signer.ts';
import { placeAbove } from './place.ts';

/** How it misbehaves with the next file. */
export type Misbehaviour =
  | 'refuses'
  | 'never answers'
  | 'posts twice'
  | 'posts another file'
  | 'rewrites the file'
  | 'cuts the file'
  | 'cuts the message'
  | 'posts it unsigned'
  | 'signs with another key'
  | 'covers the text'
  | 'posts after the answer is asked for again';

export interface ClientOptions {
  readonly token: SoftToken;
  /** A key of somebody else. */
  readonly otherToken?: SoftToken;
  readonly kind: 'signature' | 'seal';
  /** Above whose name its user places the picture. */
  readonly above: string;
  /** PEM of the station's authority, as installed on the PC. */
  readonly authorityPem: string;
  readonly habits?: Partial<SigningHabits>;
}

export interface ClientPeer {
  /** `wss://127.0.0.1:port` */
  readonly address: string;
  /** PEM of its own certificate: whoever accepts it accepts this one. */
  readonly certificatePem: string;
  /** What was wrong with a frame that it got. */
  readonly complaints: string[];
  /** What the station answered to each posted file. */
  readonly answers: { readonly Status: boolean; readonly Message: string }[];
  /** Files as it signed them. */
  readonly signed: Buffer[];
  misbehave(how: Misbehaviour): void;
  /** Posts a file once more, to the address of the last frame. */
  postAgain(file: Buffer): Promise<{ readonly Status: boolean; readonly Message: string }>;
  close(): Promise<void>;
}

const signing = new Set(['/SignApproved', '/SignIssued', '/SignCopy']);
const members = ['FileUploadHandler', 'SessionId', 'JWTToken', 'FileName', 'MetaData'];

export async function startSigningClient(options: ClientOptions): Promise<ClientPeer> {
  const { key, cert } = await ownCertificate();
  const server = createServer({ key, cert });
  const sockets = new WebSocketServer({ server });
  const complaints: string[] = [];
  const answers: { Status: boolean; Message: string }[] = [];
  const signed: Buffer[] = [];
  const queue: Misbehaviour[] = [];
  let handler = '';
  const post = async (file: Buffer, cut = false) => {
    const reply = await postFile(handler, file, options.authorityPem, cut);
    answers.push(reply);
    return reply;
  };

  const sign = async (frame: string): Promise<object> => {
    const request = JSON.parse(frame) as Record<string, unknown>;
    const missing = members.filter((member) => !(member in request));
    if (missing.length > 0) throw new Error(`no ${missing.join(', ')}`);
    handler = String(request['FileUploadHandler']);
    const how = queue.shift();
    if (how === 'refuses') return { Status: 14, Message: 'Người dùng hủy ký số.' };
    const source = await fetchFile(String(request['FileName']), options.authorityPem);
    const rectangle =
      how === 'covers the text'
        ? ([60, 600, 360, 760] as const)
        : await placeAbove(source, options.above, options.kind);
    const token = how === 'signs with another key' ? (options.otherToken ?? options.token) : options.token;
    const made = await signPdf(source, token, {
      rectangle,
      fieldName: `ChuKy${randomBytes(4).toString('hex')}`,
      ink: options.kind === 'signature' ? [0, 0, 0.7] : [0.8, 0, 0],
      ...options.habits,
    });
    signed.push(made);
    const answer = await post(misshapen(made, source, how), how === 'cuts the message');
    if (how === 'posts twice') await post(made);
    if (!answer.Status) return { Status: 28, Message: answer.Message };
    return { Status: 0, Message: '', FileName: 'ban-sao.pdf', FileServer: '', DocumentNumber: '', DocumentDate: '' };
  };

  const reply = async (path: string, frame: string): Promise<object | null> => {
    if (queue[0] === 'never answers') {
      queue.shift();
      return null;
    }
    if (path === '/GetCertInfo') {
      if (frame !== 'get_cert_info') throw new Error(`GetCertInfo got ${frame.slice(0, 40)}`);
      const der = new X509Certificate(options.token.certificatePem).raw;
      return { Status: 0, Message: '', CertBase64: der.toString('base64') };
    }
    if (!signing.has(path)) throw new Error(`no function ${path}`);
    return await sign(frame);
  };

  sockets.on('connection', (socket: WebSocket, incoming) => {
    let frames = 0;
    socket.on('message', (data, isBinary) => {
      frames++;
      if (frames > 1 || isBinary) {
        complaints.push(isBinary ? 'a binary frame' : 'a second frame');
        return;
      }
      const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
      reply(incoming.url ?? '', text)
        .catch((error: unknown) => {
          complaints.push(String(error));
          return { Status: 500, Message: String(error) };
        })
        .then((answer) => {
          if (answer === null) return;
          socket.send(JSON.stringify(answer));
          socket.close();
        }, complaints.push);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `wss://127.0.0.1:${port}`,
    certificatePem: cert,
    complaints,
    answers,
    signed,
    misbehave: (how) => void queue.push(how),
    postAgain: (file) => post(file),
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        sockets.close(() => server.close(() => resolve()));
        server.closeAllConnections();
      });
    },
  };
}

function misshapen(made: Buffer, source: Buffer, how: Misbehaviour | undefined): Buffer {
  switch (how) {
    case 'posts another file':
      return Buffer.concat([Buffer.from('%PDF-1.7\n'), made.subarray(9)]).fill('x', 2000, 2100);
    case 'rewrites the file':
      return Buffer.from(made.toString('latin1').replace('%PDF-1.7\n', '%PDF-1.6\n'), 'latin1');
    case 'cuts the file':
      return made.subarray(0, made.length - 3000);
    case 'posts it unsigned':
      return source;
    default:
      return made;
  }
}

async function fetchFile(url: string, ca: string): Promise<Buffer> {
  const { status, body } = await exchange(url, ca, 'GET', {}, null);
  if (status !== 200) throw new Error(`the source answers ${status}`);
  return body;
}

async function postFile(url: string, file: Buffer, ca: string, cut: boolean) {
  const boundary = `---------------------------${randomBytes(8).toString('hex')}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="uploadfile"; filename="ban-sao.pdf"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const whole = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const body = cut ? whole.subarray(0, -boundary.length - 10) : whole;
  const type = `multipart/form-data; boundary=${boundary}`;
  const answer = await exchange(url, ca, 'POST', { 'content-type': type, 'content-length': String(body.length) }, body);
  if (answer.status !== 200) return { Status: false, Message: `HTTP ${answer.status} ${answer.body.toString('utf8')}` };
  return JSON.parse(answer.body.toString('utf8')) as { Status: boolean; Message: string };
}

async function exchange(
  url: string,
  ca: string,
  method: string,
  headers: Record<string, string>,
  body: Buffer | null,
): Promise<{ status: number; body: Buffer }> {
  return await new Promise((resolve, reject) => {
    const outgoing = httpsRequest(url, { method, ca, headers, agent: false }, (incoming) => {
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece));
      incoming.on('error', reject);
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(pieces) }));
    });
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

async function ownCertificate(): Promise<{ key: string; cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-vgca-'));
  try {
    await promisify(execFile)(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'],
        ...[
          '-subj',
          '/CN=127.0.0.1',
          '-addext',
          'subjectAltName=IP:127.0.0.1',
          '-keyout',
          'key.pem',
          '-out',
          'cert.pem',
        ],
      ],
      { cwd: folder },
    );
    return {
      key: await readFile(join(folder, 'key.pem'), 'utf8'),
      cert: await readFile(join(folder, 'cert.pem'), 'utf8'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
