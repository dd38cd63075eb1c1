/**
 * A stand-in for the portal in its three forms: behind the province's service platform (`lgsp`), by its own interface
 * (`mapi`), and by that of 2026 (`dvcsync`); and for the province's one-stop system (`one-stop`). It checks every field, keeps what it takes, and misbehaves on demand: by its
 * methods, over HTTP at `/__control` (POST a fault, DELETE heals, GET lists what was received), or by hand at
 * `/__control/page`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Value } from 'typebox/value';
import { type Categories, renameProcedure, startCategories } from './categories.ts';
import { actAsCitizen, citizenActs } from './citizen.ts';
import { DossierDesk } from './dossier-services.ts';
import { DvcKeeper, type KeptDvcDossier } from './dvc-keeper.ts';
import { type DvcFormOptions, dvcSyncForm } from './dvcsync.ts';
import { Fault, FaultList } from './faults.ts';
import { codesIn, type FormAnswer, type Incoming, type PortalForm } from './form.ts';
import { Keeper, type KeptDossier } from './keeper.ts';
import { type LgspFormOptions, lgspForm } from './lgsp.ts';
import { type MapiFormOptions, mapiForm } from './mapi.ts';
import { type OneStopFormOptions, oneStopForm, ownCodes } from './one-stop.ts';
import { OnlineCounter } from './online.ts';
import { controlPage, switches } from './page.ts';

export { dvcClient, dvcFolder } from './dvcsync.ts';
export type { Fault } from './faults.ts';
export type { KeptDossier } from './keeper.ts';
export { mapiAccount, mapiDestination, mapiFolder } from './mapi.ts';

export { oneStopFolder, oneStopToken, oneStopUnit } from './one-stop.ts';

/** A request to a service as it came, and what it was answered (null: nothing). */
export interface SeenRequest {
  readonly form: PortalForm['name'];
  readonly service: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  readonly answer: unknown;
}

export interface PortalPeer {
  /** Where the `lgsp` form answers: the station's base URL. */
  readonly baseUrl: string;
  /** Where each form answers. */
  readonly urls: Readonly<Record<PortalForm['name'], string>>;
  readonly controlUrl: string;
  /** The page with the switches. */
  readonly pageUrl: string;
  readonly port: number;
  misbehave(fault: Fault): void;
  heal(): void;
  /** Sessions and tokens given until now end. */
  expire(): void;
  /** Somebody at the portal changes what `lgsp` and `mapi` have of a dossier, or removes it (null). */
  meddle: Keeper['meddle'];
  /** The dossiers kept by `lgsp` and `mapi`, each once by its code. */
  listReceived(): KeptDossier[];
  /** What citizens did here: requests, payments, appointments; and what the office decided. */
  readonly online: OnlineCounter;
  /** What `dvcsync` keeps. */
  readonly dvc: {
    list(): KeptDvcDossier[];
    file(id: string): { readonly hash: string; readonly bytes: Buffer } | null;
    readonly files: number;
    readonly numbers: number;
  };
  /** What the one-stop system keeps, and what it calls each by the station's code. */
  readonly oneStop: { list(): KeptDossier[]; codes(): ReadonlyMap<string, string> };
  /** Its categories; what is changed here is answered from then on. */
  readonly categories: Categories;
  /** Every request that was read whole. */
  readonly requests: readonly SeenRequest[];
  /** Told of each request that takes effect, before anything is answered: the service and the dossiers that it names. */
  onEffect: (service: string, dossierCodes: readonly string[]) => void;
  close(): Promise<void>;
}

export interface PortalPeerOptions extends LgspFormOptions {
  readonly port?: number;
  /** Keeps what it takes across restarts; what `dvcsync` takes lies beside it. */
  readonly file?: string;
  /** The code with which it says "đã tồn tại". */
  readonly existsCode?: string | number;
  /** Takes packed bodies, says so in every answer, and packs answers for whoever asks; `offered`: says so, and answers 400 to one. */
  readonly gzip?: boolean | 'offered';
  readonly mapi?: Omit<MapiFormOptions, 'unit' | 'plainProgress'>;
  readonly dvcsync?: DvcFormOptions;
  readonly oneStop?: OneStopFormOptions;
}

export async function startPortalPeer(options: PortalPeerOptions = {}): Promise<PortalPeer> {
  const keeper = new Keeper(options.file);
  const dvc = new DvcKeeper(options.file && `${options.file}.dvcsync`);
  const oneStopKeeper = new Keeper(options.file && `${options.file}.one-stop`);
  const faults = new FaultList();
  const requests: SeenRequest[] = [];
  const online = new OnlineCounter(options.file && `${options.file}.online`);
  const desk = new DossierDesk(keeper, options.existsCode ?? '3', online);
  const { unit, plainProgress } = options;
  const categories = startCategories(unit);
  const forms = {
    lgsp: lgspForm(desk, options, categories),
    mapi: mapiForm(desk, { unit, plainProgress, ...options.mapi }, () => faults.revoked, categories),
    dvcsync: dvcSyncForm(dvc, options.dvcsync ?? {}, () => faults.revoked),
    'one-stop': oneStopForm(oneStopKeeper, options.oneStop ?? {}, () => faults.revoked),
  };
  const expire = (): void => {
    for (const form of Object.values(forms)) form.expire();
  };
  const misbehave = (fault: Fault): void => {
    faults.add(fault);
    if (fault.kind === 'revoked') expire();
  };

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://peer');
    if (url.pathname.startsWith('/__control')) return await control(url, request, response);
    if (faults.wholeDown) {
      faults.take('', []);
      request.socket.destroy();
      return;
    }
    if (options.gzip) response.setHeader('Accept-Encoding', 'gzip');
    if (request.method === 'HEAD') return void response.writeHead(200).end();
    const coding = request.headers['content-encoding'];
    const sent = await readAll(request);
    if (coding !== undefined && options.gzip === 'offered') return void response.writeHead(400).end();
    if (coding !== undefined && !(options.gzip && coding === 'gzip')) return void response.writeHead(415).end();
    const bytes = coding === 'gzip' ? gunzipSync(sent) : sent;
    const body = parse(bytes.toString('utf8'));
    const form = Object.values(forms).find((one) => one.serviceOf(url.pathname, body) !== null);
    const service = form?.serviceOf(url.pathname, body) ?? null;
    if (!form || service === null) return void response.writeHead(404).end();
    const method = request.method ?? '';
    const query = Object.fromEntries(url.searchParams);
    await exchange(form, { method, service, query, headers: request.headers, bytes, body }, request, response);
  }

  async function exchange(
    form: PortalForm,
    asked: Incoming,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { service, query, headers, body } = asked;
    const fault = faults.take(service, codesIn(body));
    if (fault?.kind === 'down') return void request.socket.destroy();
    if (fault?.kind === 'status') {
      const header = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
      return void response.writeHead(fault.status, header).end('<html>error</html>');
    }
    if (fault?.kind === 'garbage') {
      return void response.writeHead(200, { 'Content-Type': 'text/html' }).end(fault.body ?? '<html>Đăng nhập</html>');
    }
    if (fault?.kind === 'endless') return await pourForEver(response);
    if (fault?.kind === 'expired') expire();

    peer.onEffect(service, codesIn(body));
    const answer = fault?.kind === 'says' ? saying(form, fault) : form.answer(asked);
    const silent = fault && ['dropped', 'half', 'twice', 'half-closed', 'charset'].includes(fault.kind);
    requests.push({ form: form.name, service, query, headers, body, answer: silent ? null : answer.body });
    await respond(fault, answer, request, response);
  }

  async function respond(
    fault: Fault | undefined,
    answer: FormAnswer,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (fault?.kind === 'dropped') return void request.socket.destroy();
    if (fault?.kind === 'half-closed') return void request.socket.end();
    if (fault?.kind === 'slow') await wait(fault.ms);
    const text = answer.plain ? String(answer.body) : JSON.stringify(answer.body);
    const plain = Buffer.from(text, fault?.kind === 'charset' ? fault.as : 'utf8');
    const packs = options.gzip && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (packs) response.setHeader('Content-Encoding', 'gzip');
    const sent = packs ? gzipSync(plain) : plain;
    const pieces = fault?.kind === 'twice' ? [sent, sent] : [sent];
    response.writeHead(answer.status, {
      'Content-Type': `${answer.plain ? 'text/plain' : 'application/json'}; charset=utf-8`,
      'Content-Length': pieces.length * sent.length,
    });
    if (fault?.kind === 'half') {
      response.write(sent.subarray(0, sent.length >> 1), () => request.socket.destroy());
      return;
    }
    response.end(Buffer.concat(pieces));
  }

  async function control(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (url.pathname === '/__control/page') return await page(request, response);
    if (request.method === 'GET') {
      return void response.end(JSON.stringify(url.pathname === '/__control/dvcsync' ? dvc.list() : keeper.list()));
    }
    if (request.method === 'DELETE') {
      faults.heal();
      return void response.writeHead(204).end();
    }
    const fault = parse((await readAll(request)).toString('utf8'));
    if (request.method !== 'POST' || !Value.Check(Fault, fault)) return void response.writeHead(400).end();
    misbehave(fault as Fault);
    response.writeHead(204).end();
  }

  async function page(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const name = new URLSearchParams((await readAll(request)).toString('utf8')).get('switch') ?? '';
      const chosen = switches.find((one) => one.name === name);
      if (name === 'heal') faults.heal();
      else if (name === 'expire') expire();
      else if (citizenActs.some((one) => one.name === name)) actAsCitizen(online, name);
      else if (name === 'rename') renameProcedure(categories);
      else if (chosen) misbehave(chosen.fault);
      else return void response.writeHead(400).end();
      return void response.writeHead(303, { Location: '/__control/page' }).end();
    }
    const kept = [
      ...[...keeper.list(), ...oneStopKeeper.list()].map((one) => ({
        code: one.code,
        state: one.content.TrangThaiHoSo,
        steps: one.steps.length,
      })),
      ...dvc
        .list()
        .map((one) => ({ code: one.code, state: String(one.state?.TrangThai ?? ''), steps: one.steps.length })),
    ];
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(controlPage({ faults: faults.list(), kept, requests: requests.length, filed: online.requests }));
  }

  server.listen(options.port ?? 0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const peer: PortalPeer = {
    baseUrl: `${origin}${forms.lgsp.path}`,
    urls: {
      lgsp: `${origin}${forms.lgsp.path}`,
      mapi: `${origin}${forms.mapi.path}`,
      dvcsync: `${origin}${forms.dvcsync.path}`,
      'one-stop': `${origin}${forms['one-stop'].path}`,
    },
    controlUrl: `${origin}/__control`,
    pageUrl: `${origin}/__control/page`,
    port,
    misbehave,
    heal: () => faults.heal(),
    expire,
    meddle: (code, change) => keeper.meddle(code, change),
    listReceived: () => keeper.list(),
    dvc,
    online,
    oneStop: { list: () => oneStopKeeper.list(), codes: () => ownCodes(oneStopKeeper.list()) },
    categories,
    requests,
    onEffect: () => {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return peer;
}

/** The envelope of the form with a code and words. */
function saying(form: PortalForm, { error_code, message }: Extract<Fault, { kind: 'says' }>): FormAnswer {
  const body = form.name === 'dvcsync' ? { code: String(error_code), message, data: null } : { error_code, message };
  return { status: 200, body };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function pourForEver(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const piece = Buffer.alloc(64 * 1024, ' ');
  while (!response.destroyed) {
    response.write(piece);
    await wait(1);
  }
}
