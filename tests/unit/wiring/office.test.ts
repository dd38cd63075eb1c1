/** What the portal's parts notice reaches the screens. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../src/common/clock.ts';
import { createLogger } from '../../../src/common/log.ts';
import { unwrap } from '../../../src/common/result.ts';
import { resolveSettings } from '../../../src/settings/index.ts';
import { openStore } from '../../../src/store/index.ts';
import { buildOffice, type OfficeParts } from '../../../src/wiring/office.ts';
import { startPortalPeer } from '../../peers/portal/index.ts';
import { addOfficer, temporaryFolder } from '../store/support.ts';

test('the screens hear that the portal is being compared, and that it is done', async () => {
  const peer = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01' });
  onTestFinished(() => peer.close());
  const state = temporaryFolder();
  const log = createLogger('silent');
  const store = openStore(state, randomBytes(32), systemClock, log);
  onTestFinished(() => store.close());
  const addresses = ['portal.lgsp-url', 'portal.gateway-url'].map((key) => [key, peer.baseUrl] as const);
  const settings = resolveSettings(new Map([['portal.connector', 'lgsp'], ...addresses]));
  const devices = { scanner: {}, token: {}, tasks: {} } as Pick<OfficeParts, 'scanner' | 'token' | 'tasks'>;
  const { signal: stopping } = new AbortController();
  const parts = { ...devices, store, settings, state, runtime: state, clock: systemClock, log, stopping };
  const { office, portal } = buildOffice(parts);
  portal.start();
  onTestFinished(() => portal.stop());
  await expect.poll(() => portal.status().portal.state).toBe('up');
  const officer = { id: store.write((tx) => addOfficer(tx, systemClock, 'chong')), role: 'creator' };
  // What the lines tell at their beginning is over.
  await wait(250);
  const heard: unknown[] = [];
  office.events.listen(() => {
    const round = portal.reconciler?.status();
    heard.push(round?.round ? 'under way' : (round?.last?.dossiers ?? 'none'));
  });
  if (portal.reconciler) unwrap(portal.reconciler.startNow(officer));
  await expect.poll(() => heard).toEqual(['under way', 0]);
});
