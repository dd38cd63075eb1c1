import { afterEach, expect, it } from 'vitest';
import { type NamePeer, startNamePeer } from '../peers/names/index.ts';
import { begin, end, expectDelivered, far, settingsFor } from '../unit/portal/far-side.ts';
import { openOffice } from '../unit/portal/office.ts';

let names: NamePeer;
afterEach(async () => {
  await end();
  await names.close();
});

it('the name of the portal is not known for a while: nothing is lost, and it is said what to look at', async () => {
  await begin({}, false);
  await far.office.close();
  names = await startNamePeer();
  const baseUrl = far.portal.baseUrl.replace('127.0.0.1', 'lgsp.tinh.test');
  far.office = openOffice({
    ...settingsFor(baseUrl, far.gateway.endpoint),
    line: { nameServers: [names.server] },
  });
  far.office.issue(1);
  await far.office.until(() => far.office.rows(1)[1]?.failureCode === 'PORTAL-NAME-UNKNOWN');
  expect(far.office.portal.status().portal.state).toBe('down');
  expect(names.questions).toContain('lgsp.tinh.test');
  expect(far.portal.requests).toHaveLength(0);
  names.names.set('lgsp.tinh.test', '127.0.0.1');
  await far.office.drained();
  await expectDelivered(1);
});
