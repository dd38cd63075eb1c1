import { afterEach, expect, it } from 'vitest';
import { type LinkPeer, startLinkPeer } from '../peers/link/index.ts';
import { begin, end, expectDelivered, far, settingsFor } from '../unit/portal/far-side.ts';
import { openOffice } from '../unit/portal/office.ts';

let link: LinkPeer;
afterEach(async () => {
  await end();
  await link.close();
});

it('a line that swallows an upload and breaks nothing off: it is given up, and goes on where it was', async () => {
  await begin({}, false);
  await far.office.close();
  link = await startLinkPeer(far.gateway.port);
  const settings = settingsFor(
    far.portal.baseUrl,
    far.gateway.endpoint.replace(String(far.gateway.port), String(link.port)),
  );
  // A piece may take half a second here; the line is slow enough to be caught in the middle.
  const gateway = { ...settings.gateway, limits: { baseTimeoutMs: 500, slowestBytesPerSecond: 1_000_000 } };
  far.office = openOffice({ ...settings, gateway });
  link.shape({ bitsPerSecond: 4_000_000 });
  far.office.issue(1, 300_000);
  await far.office.until(() => link.bytes.up > 100_000);
  link.hold(true);
  await far.office.until(() => far.office.rows(1)[0]?.failureCode === 'PORTAL-TIMEOUT');
  expect(far.office.portal.status().gateway.state).toBe('down');
  expect(far.office.rows(1)[1]?.state).toBe('waiting');
  link.hold(false);
  await far.office.drained();
  await expectDelivered(1);
  expect(far.gateway.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
