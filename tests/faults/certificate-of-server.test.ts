import { afterEach, expect, it } from 'vitest';
import { type Certificate, startTlsPeer, type TlsPeer } from '../peers/tls/index.ts';
import { begin, end, expectDelivered, far, settingsFor } from '../unit/portal/far-side.ts';
import { openOffice } from '../unit/portal/office.ts';

let tls: TlsPeer;
afterEach(async () => {
  await end();
  await tls.close();
});

async function behindTls(first: Certificate, trusted = true): Promise<void> {
  await begin({}, false);
  await far.office.close();
  tls = await startTlsPeer(far.portal.port, first);
  const baseUrl = far.portal.baseUrl.replace(`http://127.0.0.1:${far.portal.port}`, `https://localhost:${tls.port}`);
  far.office = openOffice({
    ...settingsFor(baseUrl, far.gateway.endpoint),
    line: trusted ? { authorities: [tls.authority] } : {},
  });
}

it.each([
  ['expired', { name: 'localhost', expired: true }],
  ['of another host', { name: 'cong.tinh.test' }],
] as const)('a server whose certificate is %s is sent nothing, until it shows a good one', async (_, certificate) => {
  await behindTls(certificate);
  far.office.issue(1);
  await far.office.until(() => far.office.rows(1)[1]?.failureCode === 'PORTAL-UNTRUSTED');
  expect(tls.received).toBe(0);
  expect(far.office.portal.status().portal.state).toBe('down');
  await tls.show({ name: 'localhost' });
  await far.office.drained();
  await expectDelivered(1);
});

it('an authority that nobody named is not trusted', async () => {
  await behindTls({ name: 'localhost' }, false);
  far.office.issue(1);
  await far.office.until(() => far.office.rows(1)[1]?.failureCode === 'PORTAL-UNTRUSTED');
  expect(tls.received).toBe(0);
});
