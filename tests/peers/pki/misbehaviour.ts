import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How any service may fail to answer well. */
export type Misbehaviour = 'down' | 'busy' | 'slow' | 'garbage' | 'huge' | 'cut';

/** Answers badly. A slow one answers never; the connection ends with the server. */
export function misbehave(how: Misbehaviour, response: ServerResponse): void {
  switch (how) {
    case 'down':
      response.destroy();
      return;
    case 'busy':
      response.writeHead(503).end();
      return;
    case 'slow':
      return;
    case 'garbage':
      response.writeHead(200).end('<html>Xin đăng nhập</html>');
      return;
    case 'huge':
      response.writeHead(200);
      writeForEver(response);
      return;
    case 'cut':
      response.writeHead(200, { 'content-length': '4000' });
      response.write(Buffer.alloc(100), () => response.destroy());
  }
}

function writeForEver(response: ServerResponse): void {
  const piece = Buffer.alloc(64 * 1024, 0x30);
  const more = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', more);
  more();
}

export interface LocalServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A server on 127.0.0.1 whose handler's failure is an answer 500. */
export async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port = 0,
): Promise<LocalServer> {
  const server: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
