import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { type Result, unwrap } from '../../../../src/common/result.ts';
import { decodeCard, encodeCard, fingerprintOf, type StationCard } from '../../../../src/portal/bundles/card.ts';
import { prepareStick } from '../../../../src/portal/bundles/stick.ts';
import {
  beginBundle,
  endBundle,
  findBundle,
  nextBundleSeq,
  rowsToBundle,
  senderStation,
  stationBySigningKey,
} from '../../../../src/store/repositories/bundles.ts';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import type { Actor } from '../../../../src/workflow/actor.ts';
import { BundleExchange } from '../../../../src/workflow/bundles/bundle-exchange.ts';
import { ownOverview } from '../../../../src/workflow/bundles/overview.ts';
import { OfficeEvents } from '../../../../src/workflow/events.ts';
import type { Office as WholeOffice } from '../../../../src/workflow/office.ts';
import { stationCalled, type TestStation } from '../../portal/bundles/stations.ts';
import { type Office, openOffice } from '../../portal/office.ts';

const admin: Actor = { id: 'officer-1', roles: ['unit-admin'] };
let office: Office;
let folder: string;
let exchange: BundleExchange;

const whole = (): WholeOffice =>
  ({ store: office.store, clock: systemClock, events: new OfficeEvents() }) as unknown as WholeOffice;
const exchangeOf = (of: WholeOffice): BundleExchange =>
  new BundleExchange({ office: of, way: () => 'carried', delivered: () => [], wakeGuests: () => {} });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tram-usb-'));
  unwrap(await prepareStick(folder));
  office = openOffice({ connector: 'hand-over' });
  office.store.write((tx) => {
    writeSetting(tx, 'hand-over.folder', folder, 1, null);
    writeSetting(tx, 'office.code', 'H56.14', 1, null);
  });
  exchange = exchangeOf(whole());
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const sender = () => senderStation(office.store.db);

async function trust(part: 'sender' | 'origin', { identity }: TestStation, card: StationCard): Promise<void> {
  const file = `TRAM-THE-${card.office}.json`;
  writeFileSync(join(folder, file), encodeCard(card, identity));
  unwrap(await exchange.confirmStation(admin, { card: file, fingerprint: fingerprintOf(card), part }));
}
const distrust = async (): Promise<void> => unwrap(await exchange.removeStation(admin, sender()?.id ?? ''));

it('a station that is removed and confirmed again is the same one; with other keys it is another', async () => {
  const station = await stationCalled('H56.20');
  await trust('sender', station, station.card);
  const first = sender();
  await distrust();
  expect(sender()).toBeUndefined();
  await trust('sender', station, { ...station.card, name: 'Ủy ban nhân dân phường Mới' });
  expect(sender()).toMatchObject({ id: first?.id, name: 'Ủy ban nhân dân phường Mới' });
  expect(sender()?.fingerprint).not.toBe(first?.fingerprint);
  await distrust();
  await trust('sender', station, { ...station.card, office: 'H56.22' });
  expect(sender()).toMatchObject({ id: first?.id, office: 'H56.22' });
  await distrust();
  const other = await stationCalled('H56.20');
  await trust('sender', other, other.card);
  expect(sender()?.id).not.toBe(first?.id);
});

it('a station whose office has got another code is known by the card with the new one', async () => {
  const station = await stationCalled('H99.15');
  await trust('origin', station, station.card);
  await trust('origin', station, { ...station.card, office: 'H99.16' });
  const { signingKey } = station.card;
  for (const code of ['H99.15', 'H99.16']) {
    expect(stationBySigningKey(office.store.db, 'origin', { office: code, signingKey })?.office).toBe(code);
  }
  expect(stationBySigningKey(office.store.db, 'origin', { office: 'H99.17', signingKey })).toBeUndefined();
});

it('what was made for a station that is trusted no longer goes onto no stick, and can be taken back', async () => {
  const [before, now] = [await stationCalled('H56.20'), await stationCalled('H56.21')];
  await trust('sender', before, before.card);
  office.issue(1);
  const id = randomUUID();
  office.store.write((tx) => {
    const at = systemClock.now();
    const stationId = sender()?.id ?? '';
    const begun = { id, seq: nextBundleSeq(tx, at), stationId, name: 'x.tram', begunBy: admin.id, begunAt: at };
    beginBundle(tx, begun, rowsToBundle(tx));
    endBundle(tx, id, { madeAt: at, length: 1, sha256: 'a', dossiers: 1, copies: 1 });
  });
  await distrust();
  await trust('sender', now, now.card);
  expect(code(await exchange.handOver(admin))).toBe('BUNDLE-NOTHING');
  expect(code(await exchange.writeAgain(admin, id))).toBe('BUNDLE-STATION-UNKNOWN');
  expect(findBundle(office.store.db, id)?.writtenAt).toBeNull();
  expect(ownOverview(whole(), false).bundles).toMatchObject([{ id, state: 'made', writable: false }]);
  unwrap(await exchange.takeBack(admin, id));
  expect(rowsToBundle(office.store.db)).toHaveLength(3);
});

it('a card can be read where the agency has no name yet', async () => {
  const name = unwrap(await exchange.writeCard(admin));
  const card = unwrap(decodeCard(readFileSync(join(folder, name))));
  expect(card).toMatchObject({ office: 'H56.14', name: 'H56.14' });
});

it('a key that could not be had once is asked for again', async () => {
  const { keys } = office.store;
  let times = 0;
  const failing = {
    obtain: (id: string) => {
      times += 1;
      if (times === 1) throw new Error('disk full');
      return keys.obtain(id);
    },
  };
  const again = exchangeOf({ ...whole(), store: { keys: failing } } as unknown as WholeOffice);
  await expect(again.identity()).rejects.toThrow('disk full');
  expect((await again.identity()).recipient).toMatch(/^age1/);
});
