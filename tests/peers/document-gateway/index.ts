/**
 * The province's document gateway: a real tus server over files. A finished file is fetched by GET of its address,
 * which nobody can guess; there is no list. It can cut connections, refuse with a status, and forget uploads.
 */
import { createHash } from 'node:crypto';
import { createReadStream, mkdir, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

export type GatewayFault =
  /** Drops the connection of the next PATCH after so many bytes of its body have been read. */
  | { kind: 'cut-after'; bytes: number; times?: number }
  /** Every request of `method` (any without it) is answered with this status. */
  | { kind: 'status'; status: number; method?: string; times?: number; retryAfter?: number }
  /** A byte of the next file is another when it has arrived whole; the gateway says its digest, or refuses it (460). */
  | { kind: 'alter'; says: 'digest' | 'mismatch'; times?: number }
  /** Drops every connection. */
  | { kind: 'down'; times?: number };

export interface GatewayPeer {
  readonly endpoint: string;
  readonly port: number;
  misbehave(fault: GatewayFault): void;
  heal(): void;
  /** Method and path of every request that reached the tus server. */
  readonly requests: readonly { method: string; path: string; offset: string | undefined }[];
  /** Told of each request to the tus server before it is handled. */
  onRequest: (method: string, path: string) => void;
  /** The metadata that came with each creation. */
  readonly metadata: readonly Readonly<Record<string, string | null>>[];
  /** The bytes under an address, or null when there is no finished file. */
  fetchCopy(url: string): Promise<Buffer | null>;
  close(): Promise<void>;
}

export async function startGatewayPeer(
  options: { folder?: string; port?: number; maxBytes?: number; token?: string } = {},
): Promise<GatewayPeer> {
  const own = options.folder === undefined ? mkdtempSync(join(tmpdir(), 'gateway-')) : null;
  const folder = options.folder ?? (own as string);
  mkdirSync(folder, { recursive: true });
  const requests: { method: string; path: string; offset: string | undefined }[] = [];
  const metadata: Record<string, string | null>[] = [];
  let faults: GatewayFault[] = [];

  const store = new FileStore({ directory: folder });
  // The store makes its folder in the background; a gateway closed at once would remove it under its hands.
  await new Promise((resolve) => mkdir(folder, { recursive: true }, resolve));
  const tus = new Server({
    path: '/files',
    datastore: store,
    // A cut connection must not lock the upload for the seconds that the default waits.
    lockDrainTimeout: 50,
    ...(options.maxBytes === undefined ? {} : { maxSize: options.maxBytes }),
    onUploadCreate: (_request, upload) => {
      metadata.push(upload.metadata ?? {});
      return Promise.resolve({});
    },
    // RFC 9530: whoever wants to know is told the digest of what lies here.
    onUploadFinish: async (request, upload) => {
      const path = join(folder, upload.id);
      const altering = take((one) => one.kind === 'alter');
      if (altering) alter(path);
      const digest = createHash('sha256').update(readFileSync(path)).digest();
      if (altering?.kind === 'alter' && altering.says === 'mismatch') {
        const whole = upload.metadata?.['sha256'] === digest.toString('hex');
        if (!whole) throw Object.assign(new Error('checksum mismatch'), { status_code: 460, body: '' });
      }
      const wanted = request.headers.has('want-repr-digest');
      return await Promise.resolve(
        wanted ? { headers: { 'Repr-Digest': `sha-256=:${digest.toString('base64')}:` } } : {},
      );
    },
  });

  const take = (matches: (fault: GatewayFault) => boolean): GatewayFault | undefined => {
    const index = faults.findIndex(matches);
    const fault = faults[index];
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times === 0) faults.splice(index, 1);
    }
    return fault;
  };

  /** The bytes of a finished upload; an unfinished or unknown one is not there. */
  const give = async (path: string, response: ServerResponse): Promise<void> => {
    const id = /^\/files\/([0-9a-f]{32})$/.exec(path)?.[1] ?? '';
    const found = await store.getUpload(id).catch(() => null);
    if (found === null || found.offset !== found.size) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'application/pdf', 'Content-Length': found.size });
    // A caller that hangs up, or a folder that goes with the gateway: nobody is there to be told.
    await pipeline(createReadStream(join(folder, id)), response).catch(() => response.destroy());
  };

  const server = createServer((request, response) => {
    const method = request.method ?? '';
    const fault = take((f) =>
      f.kind === 'alter'
        ? false
        : f.kind === 'cut-after'
          ? method === 'PATCH'
          : f.kind === 'down' || f.method === undefined || f.method === method,
    );
    if (fault?.kind === 'down') return void request.socket.destroy();
    if (fault?.kind === 'status') {
      const header = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
      return void response.writeHead(fault.status, header).end();
    }
    if (
      options.token !== undefined &&
      method !== 'GET' &&
      request.headers.authorization !== `Bearer ${options.token}`
    ) {
      return void response.writeHead(401).end();
    }
    requests.push({ method, path: request.url ?? '', offset: request.headers['upload-offset'] as string | undefined });
    peer.onRequest(method, request.url ?? '');
    if (method === 'GET') return void give(request.url ?? '', response);
    if (fault?.kind === 'cut-after') {
      let left = fault.bytes;
      request.on('data', (piece: Buffer) => {
        left -= piece.length;
        if (left <= 0) request.socket.destroy();
      });
    }
    request.on('error', () => {});
    if (request.headers.origin === undefined) withoutBrowserHeaders(response);
    void tus.handle(request, response).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}/files`;
  const peer: GatewayPeer = {
    endpoint,
    port,
    requests,
    onRequest: () => {},
    metadata,
    misbehave: (fault) => {
      faults.push({ ...fault });
    },
    heal: () => {
      faults = [];
    },
    fetchCopy: async (url) => {
      // Through a proxy the address names the proxy's port; the file is the same.
      const answer = await fetch(`${endpoint}/${new URL(url).pathname.split('/').at(-1)}`);
      return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      if (own !== null) rmSync(own, { recursive: true, force: true });
    },
  };
  return peer;
}

/** As tusd does: what is meant for a browser is not said to other programs. */
function withoutBrowserHeaders(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...words: unknown[]) => ServerResponse;
  response.writeHead = ((...words: unknown[]) => {
    const headers = words.at(-1);
    if (!Array.isArray(headers)) return writeHead(...words);
    const pairs = Array.from({ length: headers.length / 2 }, (_, n) => headers.slice(2 * n, 2 * n + 2) as string[]);
    const kept = pairs.filter(([name = '']) => !/^access-control-/i.test(name));
    return writeHead(...words.slice(0, -1), kept.flat());
  }) as typeof response.writeHead;
}

/** One bit of a file is another. */
function alter(path: string): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  writeFileSync(path, bytes);
}
