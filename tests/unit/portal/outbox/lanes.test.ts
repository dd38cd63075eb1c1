import { afterEach, describe, expect, it } from 'vitest';
import { lanes, lanesFor } from '../../../../src/portal/outbox/lanes.ts';
import { begin, end, far } from '../far-side.ts';

describe('how much goes at the same time', () => {
  it('is one document while nothing tells how fast the line is', () => {
    expect(lanesFor('up', 'up', null)).toEqual({ messages: 32, documents: 1, documentsApartMs: 0 });
  });

  it('is little on a weak line, and begins apart on a slow one', () => {
    expect(lanesFor('weak', 'weak', 8_000)).toEqual(lanes.weak);
    expect(lanesFor('up', 'up', 64_000)).toEqual(lanes.slow);
    expect(lanesFor('up', 'up', 1_000_000)).toEqual(lanes.good);
    // One of the two lines may be weak alone.
    expect(lanesFor('weak', 'up', 1_000_000)).toEqual({ ...lanes.good, messages: lanes.weak.messages });
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
