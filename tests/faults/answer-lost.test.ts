import { afterEach, expect, it } from 'vitest';
import { holdsLease, takeLease } from '../../src/store/repositories/outbox.ts';
import { begin, end, expectDelivered, far, received } from '../unit/portal/far-side.ts';

afterEach(end);

it('a station that ends after the portal stored a dossier and before it knew: it asks, and then updates', async () => {
  await begin({}, false);
  far.office.issue(1);
  far.portal.misbehave({ kind: 'slow', ms: 60_000, service: 'DongBoHoSoMC', times: 1 });
  far.office.portal.start();
  await far.office.until(() => received(1).length === 1);
  far.office = await far.office.reopen();
  await far.office.drained();
  await expectDelivered(1);
  const calls = far.portal.requests.slice(0, 3).map(({ service, query }) => [service, query['isUpdating']]);
  expect(calls).toEqual([
    ['DongBoHoSoMC', 'False'],
    ['TraCuuHoSo', undefined],
    ['DongBoHoSoMC', 'True'],
  ]);
});

it('a sender that another has replaced writes nothing of what it was sending, and ends', async () => {
  await begin({}, false);
  far.office.issue(1);
  far.portal.misbehave({ kind: 'slow', ms: 500, service: 'DongBoHoSoMC', times: 1 });
  far.office.portal.start();
  await far.office.until(() => received(1).length === 1);
  const newer = far.office.store.write((tx) => takeLease(tx));
  await far.office.until(() => !far.office.portal.alive() || far.portal.requests[0]?.answer !== undefined);
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(far.office.rows(1)[1]).toMatchObject({ state: 'sending', receipt: null });
  expect(far.portal.requests).toHaveLength(1);
  expect(holdsLease(far.office.store.db, newer)).toBe(true);
});
