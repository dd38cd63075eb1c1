/** No room on the station's own disk while a bundle is made; two bundles in one second. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { fingerprintOf } from '../../../../src/portal/bundles/card.ts';
import { prepareStick } from '../../../../src/portal/bundles/stick.ts';
import { directSticks } from '../../../../src/portal/bundles/stick-port.ts';
import { Outbox } from '../../../../src/portal/index.ts';
import { isDiskFull } from '../../../../src/store/disk-full.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import {
  insertKnownStation,
  listBundles,
  rowsToBundle,
  unfinishedBundles,
} from '../../../../src/store/repositories/bundles.ts';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import { dossiers, outbox } from '../../../../src/store/schema/index.ts';
import { BundleExchange } from '../../../../src/workflow/bundles/bundle-exchange.ts';
import { OfficeEvents } from '../../../../src/workflow/events.ts';
import type { Office as WholeOffice } from '../../../../src/workflow/office.ts';
import { SmallDisk } from '../../../peers/workflow/small-disk.ts';
import { stationCalled } from '../../portal/bundles/stations.ts';
import { type Office, openOffice } from '../../portal/office.ts';

const creator = { id: 'officer-1', roles: ['creator'] } as const;
/** Everything happens in this second. */
const at = Date.now();
const clock = { now: () => at, monotonic: () => performance.now() };
let office: Office;
let folder: string;
let exchange: BundleExchange;

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
  });
  exchange = new BundleExchange({
    office: { store: office.store, clock, events: new OfficeEvents() } as unknown as WholeOffice,
    way: () => 'carried',
    delivered: () => [],
    wakeGuests: () => {},
    sticks: directSticks,
  });
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Something of dossier `n` waits. */
function waits(n: number): void {
  office.store.write((tx) => {
    const dossierId = office.issueInside(tx, n);
    tx.update(dossiers).set({ requesterIdentity: '011198000123' }).where(eq(dossiers.id, dossierId)).run();
    new Outbox(clock).syncDossier(tx, dossierId);
  });
}
const onStick = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.tram'));

it('a disk that is full while the bundle is made leaves no half bundle: the rows wait, and go when there is room', async () => {
  const disk = new SmallDisk(1);
  try {
    symlinkSync(disk.folder, join(office.folder, 'bundles'));
    waits(1);
    disk.fill();
    const failed = await exchange.handOver(creator).catch((error: unknown) => error);
    expect(isDiskFull(failed)).toBe(true);
    const { db } = office.store;
    expect([unfinishedBundles(db), listBundles(db, 10), onStick()]).toEqual([[], [], []]);
    expect(readdirSync(disk.folder)).toEqual(['filler']);
    expect(rowsToBundle(db)).toHaveLength(1);
    disk.makeSpace();
    expect(unwrap(await exchange.handOver(creator))).toHaveLength(1);
    expect(onStick()).toHaveLength(1);
  } finally {
    rmSync(join(office.folder, 'bundles'), { force: true });
    disk.remove();
  }
});

it('no bundle is begun that would take the room which a scan needs', async () => {
  waits(1);
  office.store.write((tx) => {
    tx.update(outbox).set({ bytes: 5_000_000_000_000_000 }).run();
  });
  const refused = await exchange.handOver(creator);
  expect(refused.ok ? '' : refused.error.code).toBe('STORE-DISK-FULL');
  expect([listBundles(office.store.db, 10), rowsToBundle(office.store.db).length]).toEqual([[], 1]);
});

it('two bundles of one second have two names, and the second does not take the place of the first', async () => {
  for (const n of [1, 2]) {
    waits(n);
    unwrap(await exchange.handOver(creator));
  }
  const names = listBundles(office.store.db, 10).map(({ name }) => name);
  expect(new Set(names).size).toBe(2);
  expect(onStick().sort()).toEqual(names.toSorted());
});
