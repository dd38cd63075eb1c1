import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { capabilitiesXml, statusXml } from './documents.ts';
import { emptyPlaten, renderArea } from './image.ts';
import { Machine } from './machine.ts';
import { type Abilities, parseScanSettings, type ScanSettings } from './scan-settings.ts';

/** An office machine with an A3 glass and a two-sided feeder. */
export const officeMachine: Abilities = {
  maker: 'Tram',
  model: 'Stand-in A3',
  serial: 'TR-0001',
  resolutions: [75, 100, 150, 200, 300, 600],
  maxWidth: 3600,
  maxHeight: 5100,
  feeder: true,
  duplex: true,
};

interface Job {
  readonly settings: ScanSettings;
  /** Aborted when the client gives the job up. */
  readonly gone: AbortController;
  pages: number;
  /** Runs while nobody asks for the next page. */
  idle: NodeJS.Timeout | null;
}

/** How long a job waits for somebody to ask, milliseconds. Real machines take a minute or so; a dead client never asks. */
const idleMs = 8_000;

/**
 * A network scanner that speaks eSCL (AirScan) strictly on 127.0.0.1: one job at a time, only what it advertises, and
 * every breach of the protocol kept in `violations`. Paper and faults are set on `machine`.
 */
export class ScannerPeer {
  readonly machine = new Machine();
  readonly abilities: Abilities;
  /** Requests that a strict machine refuses, for tests to look at. */
  readonly violations: string[] = [];
  /** The settings of the jobs accepted so far. */
  readonly accepted: ScanSettings[] = [];
  /** Jobs that the client gave up with DELETE. */
  deleted = 0;
  readonly #jobs = new Map<string, Job>();
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch((error: unknown) => {
      this.violations.push(String(error));
      response.destroy();
    });
  });
  #port: number;

  constructor({ port = 0, abilities = officeMachine }: { port?: number; abilities?: Abilities } = {}) {
    this.#port = port;
    this.abilities = abilities;
  }

  /** The address for the scanner's settings: `http://127.0.0.1:PORT/eSCL`. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/eSCL`;
  }

  /** Switches the machine on, on the port it had before when it was on already. */
  async start(): Promise<this> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  /** Switches it off: open connections break, new ones are refused, jobs are lost. */
  async stop(): Promise<void> {
    this.#jobs.clear();
    this.machine.eject();
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, 65_536);
    const path = request.url ?? '';
    const job = /^\/eSCL\/ScanJobs\/([0-9a-f-]{36})(\/NextDocument)?$/.exec(path);
    const route = `${request.method} ${job === null ? path : job[2] === undefined ? ':job' : ':job/NextDocument'}`;
    switch (route) {
      case 'GET /eSCL/ScannerCapabilities':
        return sendXml(response, capabilitiesXml(this.abilities));
      case 'GET /eSCL/ScannerStatus':
        return sendXml(response, statusXml(this.#busy() ? 'Processing' : 'Idle', this.#adfState()));
      case 'POST /eSCL/ScanJobs':
        return this.#create(request, response, body);
      case 'GET :job/NextDocument':
        return this.#next(response, job?.[1] ?? '');
      case 'DELETE :job':
        this.deleted += this.#end(job?.[1] ?? '') ? 1 : 0;
        return send(response, 200);
      default:
        this.violations.push(route);
        return send(response, 404);
    }
  }

  #adfState() {
    return this.abilities.feeder ? this.machine.adfState() : undefined;
  }

  #busy(): boolean {
    return this.machine.fault.kind === 'busy' || this.#jobs.size > 0;
  }

  #create(request: IncomingMessage, response: ServerResponse, body: string): void {
    const accepted = this.#accept(request.headers['content-type'] ?? '', body);
    if (typeof accepted === 'number') {
      send(response, accepted);
      return;
    }
    const id = randomUUID();
    this.#jobs.set(id, { settings: accepted, gone: new AbortController(), pages: 0, idle: null });
    this.#wait(id);
    this.accepted.push(accepted);
    response.setHeader('Location', `/eSCL/ScanJobs/${id}`);
    send(response, 201);
  }

  /** The settings of a request that may start a job, or the HTTP status that refuses it. */
  #accept(type: string, body: string): ScanSettings | 400 | 409 | 503 {
    let settings: ScanSettings;
    try {
      if (!/^text\/xml\b/.test(type)) throw new Error('not text/xml');
      settings = parseScanSettings(body, this.abilities);
    } catch (error) {
      this.violations.push(String(error));
      return 400;
    }
    if (this.#busy()) return 503;
    if (settings.source === 'Feeder' && this.machine.adfState() !== 'ScannerAdfLoaded') return 409;
    if (this.machine.fault.kind === 'cover-open') return 409;
    return settings;
  }

  async #next(response: ServerResponse, id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (job === undefined) return send(response, 404);
    // Gone before its request was looked at: its `close` has been told already.
    if (response.destroyed || response.socket?.destroyed) {
      this.#end(id);
      return;
    }
    if (job.idle) clearTimeout(job.idle);
    const { fault } = this.machine;
    const page = job.pages + 1;
    // A client that hangs up over a page has given the job up.
    response.once('close', () => {
      if (response.writableFinished) this.#wait(id);
      else this.#end(id);
    });
    // Answers never.
    if (fault.kind === 'hang' && fault.page === page) return;
    if (fault.kind === 'slow') await delay(fault.ms, job.gone.signal);
    if (job.gone.signal.aborted) return send(response, 404);
    const fed = this.#pull(job, page);
    if (fed === 'jam' || fed === null) {
      this.#end(id);
      return send(response, fed === 'jam' ? 409 : 404);
    }
    job.pages = page;
    let jpeg = await renderArea(fed.side ?? (await emptyPlaten()), job.settings);
    if (fault.kind === 'damaged-image' && fault.page === page) jpeg = jpeg.subarray(0, 200);
    response.setHeader('Content-Type', 'image/jpeg');
    response.setHeader('Content-Length', jpeg.length);
    response.end(jpeg);
  }

  #pull(job: Job, page: number): ReturnType<Machine['feed']> {
    if (job.settings.source === 'Feeder') return this.machine.feed(page, job.settings.duplex);
    return page === 1 ? { side: this.machine.platen } : null;
  }

  /** A job that nobody asks for any more ends by itself. */
  #wait(id: string): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    if (job.idle) clearTimeout(job.idle);
    job.idle = setTimeout(() => this.#end(id), idleMs);
    job.idle.unref();
  }

  #end(id: string): boolean {
    this.machine.eject();
    const job = this.#jobs.get(id);
    if (job?.idle) clearTimeout(job.idle);
    job?.gone.abort();
    return this.#jobs.delete(id);
  }
}

async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) throw new Error('the body is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function send(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0 }).end();
}

function sendXml(response: ServerResponse, xml: string): void {
  response.writeHead(200, { 'Content-Type': 'text/xml' }).end(xml);
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
