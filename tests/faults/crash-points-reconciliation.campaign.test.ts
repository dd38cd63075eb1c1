/** The comparison with the portal is killed at each of its durable calls; it goes on where it was, and asks only. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ReconciliationAnswer } from '../../src/web/contract/index.ts';
import { type Played, play } from '../peers/office/play.ts';
import { brokenAtPortal, sentOf } from '../peers/power-cut/crash-points.ts';
import { CutOffice } from '../peers/power-cut/cut-office.ts';
import { kindOfPoint } from '../peers/power-cut/durable-calls.ts';

test('wherever it is killed, the round is brought to its end, and nothing is sent twice for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tram-crash-asking-'));
  const cut = await CutOffice.open(folder, { line: true, links: true });
  const { creator } = cut.screens;
  const look = () => creator.json<ReconciliationAnswer>('GET', '/api/reconciliation');
  const ended = async (): Promise<ReconciliationAnswer> => {
    for (;;) {
      const now = await look();
      if (now.round === null) return now;
      await sleep(20);
    }
  };
  const points = new Set<string>();
  let point = 0;
  try {
    const sent: Played[] = [];
    for (const title of ['Giấy khai sinh', 'Học bạ']) {
      const requester = { name: 'Giàng Thị Súa', identityNumber: '099190000001' };
      const plan = { requester, title, paper: 'birth-certificate', chargeablePages: 1, screens: cut.screens };
      sent.push(await play(cut.office, plan));
    }
    await ended();
    expect(await cut.brokenAtRest()).toEqual([]);
    const there = () =>
      cut.office.portal.listReceived().map(({ adds, updates, steps }) => [adds, updates, steps.length]);
    const before = there();
    for (let over = false; !over; ) {
      point += 1;
      const kills = cut.calls.kills;
      const { last } = await look();
      cut.calls.arm(point);
      await creator.json('POST', '/api/reconciliation');
      const now = await ended();
      await cut.up();
      over = cut.calls.kills === kills;
      cut.calls.arm(0);
      if (!over) points.add(kindOfPoint(cut.calls.lastKill));
      // One that was asked for by a request that the kill took may have ended before it was sent again.
      expect(now.last?.endedAt ?? 0, cut.calls.lastKill).toBeGreaterThan(last?.endedAt ?? 0);
      expect(now, cut.calls.lastKill).toMatchObject({ last: { dossiers: 2, unanswered: 0 }, differences: [] });
      expect(there(), cut.calls.lastKill).toEqual(before);
      expect(await cut.brokenAtRest(), cut.calls.lastKill).toEqual([]);
    }
    for (const one of sent) expect(await brokenAtPortal(cut, sentOf(one))).toEqual([]);
    console.log(`${point - 1} points of a comparison: ${[...points].toSorted().join(' · ')}`);
    expect(points.size).toBeGreaterThan(3);
  } finally {
    await cut.close();
    await rm(folder, { recursive: true, force: true });
  }
}, 3_600_000);
