import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { linkKey } from './address.ts';
import type { GatewayConfig } from './config.ts';
import { LinkStore } from './links.ts';
import { fetchRoute } from './routes/fetch.ts';
import { linkRoutes } from './routes/links.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { sweep } from './sweep.ts';
import { TusServer } from './tus.ts';

/** What the routes work with. */
export interface GatewayParts {
  readonly config: GatewayConfig;
  readonly links: LinkStore;
  readonly tus: TusServer;
  /** Of the links' addresses. */
  readonly key: Buffer;
  /** The wall clock, epoch milliseconds. */
  readonly now: () => number;
}

export interface Gateway {
  readonly app: FastifyInstance;
  readonly port: number;
  /** Removes what has served its purpose; called every ten minutes by itself. Gives how many files went. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

const sweepEveryMs = 600_000;

/** Starts the gateway. It answers when this resolves. */
export async function startGateway(config: GatewayConfig, now: () => number = Date.now): Promise<Gateway> {
  mkdirSync(config.state, { recursive: true, mode: 0o700 });
  const links = new LinkStore(join(config.state, 'links.db'));
  const key = linkKey(join(config.state, 'links.key'));
  const parts: GatewayParts = { config, links, tus: new TusServer(config.tusUrl), key, now };
  // Behind the TLS server on this machine the caller's address is the one it says.
  const app = fastify({ logger: false, bodyLimit: 16_384, forceCloseConnections: true, trustProxy: 'loopback' });
  uploadRoutes(app, parts);
  linkRoutes(app, parts);
  fetchRoute(app, parts);
  await app.listen({ host: config.host, port: config.port });
  const timer = setInterval(() => void sweep(parts).catch(() => 0), sweepEveryMs);
  timer.unref();
  const address = app.server.address();
  return {
    app,
    port: typeof address === 'object' && address !== null ? address.port : config.port,
    sweep: () => sweep(parts),
    close: async () => {
      clearInterval(timer);
      await app.close();
      links.close();
    },
  };
}
