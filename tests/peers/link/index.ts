/**
 * A weak line: a TCP proxy on the loopback with a speed that all connections share, a delay, and a wire that breaks off,
 * swallows, and comes back, by hand or by a seeded temper. Opening a connection takes a round trip, as it does on a wire.
 */
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { Flow, type Shape } from './flow.ts';
import { live, type Temper } from './temper.ts';

export type { Temper } from './temper.ts';

export interface LinkPeer {
  readonly port: number;
  /** Opens another port on the same line, to another server; this one, if it is named. Returns the port. */
  also(targetPort: number, ownPort?: number): Promise<number>;
  /** Applies to what is sent from now on. 0 bit/s: as fast as it goes. The delay is one way. */
  shape(line: Partial<Shape>): void;
  /** Drops every connection and takes no new one. */
  cut(): void;
  heal(): void;
  /** Breaks off every connection; new ones are taken. */
  reset(): void;
  /** Nothing comes through, and no connection breaks off, until this is called with false. */
  hold(on: boolean): void;
  /** The far end's side of every connection is closed; what the station still sends arrives. */
  halfClose(): void;
  /** Lets the line live by itself. */
  temper(temper: Temper, seed?: number): void;
  /** Cuts the line once so many bytes have gone up from now on; the byte after them is never delivered. */
  cutAfter(bytes: number): void;
  /** Bytes delivered since the start: `up` from the station, `down` to it. */
  readonly bytes: { readonly up: number; readonly down: number };
  /** Bytes that took the line's time, also those that a break then lost. */
  readonly carried: { readonly up: number; readonly down: number };
  /** How many connections were opened. */
  readonly connections: number;
  readonly isCut: boolean;
  readonly isHeld: boolean;
  readonly line: Readonly<Shape>;
  close(): Promise<void>;
}

export async function startLinkPeer(targetPort: number, ownPort = 0): Promise<LinkPeer> {
  const sockets = new Set<Socket>();
  const shape: Shape = { bitsPerSecond: 0, latencyMs: 0 };
  let isCut = false;
  let connections = 0;
  let calm = (): void => {};

  const reset = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const cut = (): void => {
    isCut = true;
    up.left = Number.POSITIVE_INFINITY;
    for (const socket of sockets) socket.destroy();
  };
  const up = new Flow(shape, cut);
  const down = new Flow(shape, cut);
  const hold = (on: boolean): void => {
    up.held = on;
    down.held = on;
  };

  const nears = new Set<Socket>();
  const servers: Server[] = [];
  const join = (target: number) => (near: Socket) => {
    if (isCut) return void near.destroy();
    connections += 1;
    const far = createConnection({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    nears.add(near);
    near.on('close', () => nears.delete(near));
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroySoon());
    const readyAt = performance.now() + 2 * shape.latencyMs;
    up.carry(near, far, readyAt);
    down.carry(far, near, readyAt);
  };
  const open = async (target: number, near = 0): Promise<number> => {
    const server = createServer({ allowHalfOpen: true }, join(target));
    servers.push(server);
    server.listen(near, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
    return (server.address() as AddressInfo).port;
  };
  const port = await open(targetPort, ownPort);
  const heal = (): void => {
    isCut = false;
  };
  return {
    port,
    also: open,
    shape: (next) => void Object.assign(shape, next),
    cut,
    heal,
    reset,
    hold,
    halfClose: () => {
      for (const near of nears) near.end();
    },
    temper: (temper, seed = 1) => {
      calm();
      calm = live(temper, seed, { reset, cut, heal, hold });
    },
    cutAfter: (count) => {
      up.left = count;
    },
    get bytes() {
      return { up: up.delivered, down: down.delivered };
    },
    get carried() {
      return { up: up.carried, down: down.carried };
    },
    get connections() {
      return connections;
    },
    get isCut() {
      return isCut;
    },
    get isHeld() {
      return up.held;
    },
    get line() {
      return { ...shape };
    },
    close: async () => {
      calm();
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}
