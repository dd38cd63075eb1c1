/**
 * A restore is killed at each of its durable calls, of a station that holds bundles of another office: begun again, it
 * brings the office back, and what the backup does not hold of the guests goes back to their office as unsent.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, unwrap } from '../../src/common/result.ts';
import { createPortal } from '../../src/portal/index.ts';
import { readStationKey } from '../../src/store/documents/station-key.ts';
import { openStore } from '../../src/store/index.ts';
import { handleRemovals } from '../../src/store/removals.ts';
import { guestBacklog, messagesOfGuest } from '../../src/store/repositories/guests.ts';
import { officers } from '../../src/store/schema/index.ts';
import { startGatewayPeer } from '../peers/document-gateway/index.ts';
import { startPortalPeer } from '../peers/portal/index.ts';
import { DurableCalls } from '../peers/power-cut/durable-calls.ts';
import { settingsFor } from '../unit/portal/far-side.ts';
import { bundleOf, type Handed, knowOrigin, takeIn } from '../unit/portal/guests/support.ts';
import { KeptOffice, office } from '../unit/upkeep/backup/support.ts';

const program = fileURLToPath(new URL('../peers/power-cut/restore-program.ts', import.meta.url));
const step = Number(process.env['RESTORE_STEP'] ?? '1');
const clock = { now: Date.now, monotonic: () => performance.now() };
let kept: KeptOffice;
let calls: DurableCalls;
let bundle: Handed;
let watched: string;

beforeAll(async () => {
  kept = await new KeptOffice().open();
  kept.store.db
    .insert(officers)
    .values({
      ...{ id: 'officer-1', username: 'chong', fullName: 'Vàng A Chống', passwordHash: '-', roles: ['creator'] },
      ...{ positionTitle: 'Công chức', decisionNumber: '01/QĐ', validFrom: '2025-01-01' },
    })
    .run();
  knowOrigin(kept.store);
  await kept.addDocument('dossier-1', 'trang 1');
  bundle = bundleOf(1, 5);
  await takeIn(kept.store, bundle);
  unwrap(await kept.backUp());
  watched = join(kept.root, 'new');
  mkdirSync(watched);
  calls = await DurableCalls.over(watched, join(kept.root, 'calls'));
}, 60_000);
afterAll(async () => {
  calls.close();
  await kept.close();
});

function restore(): NodeJS.Signals | null {
  const env = { ...process.env, ...calls.environment, RECOVERY: kept.recoverySecret };
  const words = [program, kept.place, office, join(watched, 'state')];
  const ended = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
  if (ended.signal === null) expect(ended.stderr, calls.lastKill).toBe('');
  return ended.signal;
}

/** The station starts in what was brought back, and sends for its guests. Answers what became of their messages. */
async function outcomes(): Promise<string[]> {
  const state = join(watched, 'state');
  const store = openStore(state, await readStationKey(state), clock, pino({ level: 'silent' }));
  handleRemovals(store);
  const portalPeer = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01' });
  const gateway = await startGatewayPeer();
  const nothing = () => Promise.reject(new Error('nothing of its own is sent'));
  const portal = createPortal({
    ...{ store, settings: settingsFor(portalPeer.baseUrl, gateway.endpoint), clock, log: pino({ level: 'silent' }) },
    callbacks: {
      ...{ loadDossier: nothing, loadSteps: nothing, openCopy: nothing, onConfirmed: () => {} },
      judgeGuestCopy: () => Promise.resolve(ok()),
    },
  });
  try {
    expect(store.journal.verify(store.db)).toBeNull();
    portal.start();
    while (guestBacklog(store.db).messages > 0) await sleep(2);
    expect([portalPeer.listReceived(), gateway.metadata]).toEqual([[], []]);
    return messagesOfGuest(store.db, bundle.bundleId).map((one) => `${one.state} ${one.failureCode}`);
  } finally {
    await portal.stop();
    await store.close();
    await portalPeer.close();
    await gateway.close();
  }
}

test('wherever it is killed, the next restore brings the office back, and its guests are given back', async () => {
  const given = ['unsent BUNDLE-CONTENT-GONE', 'unsent BUNDLE-BEHIND-REFUSED'];
  const before = calls.passed;
  expect(restore()).toBeNull();
  const points = calls.passed - before;
  expect(await outcomes()).toEqual(given);
  expect(points).toBeGreaterThan(20);
  let kills = 0;
  for (let point = 1; point <= points; point += step) {
    rmSync(join(watched, 'state'), { recursive: true });
    calls.arm(point);
    const signal = restore();
    calls.arm(0);
    if (signal !== null) {
      kills += 1;
      expectRestored();
    }
    expect(await outcomes(), calls.lastKill).toEqual(given);
  }
  console.log(`${points} points of a restore, ${kills} kills`);
  expect(kills).toBeGreaterThan(points / step / 2);
}, 3_600_000);

/** Begun again, it comes to its end; or it had come there. */
function expectRestored(): void {
  const env = { ...process.env, RECOVERY: kept.recoverySecret };
  const words = [program, kept.place, office, join(watched, 'state')];
  const { status, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
  expect(status === 0 || stderr.includes('START-OFFICE-EXISTS'), `${calls.lastKill} ${stderr}`).toBe(true);
}
