/** The province's document gateway of `provisioning/` before the office's tus server: the portal is given links. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { blockListOf } from '../../../provisioning/document-gateway/config.ts';
import { startGateway } from '../../../provisioning/document-gateway/gateway.ts';

/** What the province issued to the simulated office. */
export const gatewayToken = 'ma-cua-tram-mo-phong-2025';

const day = 86_400_000;

export interface LinkService {
  /** The bytes that the portal's callers get at a link; null when it opens nothing. */
  fetchCopy(url: string): Promise<Buffer | null>;
  close(): Promise<void>;
}

/** @param publicUrl  where stations and callers reach it; without a slash at its end */
export async function startLinkService(options: {
  readonly folder: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly tusUrl: string;
}): Promise<LinkService> {
  const { folder, port, publicUrl, tusUrl } = options;
  const gateway = await startGateway({
    ...{ host: '127.0.0.1', port, publicUrl, tusUrl, state: join(folder, 'state') },
    ...{ maxBytes: 100_000_000, linkMs: 7 * day, graceMs: 3 * day, keepMs: 90 * day, uploadMs: 30 * day },
    stations: new Map([[createHash('sha256').update(gatewayToken).digest('hex'), 'xa-mo-phong']]),
    callers: [{ name: 'truc', networks: blockListOf(['127.0.0.0/8']) }],
  });
  return {
    fetchCopy: async (url) => {
      // Whatever line the station is behind, the portal is not.
      const answer = await fetch(`http://127.0.0.1:${port}${new URL(url).pathname}`);
      return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
    },
    close: () => gateway.close(),
  };
}
