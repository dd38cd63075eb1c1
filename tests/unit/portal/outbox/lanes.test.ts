import { afterEach, describe, expect, it } from 'vitest';
import { lanes, lanesFor } from '../../../../src/portal/outbox/lanes.ts';
import { startGatewayPeer } from '../../../peers/document-gateway/index.ts';
import { startPortalPeer } from '../../../peers/portal/index.ts';
import { begin, end, far } from '../far-side.ts';

describe('how much goes at the same time', () => {
  it('is one document while nothing tells how fast the line is', () => {
    expect(lanesFor('up', 'up', null)).toEqual({ messages: 32, documents: 1, documentsApartMs: 0 });
  });

  it('is little on a weak line, and begins apart on a slow one', () => {
    expect(lanesFor('weak', 'weak', 8_000)).toEqual(lanes.weak);
    expect(lanesFor('up', 'up', 64_000)).toEqual(lanes.slow);
    expect(lanesFor('up', 'up', 1_000_000)).toEqual(lanes.good);
    expect(lanesFor('down', 'down', 64_000)).toEqual(lanes.down);
    // One of the two lines may be weak alone, or away.
    expect(lanesFor('up', 'down', 1_000_000)).toEqual(lanes.good);
    expect(lanesFor('weak', 'up', 1_000_000)).toEqual({ ...lanes.good, messages: lanes.weak.messages });
  });
});

describe('a line that is away', () => {
  afterEach(end);

  it('is not asked for each of many messages again and again, and all go when it is back', async () => {
    await begin({}, false);
    for (let n = 1; n <= 40; n++) far.office.issue(n, 1);
    const { port } = far.portal;
    const gatewayPort = far.gateway.port;
    await Promise.all([far.portal.close(), far.gateway.close()]);
    far.office.portal.start();
    await far.office.until(() => far.office.portal.status().portal.state === 'down');
    await far.office.until(() => far.office.portal.status().gateway.state === 'down');
    const attempts = (): number => far.office.open().reduce((sum, row) => sum + row.attempts, 0);
    const before = attempts();
    // A head waits 40 ms at most in this office: forty of them would be tried hundreds of times meanwhile.
    const since = performance.now();
    await far.office.until(() => performance.now() - since > 500);
    expect(attempts() - before).toBeLessThan(220);
    expect(attempts()).toBeGreaterThan(0);
    far.portal = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01', port });
    far.gateway = await startGatewayPeer({ port: gatewayPort });
    await far.office.drained();
    expect(far.portal.listReceived()).toHaveLength(40);
  });
});

describe('documents of equal length', () => {
  afterEach(end);

  it('all arrive though only the first says how fast the line is', async () => {
    await begin({}, false);
    for (let n = 1; n <= 5; n++) far.office.issue(n, 30_000);
    far.office.portal.start();
    await far.office.drained();
    const first = far.gateway.requests.findIndex(({ method }) => method === 'PATCH');
    expect(far.gateway.requests.slice(0, first).filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(far.portal.listReceived()).toHaveLength(5);
  });
});
