/** The office's proxy: it tunnels CONNECT, and nothing else. */
import { createServer } from 'node:http';
import { type AddressInfo, createConnection, type Socket } from 'node:net';

export interface ProxyPeer {
  readonly url: string;
  /** True: it lets nobody through (407). */
  closed: boolean;
  /** `host:port` of each tunnel that was opened. */
  readonly tunnels: readonly string[];
  close(): Promise<void>;
}

export async function startProxyPeer(): Promise<ProxyPeer> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const peer = { closed: false };
  const server = createServer((_request, response) => void response.writeHead(407).end());
  server.on('connect', (request, near: Socket, head) => {
    if (peer.closed) return void near.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const far = createConnection({ host, port: Number(port) }, () => {
      tunnels.push(request.url ?? '');
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.write(head);
      near.pipe(far).pipe(near);
    });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return Object.assign(peer, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
        server.closeAllConnections();
      }),
  });
}
