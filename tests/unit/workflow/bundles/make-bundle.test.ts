import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { unwrap } from '../../../../src/common/result.ts';
import { fingerprintOf } from '../../../../src/portal/bundles/card.ts';
import { prepareStick } from '../../../../src/portal/bundles/stick.ts';
import { Outbox } from '../../../../src/portal/index.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import {
  beginBundle,
  findBundle,
  insertKnownStation,
  nextBundleSeq,
  rowsToBundle,
  senderStation,
} from '../../../../src/store/repositories/bundles.ts';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import { dossiers } from '../../../../src/store/schema/index.ts';
import { BundleExchange } from '../../../../src/workflow/bundles/bundle-exchange.ts';
import { OfficeEvents } from '../../../../src/workflow/events.ts';
import type { Office as WholeOffice } from '../../../../src/workflow/office.ts';
import { stationCalled } from '../../portal/bundles/stations.ts';
import { type Office, openOffice } from '../../portal/office.ts';

let office: Office;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tram-usb-'));
  unwrap(await prepareStick(folder));
  office = openOffice({ connector: 'hand-over' });
  const { card } = await stationCalled('H56.20');
  office.store.write((tx) => {
    writeSetting(tx, 'hand-over.folder', folder, 1, null);
    writeSetting(tx, 'office.code', 'H56.14', 1, null);
    const confirmed = { fingerprint: fingerprintOf(card), confirmedBy: 'officer-1', confirmedAt: 1 };
    insertKnownStation(tx, { id: randomUUID(), part: 'sender', ...card, ...confirmed });
    const dossierId = office.issueInside(tx, 1);
    tx.update(dossiers).set({ requesterIdentity: '011198000123' }).where(eq(dossiers.id, dossierId)).run();
    new Outbox(systemClock).syncDossier(tx, dossierId);
  });
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a bundle that could neither be made nor be dropped does not keep its rows from the next one', async () => {
  const cut = randomUUID();
  office.store.write((tx) => {
    const at = systemClock.now();
    const stationId = senderStation(tx)?.id ?? '';
    const begun = { id: cut, seq: nextBundleSeq(tx, at), stationId, name: 'x.tram', begunBy: 'officer-1', begunAt: at };
    beginBundle(tx, begun, rowsToBundle(tx));
  });
  const whole = { store: office.store, clock: systemClock, events: new OfficeEvents() } as unknown as WholeOffice;
  const exchange = new BundleExchange({
    office: whole,
    way: () => 'carried',
    delivered: () => [],
    wakeGuests: () => {},
  });
  const [written = ''] = unwrap(await exchange.handOver({ id: 'officer-1', roles: ['creator'] }));
  expect(findBundle(office.store.db, cut)).toBeUndefined();
  expect(findBundle(office.store.db, written)).toMatchObject({ dossiers: 1, copies: 0 });
  expect(readdirSync(folder)).toContain(findBundle(office.store.db, written)?.name);
  expect(existsSync(join(office.folder, 'bundles', `${written}.tram`))).toBe(true);
});
