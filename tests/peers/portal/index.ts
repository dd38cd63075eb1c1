/**
 * A stand-in for the province's service platform in front of the portal (LGSP form). It checks every field, keeps
 * what it takes, and misbehaves on demand: by its methods, or over HTTP at `/__control` (POST a fault, DELETE heals,
 * GET lists what was received).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Value } from 'typebox/value';
import { Fault, FaultList } from './faults.ts';
import { Keeper, type KeptDossier, type WireAnswer } from './keeper.ts';
import { faultsOf, WireDossier, WireStep } from './wire.ts';

export type { Fault } from './faults.ts';
export type { KeptDossier } from './keeper.ts';

/** A request to a service as it came, and what it was answered (null: nothing). */
export interface SeenRequest {
  readonly service: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  readonly answer: WireAnswer | null;
}

export interface PortalPeer {
  /** The folder of the services: the station's base URL. */
  readonly baseUrl: string;
  readonly controlUrl: string;
  readonly port: number;
  misbehave(fault: Fault): void;
  heal(): void;
  /** The dossiers kept, each once by its code. */
  listReceived(): KeptDossier[];
  /** Every request that was read whole. */
  readonly requests: readonly SeenRequest[];
  close(): Promise<void>;
}

export interface PortalPeerOptions {
  readonly port?: number;
  /** Keeps what it takes across restarts. */
  readonly file?: string;
  /** The only unit that may send; any by default. */
  readonly unit?: string;
  /** The token it demands. */
  readonly token?: string;
  /** The code with which it says "đã tồn tại". */
  readonly existsCode?: string | number;
  /** CapNhatTienDoHoSoMC answers words without an envelope, as some platforms do. */
  readonly plainProgress?: boolean;
  /** False: it has no TraCuuHoSo. */
  readonly lookUp?: boolean;
}

const folder = '/api/SynsTTHCC';
const services: readonly string[] = ['DongBoHoSoMC', 'CapNhatTienDoHoSoMC', 'TraCuuHoSo'];

export async function startPortalPeer(options: PortalPeerOptions = {}): Promise<PortalPeer> {
  const keeper = new Keeper(options.file);
  const faults = new FaultList();
  const requests: SeenRequest[] = [];

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://peer');
    if (url.pathname === '/__control') return await control(request, response);
    if (faults.wholeDown) {
      faults.take('', []);
      request.socket.destroy();
      return;
    }
    if (request.method === 'HEAD') return void response.writeHead(200).end();
    const service = url.pathname.startsWith(`${folder}/`) ? url.pathname.slice(folder.length + 1) : '';
    if (!services.includes(service) || (service === 'TraCuuHoSo' && options.lookUp === false)) {
      return void response.writeHead(404).end();
    }

    const text = await readAll(request);
    const body = parse(text);
    const fault = faults.take(service, [...codesIn(body), ...codesIn(body, 'mahoso')]);
    if (fault?.kind === 'down') return void request.socket.destroy();
    if (fault?.kind === 'status') {
      const header = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
      return void response.writeHead(fault.status, header).end('<html>error</html>');
    }
    if (fault?.kind === 'garbage') {
      return void response.writeHead(200, { 'Content-Type': 'text/html' }).end(fault.body ?? '<html>Đăng nhập</html>');
    }
    if (fault?.kind === 'endless') return await pourForEver(response);

    const query = Object.fromEntries(url.searchParams);
    const answer =
      fault?.kind === 'says'
        ? { error_code: fault.error_code, message: fault.message }
        : apply(request, service, query, body);
    const silent = fault?.kind === 'dropped' || fault?.kind === 'half' || fault?.kind === 'twice';
    requests.push({ service, query, headers: request.headers, body, answer: silent ? null : answer });

    const plain = service === 'CapNhatTienDoHoSoMC' && options.plainProgress === true;
    const sent = Buffer.from(plain ? answer.message : JSON.stringify(answer));
    if (fault?.kind === 'dropped') return void request.socket.destroy();
    if (fault?.kind === 'slow') await wait(fault.ms);
    const pieces = fault?.kind === 'twice' ? [sent, sent] : [sent];
    response.writeHead(200, {
      'Content-Type': plain ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
      'Content-Length': pieces.length * sent.length,
    });
    if (fault?.kind === 'half') {
      response.write(sent.subarray(0, sent.length >> 1), () => request.socket.destroy());
      return;
    }
    response.end(Buffer.concat(pieces));
  }

  function apply(request: IncomingMessage, service: string, query: Record<string, string>, body: unknown): WireAnswer {
    const no = (message: string): WireAnswer => ({ error_code: '-1', message });
    if (options.token !== undefined && request.headers.authorization !== `Bearer ${options.token}`) {
      return no('Sai mã truy cập');
    }
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return no('Content-Type không hợp lệ');
    const allowed = service === 'DongBoHoSoMC' ? ['MaDinhDanhDV', 'isUpdating'] : ['MaDinhDanhDV'];
    const odd = Object.keys(query).find((key) => !allowed.includes(key));
    if (odd !== undefined) return no(`Tham số không hợp lệ: ${odd}`);
    const unit = query['MaDinhDanhDV'] ?? '';
    if (unit === '' || (options.unit !== undefined && unit !== options.unit)) return no('MaDinhDanhDV không hợp lệ');
    if (!Array.isArray(body) || body.length === 0) return no('Dữ liệu phải là một mảng');
    if (service === 'TraCuuHoSo') return lookUp(body);
    return service === 'DongBoHoSoMC' ? sync(unit, query['isUpdating'], body) : progress(body);
  }

  function sync(unit: string, updating: string | undefined, body: unknown[]): WireAnswer {
    if (updating !== 'True' && updating !== 'False') return { error_code: '-1', message: 'isUpdating không hợp lệ' };
    for (const element of body) {
      const wrong = faultsOf(WireDossier, element);
      if (wrong.length > 0) return { error_code: '-2', message: `Dữ liệu không hợp lệ: ${wrong.join('; ')}` };
    }
    const dossiers = body as WireDossier[];
    for (const dossier of dossiers) {
      const known = keeper.has(dossier.MaHoSo);
      if (updating === 'False' && known) {
        return { error_code: options.existsCode ?? '3', message: `Mã hồ sơ ${dossier.MaHoSo} đã tồn tại` };
      }
      if (updating === 'True' && !known) {
        return { error_code: '4', message: `Mã hồ sơ ${dossier.MaHoSo} không tồn tại` };
      }
    }
    for (const dossier of dossiers) {
      if (updating === 'True') keeper.update(dossier);
      else keeper.add(unit, dossier);
    }
    return { error_code: '0', message: 'Đồng bộ hồ sơ thành công' };
  }

  function lookUp(body: unknown[]): WireAnswer {
    const asked = codesIn(body, 'mahoso');
    if (asked.length !== 1 || body.length !== 1) return { error_code: '-1', message: 'Thiếu mahoso' };
    const result = keeper.list().flatMap(({ code, content }) => (asked.includes(code) ? [content] : []));
    return { error_code: '0', message: 'Thành công', result };
  }

  function progress(body: unknown[]): WireAnswer {
    if (body.length > 10) return { error_code: '-1', message: 'Quá 10 tiến độ trong một lần gửi' };
    for (const element of body) {
      const wrong = faultsOf(WireStep, element);
      if (wrong.length > 0) return { error_code: '-2', message: `Dữ liệu không hợp lệ: ${wrong.join('; ')}` };
    }
    const steps = body as WireStep[];
    const unknown = steps.find((step) => !keeper.has(step.MaHoSo));
    if (unknown) return { error_code: '5', message: `Chưa đồng bộ hồ sơ ${unknown.MaHoSo}` };
    if (steps.some((step, i) => i > 0 && step.ThoiDiemXuLy < (steps[i - 1]?.ThoiDiemXuLy ?? ''))) {
      return { error_code: '6', message: 'Tiến độ không theo thứ tự thời gian' };
    }
    for (const step of steps) keeper.step(step);
    return { error_code: 0, message: 'Cập nhật tiến độ thành công' };
  }

  async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return void response.end(JSON.stringify(keeper.list()));
    if (request.method === 'DELETE') {
      faults.heal();
      return void response.writeHead(204).end();
    }
    const fault = parse(await readAll(request));
    if (request.method !== 'POST' || !Value.Check(Fault, fault)) return void response.writeHead(400).end();
    faults.add(fault as Fault);
    response.writeHead(204).end();
  }

  server.listen(options.port ?? 0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${folder}`,
    controlUrl: `http://127.0.0.1:${port}/__control`,
    port,
    misbehave: (fault) => faults.add(fault),
    heal: () => faults.heal(),
    listReceived: () => keeper.list(),
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codesIn(body: unknown, key = 'MaHoSo'): string[] {
  if (!Array.isArray(body)) return [];
  return body.flatMap((element: unknown) => {
    const code = (element as Record<string, unknown> | null)?.[key];
    return typeof code === 'string' ? [code] : [];
  });
}

async function pourForEver(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const piece = Buffer.alloc(64 * 1024, ' ');
  while (!response.destroyed) {
    response.write(piece);
    await wait(1);
  }
}
