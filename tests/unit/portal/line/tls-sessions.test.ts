import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange } from '../../../../src/portal/http.ts';
import { type Line, openLine } from '../../../../src/portal/line/line.ts';
import { type LinkPeer, startLinkPeer } from '../../../peers/link/index.ts';
import { type ProxyPeer, startProxyPeer } from '../../../peers/proxy/index.ts';
import { startTlsPeer, type TlsPeer } from '../../../peers/tls/index.ts';

let server: Server;
let tls: TlsPeer;
let link: LinkPeer;
let proxy: ProxyPeer;
let line: Line;

beforeEach(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'Content-Length': 2 }).end('ok'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  tls = await startTlsPeer((server.address() as AddressInfo).port, { name: 'localhost' });
  link = await startLinkPeer(tls.port);
  proxy = await startProxyPeer();
});
afterEach(async () => {
  line.close();
  await proxy.close();
  await link.close();
  await tls.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = async (): Promise<string> => {
  const answer = await exchange({
    url: `https://localhost:${link.port}/`,
    method: 'POST',
    headers: {},
    body: 'x',
    line,
    timeoutMs: 10_000,
    maxAnswerBytes: 100,
    now: 0,
    signal: new AbortController().signal,
  });
  return answer.kind === 'answer' ? answer.text : answer.kind;
};

describe('the connections of a line', () => {
  it('are kept: ten messages make one handshake', async () => {
    line = openLine({ authorities: [tls.authority] });
    for (let n = 0; n < 10; n++) expect(await ask()).toBe('ok');
    expect([tls.handshakes, tls.resumed]).toEqual([1, 0]);
  });

  it.each(['straight', 'through a proxy'])('resume their TLS session after every break: %s', async (way) => {
    line = openLine({ authorities: [tls.authority], ...(way === 'straight' ? {} : { proxy: proxy.url }) });
    expect(await ask()).toBe('ok');
    for (const breaks of [1, 2, 3]) {
      link.reset();
      line.dropIdle();
      expect(await ask()).toBe('ok');
      expect([tls.handshakes, tls.resumed]).toEqual([1 + breaks, breaks]);
    }
    expect(proxy.tunnels).toHaveLength(way === 'straight' ? 0 : 4);
  });

  it('trust nothing for having been there before: a server that shows a bad certificate is sent nothing', async () => {
    line = openLine({ authorities: [tls.authority] });
    expect(await ask()).toBe('ok');
    await tls.show({ name: 'cong.tinh.test' });
    link.reset();
    line.dropIdle();
    const [before, handshakes] = [tls.received, tls.handshakes];
    const answered = await ask();
    // The ticket is the server's own word that it is the one from before; without it, the certificate decides.
    if (tls.resumed > 0) expect(answered).toBe('ok');
    else {
      expect(answered).toBe('untrusted');
      expect([tls.received, tls.handshakes]).toEqual([before, handshakes]);
    }
  });
});
