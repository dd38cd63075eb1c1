import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeDurably } from '../../../src/common/durable-file.ts';
import { type GatewayPeer, startGatewayPeer } from '../document-gateway/index.ts';
import { sealPng, signaturePng } from '../images/signature-and-seal.ts';
import { type LinkPeer, startLinkPeer } from '../link/index.ts';
import { renderOriginal } from '../originals/index.ts';
import { type Authority, createAuthority } from '../pki/authority.ts';
import { type StatusServer, startStatusServer } from '../pki/status.ts';
import { dvcClient, mapiAccount, oneStopToken, type PortalPeer, startPortalPeer } from '../portal/index.ts';
import { ScannerPeer } from '../scanner/server.ts';
import { mendTornTokens, provisionTokens } from '../token/softhsm.ts';
import { startTsa, type Tsa } from '../tsa/index.ts';
import { gatewayToken, type LinkService, startLinkService } from './link-service.ts';
import { officeFile } from './office-file.ts';
import { agency, people, pins } from './people.ts';
import { Phone } from './phone.ts';
import { StationProcess } from './station.ts';

const cliPath = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));

/** A whole simulated office: the far ends in this process, the station in one of its own. */
export interface SimulatedOffice {
  readonly folder: string;
  readonly state: string;
  readonly address: string;
  /** The station's authority: what a screen trusts. */
  readonly authorityPem: string;
  readonly logPath: string;
  /** Kept over its runs for a page with the switches of its far ends. */
  readonly switchesPort: number;
  readonly scanner: ScannerPeer;
  readonly portal: PortalPeer;
  readonly gateway: GatewayPeer;
  /** What stands before the gateway and gives links, in an office that was opened with it. */
  readonly links: LinkService | null;
  /** The time-stamping authority, and who tells the status of certificates, of an office that was opened with them. */
  readonly trust: { readonly tsa: Tsa; readonly status: StatusServer } | null;
  readonly station: StationProcess;
  /** The line to all far ends but the scanner, of an office that was opened with one. */
  readonly line: LinkPeer | null;
  /** The tokens on the desk. */
  readonly tokens: { pull(): Promise<void>; plug(): Promise<void> };
  readonly pins: { readonly signer: string; readonly seal: string };
  /** The authenticator of whoever needs one-time codes. */
  readonly phone: Phone;
  /** Lays the sides of an original into the scanner's feeder, in place of what was there. */
  loadPaper(originalId: string): Promise<void>;
  /** Stops the station and the far ends. */
  close(): Promise<void>;
}

export interface OfficeOptions {
  /** Starts a time-stamping authority and a status service, and has the office use them. */
  readonly timeStamps?: boolean;
  /** Starts the province's link service before the document gateway, and has the office use it. */
  readonly links?: boolean;
  /** Puts a line between the office and the far ends that can be cut and healed. */
  readonly line?: boolean;
  /** Further settings of the office. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly keyType?: 'rsa3072' | 'p256';
  readonly pins?: { readonly signer: string; readonly seal: string };
  /** The station's port, if it is free; any free one otherwise. */
  readonly port?: number;
  /** The station ends with this process however that ends: without its far ends it is of no use to anybody. */
  readonly endsWithParent?: boolean;
}

interface Ports {
  readonly station: number;
  readonly scanner: number;
  readonly portal: number;
  readonly gateway: number;
  readonly tsa: number;
  readonly status: number;
  readonly links: number;
  /** For the page with the switches, of whoever shows one. */
  readonly switches: number;
  /** The near ends of the line: to portal, gateway, status service, time-stamping authority. */
  readonly near: readonly number[];
}

/**
 * Prepares the office in a folder, or takes the one that an earlier call prepared there, and starts everything.
 * The office is made by `tram init office.toml`, as a real one is.
 */
export async function openOffice(folder: string, options: OfficeOptions = {}): Promise<SimulatedOffice> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const state = join(folder, 'state');
  const ports = await choosePorts(folder, options.port ?? 0);
  const scanner = await new ScannerPeer({ port: ports.scanner }).start();
  const portal = await startPortalPeer({ port: ports.portal, file: join(folder, 'portal.json'), unit: agency.code });
  const gateway = await startGatewayPeer({ port: ports.gateway, folder: join(folder, 'gateway') });
  const nearPorts = [...ports.near];
  let link: LinkPeer | null = null;
  /** The address at which the office reaches a far end: all share one line. */
  const near = async (address: string): Promise<string> => {
    if (!options.line) return address;
    const far = new URL(address);
    const [target, port] = [Number(far.port), nearPorts.shift()];
    if (link === null) {
      link = await startLinkPeer(target, port);
      far.port = String(link.port);
    } else far.port = String(await link.also(target, port));
    return far.href;
  };
  const portalUrl = await near(portal.baseUrl);
  const publicUrl = options.links ? (await near(`http://127.0.0.1:${ports.links}/`)).replace(/\/$/, '') : null;
  const addresses = { portal: portalUrl, gateway: publicUrl ? `${publicUrl}/files` : await near(gateway.endpoint) };
  const before = { folder: join(folder, 'links'), port: ports.links, tusUrl: gateway.endpoint };
  const links = publicUrl ? await startLinkService({ ...before, publicUrl }) : null;
  const linkSettings = publicUrl ? { 'portal.link-url': `${publicUrl}/links` } : {};
  let trust: TrustServers | null = null;
  const closePeers = async (): Promise<void> => {
    const far = [
      scanner.stop(),
      portal.close(),
      links?.close(),
      gateway.close(),
      trust?.tsa.stop(),
      trust?.status.stop(),
    ];
    await Promise.all([...far, link?.close()]);
  };
  try {
    trust = options.timeStamps ? await startTrust(folder, ports, near) : null;
    if (!existsSync(join(folder, 'complete'))) {
      await rm(state, { recursive: true, force: true });
      await prepare(folder, state, {
        port: ports.station,
        scanner: scanner.url,
        ...addresses,
        authority: trust?.authority ?? (await createAuthority(join(folder, 'pki'))),
        options: { ...options, settings: { ...trust?.settings, ...linkSettings, ...options.settings } },
      });
      await writeDurably(join(folder, 'complete'), '');
    }
    const logPath = join(folder, 'station.log');
    const station = new StationProcess(state, logPath, options.endsWithParent ? endingWithParent : []);
    station.beforeStart = () => mendTornTokens(join(folder, 'tokens'));
    await station.start();
    return {
      folder,
      state,
      address: `https://127.0.0.1:${ports.station}`,
      authorityPem: await readFile(join(state, 'authority.pem'), 'utf8'),
      logPath,
      switchesPort: ports.switches,
      scanner,
      portal,
      gateway,
      links,
      trust,
      station,
      line: link,
      tokens: tokenSlots(folder),
      pins: options.pins ?? pins,
      phone: new Phone(),
      loadPaper: async (originalId) => {
        scanner.machine.eject();
        scanner.machine.load((await renderOriginal(originalId)).map(({ jpeg }) => ({ front: jpeg })));
      },
      close: async () => {
        await station.stop();
        await closePeers();
      },
    };
  } catch (error) {
    await closePeers();
    throw error;
  }
}

interface TrustServers {
  readonly authority: Authority;
  readonly tsa: Tsa;
  readonly status: StatusServer;
  /** By which the office uses them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The authority is made with the address at which its certificates' status can be asked. */
async function startTrust(
  folder: string,
  ports: Ports,
  near: (address: string) => Promise<string>,
): Promise<TrustServers> {
  const status = await startStatusServer(ports.status);
  const authority = await createAuthority(join(folder, 'pki'), {
    statusUrl: (await near(status.url)).replace(/\/$/, ''),
  });
  await status.serveFor(authority);
  const tsa = await startTsa(authority, ports.tsa, join(folder, 'tsa'));
  return { authority, tsa, status, settings: { 'timestamp.authority-url': await near(tsa.url) } };
}

/** SoftHSM's slots are a folder: a token that is not in it is not plugged in. */
function tokenSlots(folder: string): SimulatedOffice['tokens'] {
  const [slots, drawer] = [join(folder, 'tokens', 'tokens'), join(folder, 'tokens', 'drawer')];
  return {
    pull: async () => {
      await rename(slots, drawer);
      await mkdir(slots, { mode: 0o700 });
    },
    plug: async () => {
      await rm(slots, { recursive: true });
      await rename(drawer, slots);
    },
  };
}

interface Preparation {
  readonly port: number;
  readonly scanner: string;
  readonly portal: string;
  readonly gateway: string;
  readonly authority: Authority;
  readonly options: OfficeOptions;
}

async function prepare(folder: string, state: string, preparation: Preparation): Promise<void> {
  const { options, authority, ...addresses } = preparation;
  const keyType = options.keyType ?? 'rsa3072';
  const tokens = await provisionTokens(join(folder, 'tokens'), authority, [
    {
      label: 'Chu ky so',
      pin: (options.pins ?? pins).signer,
      soPin: '87654321',
      keyType,
      commonName: people.signer.fullName,
      organisation: agency.name,
    },
    {
      label: 'Dau co quan',
      pin: (options.pins ?? pins).seal,
      soPin: '87654321',
      keyType,
      commonName: agency.name,
      organisation: agency.name,
    },
  ]);
  await writeFile(join(folder, 'signature.png'), await signaturePng(people.signer.fullName));
  await writeFile(join(folder, 'seal.png'), await sealPng(agency.seal));
  const officePath = join(folder, 'office.toml');
  await writeFile(officePath, officeFile(addresses, authority, tokens, options.settings));
  const { stdout } = await promisify(execFile)(process.execPath, [cliPath, 'init', officePath, '--state', state]);
  await writeFile(join(folder, 'init.json'), stdout, { mode: 0o600 });
  if (options.links) await setCredential(state, 'document-gateway', gatewayToken);
  const { settings = {} } = options;
  if (settings['onestop.beside'] === true || settings['portal.connector'] === 'one-stop') {
    await setCredential(state, 'one-stop', oneStopToken);
  }
  if (['mapi', 'dvcsync'].includes(String(options.settings?.['portal.connector']))) {
    await setCredential(state, 'mapi', mapiAccount.password);
    await setCredential(state, 'dvcsync', dvcClient.secret);
  }
}

const endingWithParent = ['setpriv', '--pdeathsig', 'KILL', '--'];

/** What a technician does with a password or token that the province has issued: `tram credential set`. */
export async function setCredential(state: string, name: string, secret: string): Promise<void> {
  const set = promisify(execFile)(process.execPath, [cliPath, 'credential', 'set', name, '--state', state]);
  set.child.stdin?.end(`${secret}\n`);
  await set;
}

/** The ports of an office stay the same over its runs, since the settings name them. */
async function choosePorts(folder: string, wanted: number): Promise<Ports> {
  const path = join(folder, 'ports.json');
  const kept = existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as Partial<Ports>) : {};
  await stillFree(Object.values(kept).flat());
  if (kept.near !== undefined && kept.links !== undefined && kept.switches !== undefined) return kept as Ports;
  const [station, scanner, portal, gateway, tsa, status, links, switches, ...near] = await freePorts([
    wanted,
    ...new Array<number>(11).fill(0),
  ]);
  const ports = { station, scanner, portal, gateway, tsa, status, links, switches, near, ...kept } as Ports;
  await writeDurably(path, JSON.stringify(ports));
  return ports;
}

/** A port of the office at which another program answers. */
export class PortTaken extends Error {
  readonly port: number;

  constructor(port: number) {
    super(`another program listens on port ${port}`);
    this.port = port;
  }
}

/** Waits for the ports of an office: what was killed a moment ago may still hold one. */
async function stillFree(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    for (let tries = 0; ; tries++) {
      try {
        await closed(await listen(port));
        break;
      } catch {
        if (tries > 50) throw new PortTaken(port);
        await sleep(100);
      }
    }
  }
}

function closed(server: Server): Promise<number> {
  const { port } = server.address() as { port: number };
  return new Promise((resolve) => server.close(() => resolve(port)));
}

/** Free ports, all at once so that they differ; a wanted one that is taken is replaced. */
async function freePorts(wanted: readonly number[]): Promise<number[]> {
  const servers = await Promise.all(
    wanted.map((port) => (port === 0 ? listenSomewhere() : listen(port).catch(() => listenSomewhere()))),
  );
  return await Promise.all(servers.map(closed));
}

/**
 * Below the ports that the kernel gives to connections (ip_local_port_range, from 32768): one of those could be taken by a
 * neighbour's connection while a station is down for a moment.
 */
async function listenSomewhere(): Promise<Server> {
  for (let tries = 0; ; tries++) {
    try {
      return await listen(randomInt(15_000, 32_000));
    } catch (error) {
      if (tries > 50) throw error;
    }
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
