import { afterEach, expect, it } from 'vitest';
import { begin, end, expectDelivered, far } from '../unit/portal/far-side.ts';

afterEach(end);

it('a portal that answers 429 is asked no sooner than it said, and other dossiers go on', async () => {
  await begin({}, false);
  const { code } = { code: 'H56.14-251122-00001' };
  far.portal.misbehave({ kind: 'status', status: 429, retryAfter: 2, dossierCode: code, times: 1 });
  far.office.issue(1);
  far.office.issue(2);
  far.office.portal.start();
  await far.office.until(() => far.office.rows(1)[1]?.failureCode === 'PORTAL-BUSY');
  const row = far.office.rows(1)[1];
  expect((row?.nextAttemptAt ?? 0) - (row?.begunAt ?? 0)).toBeGreaterThanOrEqual(2000);
  // A portal that is busy is no line that is down.
  expect(far.office.portal.status().portal.state).not.toBe('down');
  await far.office.until(() => far.office.rows(2).every(({ state }) => state === 'confirmed'));
  await far.office.drained();
  for (const n of [1, 2]) await expectDelivered(n);
});
