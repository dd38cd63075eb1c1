import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What `curl -T` is sent to: it keeps what arrived of each file, also of a request that broke off. */
export interface PutServer {
  readonly port: number;
  /** Bytes of a file that are there. */
  lengthOf(name: string): number;
  close(): Promise<void>;
}

/** @param resumes  false: a request that breaks off leaves nothing, as with most servers */
export async function startPutServer(resumes: boolean): Promise<PutServer> {
  const files = new Map<string, number>();
  const server = createServer((request, response) => {
    const name = request.url ?? '';
    if (request.method === 'HEAD') return void response.writeHead(200, { 'X-Length': files.get(name) ?? 0 }).end();
    const range = /^bytes (\d+)-/.exec(request.headers['content-range'] ?? '');
    let length = range ? Number(range[1]) : 0;
    request.on('error', () => {});
    request.on('data', (piece: Buffer) => {
      length += piece.length;
      if (resumes) files.set(name, length);
    });
    request.on('end', () => {
      files.set(name, length);
      response.writeHead(201).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lengthOf: (name) => files.get(name) ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
