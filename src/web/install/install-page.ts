import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { Clock } from '../../common/clock.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { AuthorityFacts } from '../authority/station-certificate.ts';
import { derPath, installHtml, installPolicy, pemPath } from './page.ts';

/** For so long the page is open (milliseconds). */
export const openForMs = 30 * 60_000;

/** Enough for the machines of an office; who else connects waits outside. */
const mostConnections = 32;

const limits = { requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 8192 } as const;

interface Opened {
  readonly server: Server;
  readonly addresses: readonly string[];
  readonly timer: NodeJS.Timeout;
  readonly until: number;
}

interface Options {
  /** What it serves. */
  readonly authority: AuthorityFacts;
  readonly clock: Clock;
  /** Told when the page has closed by itself. */
  readonly onClosed: () => void;
}

/**
 * The page from which a machine gets the authority before it can trust anything here: plain HTTP, one document and one
 * certificate, nothing else, and nothing is taken in. It is closed until the unit admin opens it, closes by itself, and
 * a restart leaves it closed. The fingerprint is compared with what the station's own screen says.
 */
export class InstallPage {
  readonly #options: Options;
  #opened: Opened | null = null;
  /** Opening and closing follow each other: of two people who press at once, the second finds it open. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  get state(): { readonly until: number | null; readonly addresses: readonly string[] } {
    return { until: this.#opened?.until ?? null, addresses: this.#opened?.addresses ?? [] };
  }

  /** Opens it, or leaves it open for half an hour from now. SCREEN-INSTALL-PORT. */
  open(host: string, port: number): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const server = this.#opened?.server ?? createServer(limits, this.#answer);
      const addresses = this.#opened?.addresses ?? (await listen(server, host, port));
      if (addresses === null) return fail('SCREEN-INSTALL-PORT', { port });
      clearTimeout(this.#opened?.timer);
      const timer = setTimeout(() => void this.close().then(this.#options.onClosed), openForMs);
      this.#opened = { server, addresses, timer, until: this.#options.clock.now() + openForMs };
      return ok();
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      const opened = this.#opened;
      this.#opened = null;
      if (!opened) return;
      clearTimeout(opened.timer);
      await new Promise<void>((resolve) => {
        opened.server.close(() => resolve());
        opened.server.closeAllConnections();
      });
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  readonly #answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { authority } = this.#options;
    const known: Readonly<Record<string, { readonly type: string; readonly body: string | Buffer }>> = {
      '/': { type: 'text/html; charset=utf-8', body: installHtml(authority) },
      [derPath]: { type: 'application/x-x509-ca-cert', body: authority.der },
      [pemPath]: { type: 'application/x-pem-file', body: authority.pem },
    };
    const found = Object.hasOwn(known, request.url ?? '') ? known[request.url ?? ''] : undefined;
    const status = found === undefined ? 404 : request.method === 'GET' ? 200 : 405;
    const { type, body } = (status === 200 ? found : undefined) ?? { type: 'text/plain; charset=utf-8', body: '' };
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'content-security-policy': installPolicy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      connection: 'close',
    });
    response.end(body);
  };
}

/** Answers the page's addresses; null when the port cannot be had. */
async function listen(server: Server, host: string, port: number): Promise<readonly string[] | null> {
  server.maxConnections = mostConnections;
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, host, () => resolve(true));
  });
  if (!listening) return null;
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return addressesOf(host).map((one) => `http://${one}:${actual}/`);
}

/** The addresses of the machine that a listener on `host` answers at. */
function addressesOf(host: string): string[] {
  if (host !== '0.0.0.0') return [host];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
