import { afterEach, expect, it } from 'vitest';
import { type ProxyPeer, startProxyPeer } from '../peers/proxy/index.ts';
import { begin, end, expectDelivered, far, settingsFor } from '../unit/portal/far-side.ts';
import { openOffice } from '../unit/portal/office.ts';

let proxy: ProxyPeer;
afterEach(async () => {
  await end();
  await proxy.close();
});

it('a proxy that lets nobody through is said; when it does, everything goes through it', async () => {
  await begin({}, false);
  await far.office.close();
  proxy = await startProxyPeer();
  proxy.closed = true;
  far.office = openOffice({
    ...settingsFor(far.portal.baseUrl, far.gateway.endpoint),
    line: { proxy: proxy.url },
  });
  far.office.issue(1);
  await far.office.until(() => far.office.rows(1)[0]?.failureCode === 'PORTAL-PROXY');
  expect(far.gateway.requests).toHaveLength(0);
  proxy.closed = false;
  await far.office.drained();
  await expectDelivered(1);
  const targets = new Set(proxy.tunnels);
  expect(targets).toEqual(new Set([`127.0.0.1:${far.portal.port}`, `127.0.0.1:${far.gateway.port}`]));
});
