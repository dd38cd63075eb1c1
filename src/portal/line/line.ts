import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { ContentCodings } from './content-coding.ts';
import { addressesOf, namesFrom } from './names.ts';
import { fixedAddresses, type PlainRequest, plainFetch } from './plain-fetch.ts';
import { sourceAddress } from './source-address.ts';
import { ResumingAgent, TlsSessions } from './tls-sessions.ts';

/** The way by which the office reaches the province: a dedicated line, the internet, 4G. */
export interface LineSettings {
  /** `http://host:port` of a proxy through which every request is tunnelled. */
  readonly proxy?: string;
  /** Name servers of this way; the system's own by default. */
  readonly nameServers?: readonly string[];
  /** Authorities trusted besides the public ones, PEM. */
  readonly authorities?: readonly string[];
  /** An own address, or the interface that has it, from which connections leave; the system's choice by default. */
  readonly source?: string;
  /** What the office calls it, where it has several. */
  readonly name?: string;
  /** Host names to which alone it leads, `*.` before one for all under it; everywhere by default. */
  readonly reaches?: readonly string[];
  /** The ways that are taken, in this order, when this one does not lead there. */
  readonly further?: readonly LineSettings[];
  /** Nothing may go out now. */
  readonly closed?: true;
}

/** Carries requests out of the office, over connections that are kept open between them. */
export interface Line {
  fetch(url: string, request: PlainRequest): Promise<Response>;
  /** The addresses of a host, as the name servers of this way know them; none when it is not known. */
  resolve(host: string): Promise<readonly string[]>;
  /** What the servers behind it have said of packed bodies. */
  readonly codings: ContentCodings;
  /** Closes the connections that carry nothing now: after a cut they may lead nowhere. */
  dropIdle(): void;
  /** Closes all connections. */
  close(): void;
}

/** How connections are kept. A device on the way forgets an idle one after half a minute. */
const keeping = { keepAlive: true, maxSockets: 40, maxFreeSockets: 8, scheduling: 'lifo', timeout: 25_000 } as const;

interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** @param onSocket  told of each connection that a request is put on */
export function openLine(settings: LineSettings = {}, onSocket?: (socket: Socket) => void): Line {
  const { proxy, nameServers = [], authorities = [], source } = settings;
  const trust = authorities.length > 0 ? { ca: [...rootCertificates, ...authorities] } : {};
  let made: Promise<Agents> | null = null;
  let open: Agents | null = null;
  const agents = async (): Promise<Agents> => {
    made ??= proxy ? throughProxy(proxy, trust, source) : Promise.resolve(direct(trust));
    open = await made;
    return open;
  };
  // Through a proxy it is the proxy that looks names up.
  const names = nameServers.length > 0 && !proxy ? { lookup: namesFrom(nameServers, source) } : {};
  const told = onSocket === undefined ? {} : { onSocket };
  return {
    codings: new ContentCodings(),
    fetch: async (url, request) => {
      const { http, https } = open ?? (await agents());
      const agent = url.startsWith('https:') ? https : http;
      const { addresses } = request;
      const from = proxy ? {} : leaving(source);
      if (addresses === undefined) return await plainFetch(url, request, { agent, ...names, ...from, ...told });
      // No kept connection may have been made by another look at the name; a tunnel is told the address itself.
      if (!proxy) {
        const own = { ...single(url, trust), lookup: fixedAddresses(addresses) };
        return await plainFetch(url, request, { ...own, ...from, ...told });
      }
      const address = addresses.find((one) => isIP(one) === 4) ?? addresses[0] ?? '';
      return await plainFetch(url, request, { agent, address, ...told });
    },
    resolve: (host) => addressesOf(host, nameServers, source),
    dropIdle: () => {
      for (const agent of open ? [open.http, open.https] : []) {
        for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
      }
    },
    close: () => {
      open?.http.destroy();
      open?.https.destroy();
    },
  };
}

/** A connection for one request, with the trust of this way. */
function single(url: string, trust: { readonly ca?: string[] }): { readonly agent?: HttpsAgent } {
  return url.startsWith('https:') ? { agent: new HttpsAgent({ keepAlive: false, ...trust }) } : {};
}

function direct(trust: { readonly ca?: string[] }): Agents {
  return { http: new HttpAgent(keeping), https: new ResumingAgent({ ...keeping, ...trust }) };
}

/** From where connections leave. Throws as `fetch` does while the interface has no address. */
function leaving(source: string | undefined): { readonly localAddress?: string } {
  if (source === undefined) return {};
  const localAddress = sourceAddress(source);
  if (localAddress !== null) return { localAddress };
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('no address'), { code: 'EADDRNOTAVAIL' }) });
}

async function throughProxy(
  proxy: string,
  trust: { readonly ca?: string[] },
  source: string | undefined,
): Promise<Agents> {
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const sessions = new TlsSessions();
  class ResumingTunnel extends HttpsProxyAgent<string> {
    override async connect(
      ...[request, options]: Parameters<InstanceType<typeof HttpsProxyAgent>['connect']>
    ): ReturnType<InstanceType<typeof HttpsProxyAgent>['connect']> {
      Object.assign(this.connectOpts, leaving(source));
      if (!options.secureEndpoint) return await super.connect(request, options);
      const server = `${options.servername ?? ''} ${options.host}:${options.port}`;
      // The agent keeps its own options for the way to the proxy: the server behind it is judged by ours.
      const socket = await super.connect(request, { ...options, ...trust, ...sessions.optionFor(server) });
      sessions.keep(server, socket);
      return socket;
    }
  }
  const tunnel = new ResumingTunnel(proxy, { ...keeping, ...trust });
  return { http: tunnel, https: tunnel as unknown as HttpsAgent };
}
