import { afterEach, expect, it } from 'vitest';
import { type LinkPeer, startLinkPeer } from '../peers/link/index.ts';
import { begin, end, expectDelivered, far, settingsFor } from '../unit/portal/far-side.ts';
import { openOffice } from '../unit/portal/office.ts';

let link: LinkPeer;
afterEach(async () => {
  await end();
  await link.close();
});

it('a connection whose far half is closed while an upload runs: the upload goes on over another, once', async () => {
  await begin({}, false);
  await far.office.close();
  link = await startLinkPeer(far.gateway.port);
  const endpoint = far.gateway.endpoint.replace(String(far.gateway.port), String(link.port));
  far.office = openOffice(settingsFor(far.portal.baseUrl, endpoint));
  link.shape({ bitsPerSecond: 4_000_000 });
  far.office.issue(1, 300_000);
  await far.office.until(() => link.bytes.up > 100_000);
  const opened = link.connections;
  link.halfClose();
  await far.office.drained();
  await expectDelivered(1);
  expect(link.connections).toBeGreaterThan(opened);
  expect(far.gateway.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
