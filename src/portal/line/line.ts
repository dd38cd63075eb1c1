import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { ContentCodings } from './content-coding.ts';
import { addressesOf, namesFrom } from './names.ts';
import { fixedAddresses, type PlainRequest, plainFetch } from './plain-fetch.ts';
import { ResumingAgent, TlsSessions } from './tls-sessions.ts';

/** The way by which the office reaches the province: a dedicated line, the internet, 4G. */
export interface LineSettings {
  /** `http://host:port` of a proxy through which every request is tunnelled. */
  readonly proxy?: string;
  /** Name servers of this way; the system's own by default. */
  readonly nameServers?: readonly string[];
  /** Authorities trusted besides the public ones, PEM. */
  readonly authorities?: readonly string[];
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

export function openLine(settings: LineSettings = {}): Line {
  const { proxy, nameServers = [], authorities = [] } = settings;
  const trust = authorities.length > 0 ? { ca: [...rootCertificates, ...authorities] } : {};
  let made: Promise<Agents> | null = null;
  let open: Agents | null = null;
  const agents = async (): Promise<Agents> => {
    made ??= proxy ? throughProxy(proxy, trust) : Promise.resolve(direct(trust));
    open = await made;
    return open;
  };
  // Through a proxy it is the proxy that looks names up.
  const names = nameServers.length > 0 && !proxy ? { lookup: namesFrom(nameServers) } : {};
  return {
    codings: new ContentCodings(),
    fetch: async (url, request) => {
      const { http, https } = open ?? (await agents());
      const agent = url.startsWith('https:') ? https : http;
      const { addresses } = request;
      if (addresses === undefined) return await plainFetch(url, request, { agent, ...names });
      // No kept connection may have been made by another look at the name; a tunnel is told the address itself.
      if (!proxy) return await plainFetch(url, request, { ...single(url, trust), lookup: fixedAddresses(addresses) });
      const address = addresses.find((one) => isIP(one) === 4) ?? addresses[0] ?? '';
      return await plainFetch(url, request, { agent, address });
    },
    resolve: (host) => addressesOf(host, nameServers),
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

async function throughProxy(proxy: string, trust: { readonly ca?: string[] }): Promise<Agents> {
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const sessions = new TlsSessions();
  class ResumingTunnel extends HttpsProxyAgent<string> {
    override async connect(
      ...[request, options]: Parameters<InstanceType<typeof HttpsProxyAgent>['connect']>
    ): ReturnType<InstanceType<typeof HttpsProxyAgent>['connect']> {
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
