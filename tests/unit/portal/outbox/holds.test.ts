import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseCopy, replaceCopy } from '../../../../src/portal/index.ts';
import type { OutboxRow } from '../../../../src/store/repositories/outbox.ts';
import { startLinkPeer } from '../../../peers/link/index.ts';
import { begin, end, far, settingsFor } from '../far-side.ts';
import { dossierId, openOffice } from '../office.ts';

const hour = 3_600_000;
const upload = (n = 1): OutboxRow => {
  const row = far.office.rows(n).find(({ kind }) => kind === 'upload-copy');
  if (!row) throw new Error('no row');
  return row;
};
const statesOf = (n = 1) => far.office.rows(n).map(({ state }) => state);

describe('a row that is held', () => {
  beforeEach(() => begin());
  afterEach(end);

  it('lets what stands behind it go first, and is not sent', async () => {
    far.office.issue(1, 20_000, hour);
    await far.office.until(() => statesOf()[2] === 'confirmed');
    expect(statesOf()).toEqual(['waiting', 'confirmed', 'confirmed']);
    expect(upload().begunAt).toBeNull();
    expect(far.gateway.metadata).toHaveLength(0);
  });

  it('goes when it is let go, and does not hold back other dossiers', async () => {
    far.office.issue(1, 20_000, hour);
    far.office.issue(2);
    await far.office.until(() => statesOf(2).every((state) => state === 'confirmed'));
    far.office.store.write((tx) => releaseCopy(tx, upload()));
    far.office.portal.wake();
    await far.office.drained();
    expect(far.gateway.metadata).toHaveLength(2);
  });

  it('goes when the line was up for long enough, told in the same transaction', async () => {
    const over: string[] = [];
    const settings = settingsFor(far.portal.baseUrl, far.gateway.endpoint);
    const office = openOffice(settings, { callbacks: { onHoldOver: (_tx, row) => void over.push(row.id) } });
    try {
      office.issue(1, 20_000, 120);
      await office.drained();
      expect(over).toEqual([office.rows(1)[0]?.id]);
    } finally {
      await office.close();
    }
  });

  it('keeps what is left of its time over a restart', async () => {
    far.office.issue(1, 20_000, hour);
    await far.office.until(() => (upload().holdMs ?? hour) < hour);
    far.office = await far.office.reopen();
    const left = upload().holdMs ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(hour);
  });

  it('sends the document that was put in its place, once', async () => {
    far.office.issue(1, 20_000, hour);
    const better = randomBytes(30_000);
    far.office.copies.set('better', better);
    expect(far.office.store.write((tx) => replaceCopy(tx, upload(), 'better'))).toBe(true);
    far.office.portal.wake();
    await far.office.drained();
    expect(upload().payload).toEqual({ originalId: 'original-1', documentId: 'better' });
    expect(await far.gateway.fetchCopy(upload().result?.url ?? '')).toEqual(better);
    // It has been on its way: that file is final.
    expect(far.office.store.write((tx) => replaceCopy(tx, upload(), 'another'))).toBe(false);
    expect(upload().payload).toMatchObject({ documentId: 'better' });
  });
});

it('time without the line does not count', async () => {
  await begin({}, false);
  const link = await startLinkPeer(Number(new URL(far.gateway.endpoint).port));
  const near = new URL(far.gateway.endpoint);
  near.port = String(link.port);
  link.cut();
  const office = openOffice(settingsFor(far.portal.baseUrl, near.href));
  try {
    office.issue(1, 20_000, 100);
    await office.until(() => office.portal.status().gateway.state === 'down');
    await wait(300);
    expect(office.rows(1)[0]).toMatchObject({ holdMs: 100, state: 'waiting', dossierId: dossierId(1) });
    link.heal();
    await office.drained();
    expect(far.gateway.metadata).toHaveLength(1);
  } finally {
    await office.close();
    await link.close();
    await end();
  }
});
