import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange } from '../../../../src/portal/http.ts';
import { type Line, openLine } from '../../../../src/portal/line/line.ts';
import { type ProxyPeer, startProxyPeer } from '../../../peers/proxy/index.ts';
import { startTlsPeer, type TlsPeer } from '../../../peers/tls/index.ts';

let server: Server;
let tls: TlsPeer;
let proxy: ProxyPeer;
let line: Line;
let hosts: (string | undefined)[];

beforeEach(async () => {
  hosts = [];
  server = createServer((request, response) => {
    hosts.push(request.headers.host);
    response.writeHead(200).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  tls = await startTlsPeer(portOf(server), { name: 'crl.tinh.test' });
  proxy = await startProxyPeer();
});
afterEach(async () => {
  line.close();
  await proxy.close();
  await tls.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const portOf = (one: Server): number => (one.address() as AddressInfo).port;

async function ask(url: string): Promise<string> {
  const answer = await exchange({
    url,
    method: 'GET',
    headers: {},
    addresses: ['127.0.0.1'],
    line,
    timeoutMs: 10_000,
    maxAnswerBytes: 100,
    now: 0,
    signal: new AbortController().signal,
  });
  return answer.kind === 'answer' ? answer.text : answer.kind;
}

describe.each(['straight', 'through a proxy'])('a host whose addresses were judged, %s', (way) => {
  const open = (): void => {
    line = openLine({ authorities: [tls.authority], ...(way === 'straight' ? {} : { proxy: proxy.url }) });
  };
  const tunnel = (port: number): string[] => (way === 'straight' ? [] : [`127.0.0.1:${port}`]);

  it('is reached at these alone, under its own name', async () => {
    open();
    const port = portOf(server);
    expect(await ask(`http://crl.tinh.test:${port}/list`)).toBe('ok');
    expect(hosts).toEqual([`crl.tinh.test:${port}`]);
    expect(proxy.tunnels).toEqual(tunnel(port));
  });

  it('shows a certificate of its own name, or is told nothing', async () => {
    open();
    expect(await ask(`https://crl.tinh.test:${tls.port}/list`)).toBe('ok');
    expect(proxy.tunnels).toEqual(tunnel(tls.port));
    const before = tls.received;
    expect(await ask(`https://other.tinh.test:${tls.port}/list`)).toBe('untrusted');
    expect(tls.received).toBe(before);
  });
});
