import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGatewayPeer } from '../../peers/document-gateway/index.ts';
import { type LinkPeer, startLinkPeer } from '../../peers/link/index.ts';
import { startPortalPeer } from '../../peers/portal/index.ts';
import { openOffice } from '../../unit/portal/office.ts';
import { measureCurl } from './curl.ts';

/** A line and what is to go over it. The round trip takes `roundTripMs`; every connection is reset about every `resetMs`. */
export interface LineCase {
  readonly bitsPerSecond: number;
  readonly roundTripMs: number;
  readonly resetMs: number;
  readonly dossiers: number;
  /** Of each copy. */
  readonly bytes: number;
  readonly seed: number;
}

/** What one program came to: files that arrived, seconds, bytes that took the line's time in both directions. */
export interface Contender {
  readonly through: number;
  readonly seconds: number;
  readonly wireBytes: number;
}

export interface WeakLineFigures {
  readonly line: LineCase;
  readonly station: Contender;
  readonly curlWhole: Contender;
  readonly curlResumed: Contender;
  /** How long the curl runs were given. */
  readonly mostSeconds: number;
}

const temper = { roundTripMs: 600, resetMs: 20_000, bytes: 500_000, seed: 7 };
export const lineCases: readonly LineCase[] = [
  { ...temper, bitsPerSecond: 64_000, dossiers: 2 },
  { ...temper, bitsPerSecond: 512_000, dossiers: 20 },
];

/** Each on a line of its own with the same temper, all at once: the machine has nothing to do but wait. */
export async function measureWeakLine(line: LineCase, mostMs: number): Promise<WeakLineFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-weak-line-'));
  try {
    const file = join(folder, 'copy.pdf');
    await writeFile(file, randomBytes(line.bytes));
    const [station, curlWhole, curlResumed] = await Promise.all([
      measureStation(line),
      measureCurl(line, file, false, mostMs),
      measureCurl(line, file, true, mostMs),
    ]);
    return { line, station, curlWhole, curlResumed, mostSeconds: mostMs / 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The station's outbox with its own waits, from the issue of all dossiers to the last receipt: copies, dossiers and steps
 * over one line.
 */
async function measureStation(line: LineCase): Promise<Contender> {
  const [portal, gateway] = [await startPortalPeer(), await startGatewayPeer()];
  const link = await startLinkPeer(gateway.port);
  const portalPort = await link.also(portal.port);
  const moved = (url: string, port: number): string => Object.assign(new URL(url), { port: String(port) }).href;
  const office = openOffice(
    {
      connector: 'lgsp',
      lgsp: { baseUrl: moved(portal.baseUrl, portalPort), unitCode: '000.14.56.H56' },
      gateway: { endpoint: moved(gateway.endpoint, link.port) },
    },
    { waits: {} },
  );
  try {
    shapeFor(link, line);
    const begun = performance.now();
    for (let n = 1; n <= line.dossiers; n++) office.issue(n, line.bytes);
    while (office.open().length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const seconds = (performance.now() - begun) / 1000;
    const arrived = portal.listReceived().flatMap(({ content }) => content.DanhSachGiayToKetQua);
    let through = 0;
    for (const { DuongDanTepTinKetQua: url } of arrived) {
      const copy = await gateway.fetchCopy(url);
      if (copy && [...office.copies.values()].some((one) => one.equals(copy))) through += 1;
    }
    return { through, seconds, wireBytes: carriedBy(link) };
  } finally {
    await office.close();
    await link.close();
    await portal.close();
    await gateway.close();
  }
}

export function shapeFor(link: LinkPeer, { bitsPerSecond, roundTripMs, resetMs, seed }: LineCase): void {
  link.shape({ bitsPerSecond, latencyMs: roundTripMs / 2 });
  link.temper({ kind: 'resets', everyMs: resetMs }, seed);
}

export function carriedBy(link: LinkPeer): number {
  return link.carried.up + link.carried.down;
}
