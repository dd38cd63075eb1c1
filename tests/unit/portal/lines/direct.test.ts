import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { createLogger } from '../../../../src/common/log.ts';
import { exchange } from '../../../../src/portal/http.ts';
import { type Line, openLine } from '../../../../src/portal/line/line.ts';
import { routePolicies } from '../../../../src/portal/line/route-policy.ts';
import { Routes } from '../../../../src/portal/line/routes.ts';
import { openWay } from '../../../../src/portal/line/way.ts';
import type { RouteRow } from '../../../../src/settings/index.ts';
import { type NamePeer, startNamePeer } from '../../../peers/names/index.ts';
import { startTlsPeer, type TlsPeer } from '../../../peers/tls/index.ts';
import { type Office, openOffice } from '../office.ts';
import { row } from './two-lines.ts';

let server: Server;
let port: number;
let callers: string[];
let names: NamePeer;
let office: Office | null;
let open: Line[];

beforeEach(async () => {
  callers = [];
  open = [];
  office = null;
  server = createServer((request: IncomingMessage, response) => {
    callers.push(request.socket.remoteAddress ?? '');
    request.resume();
    request.on('end', () => response.writeHead(200, { 'Content-Length': 2 }).end('ok'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  names = await startNamePeer();
  names.names.set('lgsp.tinh.test', '127.0.0.1');
});
afterEach(async () => {
  for (const line of open) line.close();
  await office?.close();
  await names.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = async (line: Line, url: string, body = 'x'): Promise<string> => {
  if (!open.includes(line)) open.push(line);
  const answer = await exchange({
    ...{ url, method: 'POST', headers: {}, body, line, timeoutMs: 20_000, maxAnswerBytes: 100, now: 0 },
    signal: new AbortController().signal,
  });
  return answer.kind === 'answer' ? answer.text : answer.kind;
};
const routes = (rows: readonly RouteRow[]): Routes => {
  office = openOffice({ connector: 'manual' }, { start: false });
  const policies = routePolicies(rows, []);
  const parts = { store: office.store, clock: systemClock, log: createLogger('silent'), single: {} };
  return new Routes({ ...parts, policies: () => policies, isTrusted: () => true, onChange: () => {} });
};

describe('a line with a source of its own', () => {
  it.each([
    ['127.0.0.2', '127.0.0.2'],
    ['lo', '127.0.0.1'],
  ])('leaves from it: %s', async (source, address) => {
    expect(await ask(openLine({ source }), `http://127.0.0.1:${port}/`)).toBe('ok');
    expect(callers).toEqual([address]);
  });

  it('carries nothing while the interface has no address', async () => {
    expect(await ask(openLine({ source: 'wwan77' }), `http://127.0.0.1:${port}/`)).toBe('cut');
    expect(callers).toEqual([]);
  });
});

describe('two lines with sources and name servers of their own', () => {
  const second = (): RouteRow => row({ name: '4G', kind: 'mobile', source: '127.0.0.3', nameServers: names.server });

  it('send by the second at once when the name server of the first is away', async () => {
    // Nobody listens there.
    const first = row({ source: '127.0.0.2', nameServers: '127.0.0.1:9' });
    expect(await ask(routes([first, second()]), `http://lgsp.tinh.test:${port}/`)).toBe('ok');
    expect(callers).toEqual(['127.0.0.3']);
  });

  it('send by the second when the interface of the first is away, and say it where both are', async () => {
    const line = routes([row({ source: 'wwan77' }), second()]);
    expect(await ask(line, `http://lgsp.tinh.test:${port}/`)).toBe('ok');
    expect(callers).toEqual(['127.0.0.3']);
    expect(await ask(line, `http://unknown.tinh.test:${port}/`)).toBe('no-name');
    expect(callers).toHaveLength(1);
  });

  it('never send a message twice that may have arrived', async () => {
    const line = routes([row({ source: '127.0.0.2' }), second()]);
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage) => {
      callers.push(request.socket.remoteAddress ?? '');
      request.on('data', () => request.socket.destroy());
    });
    expect(await ask(line, `http://lgsp.tinh.test:${port}/`)).toMatch(/cut|no-name/);
    expect(callers.length).toBeLessThanOrEqual(1);
  });
});

describe('a question whose connection breaks off', () => {
  it('is asked once more by each line and no more, though the server answers all else', async () => {
    const line = routes([row({ source: '127.0.0.2' }), row({ name: '4G', kind: 'mobile', source: '127.0.0.3' })]);
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage) => {
      callers.push(request.socket.remoteAddress ?? '');
      request.socket.destroy();
    });
    const url = `http://127.0.0.1:${port}/`;
    // Whoever is asked about the line finds that it works.
    line.watch(url, {
      report: (route, answered) => line.note(route, url, answered),
      ask: (route) => line.note(route, url, true),
    });
    for (const route of line.all) line.note(route, url, true);
    open.push(line);
    const signal = AbortSignal.timeout(10_000);
    await expect(line.fetch(url, { method: 'GET', headers: {}, signal })).rejects.toThrow('fetch failed');
    expect(callers.toSorted()).toEqual(['127.0.0.2', '127.0.0.2', '127.0.0.3', '127.0.0.3']);
  });
});

describe('a way for questions', () => {
  it('takes none that does not lead there, and last the one that is known to be away', async () => {
    const url = `http://127.0.0.1:${port}/`;
    const line = routes([
      row({ name: 'A', source: '127.0.0.2', reaches: '*.tinh.test' }),
      row({ name: 'B', source: '127.0.0.3' }),
      row({ name: 'C', source: '127.0.0.4' }),
    ]);
    open.push(line);
    expect(await ask(openWay(line.ways() ?? {}), url)).toBe('ok');
    line.watch('http://lgsp.tinh.test/', { report: () => {}, ask: () => {} });
    for (const route of line.all.slice(0, 2)) line.note(route, 'http://lgsp.tinh.test/', false);
    expect(await ask(openWay(line.ways() ?? {}), url)).toBe('ok');
    expect(callers).toEqual(['127.0.0.3', '127.0.0.4']);
    expect(await ask(openWay({ name: 'A', reaches: ['tinh.test'] }), url)).toBe('nowhere');
  });

  it('goes on by the next when one does not lead there, and tells what each carried', async () => {
    const way = openWay({ name: 'A', source: 'wwan77', further: [{ name: 'B', source: '127.0.0.3' }] });
    expect(await ask(way, `http://127.0.0.1:${port}/`, 'y'.repeat(5000))).toBe('ok');
    expect(callers).toEqual(['127.0.0.3']);
    const { A, B } = way.carried();
    expect(A).toBe(0);
    expect(B).toBeGreaterThan(5000);
    expect(B).toBeLessThan(7000);
  });

  it('that is closed carries nothing', async () => {
    expect(await ask(openWay({ closed: true }), `http://127.0.0.1:${port}/`)).toBe('held');
    expect(callers).toEqual([]);
  });

  it('counts what goes over TLS, the handshake among it', async () => {
    const tls: TlsPeer = await startTlsPeer(port, { name: 'localhost' });
    const way = openWay({ name: 'A', authorities: [tls.authority] });
    expect(await ask(way, `https://localhost:${tls.port}/`, 'y'.repeat(50_000))).toBe('ok');
    expect(way.carried()['A']).toBeGreaterThan(50_000);
    expect(way.carried()['A']).toBeLessThan(65_000);
    way.close();
    await tls.close();
  });
});
