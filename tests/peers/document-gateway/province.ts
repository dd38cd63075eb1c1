/** The province's side whole: the document gateway of `provisioning/` before a real tus server. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blockListOf } from '../../../provisioning/document-gateway/config.ts';
import { type Gateway, startGateway } from '../../../provisioning/document-gateway/gateway.ts';
import { type GatewayPeer, startGatewayPeer } from './index.ts';

export const day = 86_400_000;

export interface Province {
  readonly tus: GatewayPeer;
  readonly gateway: Gateway;
  /** Without a path: stations use `/files` and `/links`, callers `/d/…`. */
  readonly url: string;
  /** Where the tus server keeps the files, each under its upload's id. */
  readonly files: string;
  /** Moves the gateway's clock. */
  advance(ms: number): void;
  now(): number;
  close(): Promise<void>;
}

/** Starts both. `stations`: token by name. Links open for a week, a fetched file stays three days, any other ninety. */
export async function startProvince(
  stations: Readonly<Record<string, string>>,
  { maxBytes = 20_000_000 }: { maxBytes?: number } = {},
): Promise<Province> {
  const folder = mkdtempSync(join(tmpdir(), 'province-'));
  const files = join(folder, 'files');
  const tus = await startGatewayPeer({ folder: files });
  const started = Date.now();
  let moved = 0;
  const now = (): number => started + moved;
  const config = {
    host: '127.0.0.1',
    tusUrl: tus.endpoint,
    state: join(folder, 'state'),
    maxBytes,
    linkMs: 7 * day,
    graceMs: 3 * day,
    keepMs: 90 * day,
    uploadMs: 30 * day,
    stations: new Map(
      Object.entries(stations).map(([name, token]) => [createHash('sha256').update(token).digest('hex'), name]),
    ),
    callers: [{ name: 'truc', networks: blockListOf(['127.0.0.0/8', '10.20.0.0/16']) }],
  };
  // The public address names the port, which is known once a first gateway has taken one.
  const first = await startGateway({ ...config, port: 0, publicUrl: 'http://127.0.0.1' });
  await first.close();
  const url = `http://127.0.0.1:${first.port}`;
  const gateway = await startGateway({ ...config, port: first.port, publicUrl: url }, now);
  return {
    tus,
    gateway,
    url,
    files,
    advance: (ms) => {
      moved += ms;
    },
    now,
    close: async () => {
      await gateway.close();
      await tus.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
