/** A weak line: a TCP proxy on the loopback with a speed, a delay, and a wire that can be cut and mended. */
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

export interface LinkPeer {
  readonly port: number;
  /** Applies to what is sent from now on. 0 bit/s: as fast as it goes. */
  shape(line: { bitsPerSecond?: number; latencyMs?: number }): void;
  /** Drops every connection and takes no new one. */
  cut(): void;
  heal(): void;
  /** Cuts the line once so many bytes have gone up from now on; the byte after them is never delivered. */
  cutAfter(bytes: number): void;
  /** Bytes delivered since the start: `up` from the station, `down` to it. */
  readonly bytes: { readonly up: number; readonly down: number };
  /** Whether the line is cut now. */
  readonly isCut: boolean;
  close(): Promise<void>;
}

export async function startLinkPeer(targetPort: number): Promise<LinkPeer> {
  const bytes = { up: 0, down: 0 };
  const sockets = new Set<Socket>();
  let line = { bitsPerSecond: 0, latencyMs: 0 };
  let isCut = false;
  let upLeft = Number.POSITIVE_INFINITY;

  const drop = (): void => {
    isCut = true;
    upLeft = Number.POSITIVE_INFINITY;
    for (const socket of sockets) socket.destroy();
  };

  /** Copies one direction in order, piece by piece, each no sooner than the line allows. */
  const pump = (from: Socket, to: Socket, direction: 'up' | 'down'): void => {
    let free = 0;
    let last = Promise.resolve();
    from.on('data', (whole: Buffer) => {
      from.pause();
      last = last.then(async () => {
        for (let at = 0; at < whole.length; at += 4096) {
          let piece = whole.subarray(at, at + 4096);
          const now = performance.now();
          const lasts = line.bitsPerSecond > 0 ? (piece.length * 8000) / line.bitsPerSecond : 0;
          free = Math.max(now, free) + lasts;
          const delay = free + line.latencyMs - now;
          if (delay > 1) await new Promise((resolve) => setTimeout(resolve, delay));
          if (to.destroyed) return;
          const cutting = direction === 'up' && piece.length >= upLeft;
          if (cutting) piece = piece.subarray(0, upLeft);
          if (direction === 'up') upLeft -= piece.length;
          bytes[direction] += piece.length;
          await new Promise<void>((resolve) => to.write(piece, () => resolve()));
          if (cutting) return drop();
        }
        if (!from.destroyed) from.resume();
      });
    });
    from.on('end', () => void last.then(() => to.end()));
    from.on('close', () => void last.then(() => to.destroy()));
    from.on('error', () => {});
  };

  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = createConnection({ port: targetPort, host: '127.0.0.1' });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    pump(near, far, 'up');
    pump(far, near, 'down');
  });
  server.listen(0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  return {
    port: (server.address() as AddressInfo).port,
    shape: (next) => {
      line = { ...line, ...next };
    },
    cut: drop,
    heal: () => {
      isCut = false;
    },
    cutAfter: (count) => {
      upLeft = count;
    },
    get bytes() {
      return { ...bytes };
    },
    get isCut() {
      return isCut;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
