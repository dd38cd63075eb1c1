/** What an office hands over on a stick, sent by each automatic connector of another station: once, and as it was. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../../src/common/clock.ts';
import { ok, type Result, unwrap } from '../../../../../src/common/result.ts';
import { readBundle } from '../../../../../src/portal/bundles/bundle-reader.ts';
import { fingerprintOf } from '../../../../../src/portal/bundles/card.ts';
import type { BundledDossier, Receipts } from '../../../../../src/portal/bundles/manifest.ts';
import { prepareStick } from '../../../../../src/portal/bundles/stick.ts';
import { directSticks } from '../../../../../src/portal/bundles/stick-port.ts';
import { Outbox, type PortalDossier, type PortalSettings, portalSettings } from '../../../../../src/portal/index.ts';
import { type CredentialName, resolveSettings } from '../../../../../src/settings/index.ts';
import { handleRemovals } from '../../../../../src/store/removals.ts';
import { insertKnownStation } from '../../../../../src/store/repositories/bundles.ts';
import {
  acknowledge,
  findGuestBundle,
  guestBacklog,
  messagesOfGuest,
} from '../../../../../src/store/repositories/guests.ts';
import { writeSetting } from '../../../../../src/store/repositories/settings.ts';
import { guestBundles, guestMessages } from '../../../../../src/store/schema/index.ts';
import type { Actor } from '../../../../../src/workflow/actor.ts';
import { BundleExchange, type Imported } from '../../../../../src/workflow/bundles/bundle-exchange.ts';
import { expireGuests } from '../../../../../src/workflow/bundles/keeping.ts';
import { OfficeEvents } from '../../../../../src/workflow/events.ts';
import type { Office as WholeOffice } from '../../../../../src/workflow/office.ts';
import { type GatewayPeer, startGatewayPeer } from '../../../../peers/document-gateway/index.ts';
import { dvcClient, mapiAccount, type PortalPeer, startPortalPeer } from '../../../../peers/portal/index.ts';
import { stationCalled, type TestBundle, type TestStation } from '../../bundles/stations.ts';
import { codeOf, type Office, openOffice, sampleDossier, sampleStep } from '../../office.ts';

const unit = '000.14.56.H56';
const creator: Actor = { id: 'officer-1', roles: ['creator'] };
let portal: PortalPeer;
let gateway: GatewayPeer;
let office: Office;
let origin: TestStation;
let folder: string;
let exchange: BundleExchange;

type Name = 'lgsp' | 'mapi' | 'dvcsync';

function settingsFor(connector: Name): PortalSettings {
  const stored = new Map<string, unknown>([
    ['portal.connector', connector],
    ['portal.lgsp-url', portal.urls.lgsp],
    ['portal.lgsp-unit', unit],
    ['portal.gateway-url', gateway.endpoint],
    ['portal.upload-chunk', 16_384],
    ['mapi.url', portal.urls.mapi],
    ['mapi.unit', unit],
    ['mapi.username', mapiAccount.username],
    ['dvcsync.url', portal.urls.dvcsync],
    ['dvcsync.client-id', dvcClient.id],
    ['dvcsync.unit', unit],
    ['dvcsync.number-code', 'SO'],
  ]);
  const secrets: Partial<Record<CredentialName, string>> = { mapi: mapiAccount.password, dvcsync: dvcClient.secret };
  return portalSettings(resolveSettings(stored), (name) => secrets[name] ?? null);
}

/** The station as the exchange needs it: its store, its clock, and who hears of news. */
const whole = (): WholeOffice =>
  ({
    store: office.store,
    clock: systemClock,
    events: new OfficeEvents(),
    clockWatch: { trusted: () => ok() },
  }) as unknown as WholeOffice;

function openExchange(): void {
  const outbox = new Outbox(systemClock);
  exchange = new BundleExchange({
    office: whole(),
    way: () => 'automatic',
    delivered: (db, id) => outbox.deliveredCopies(db, id),
    wakeGuests: () => office.portal.wakeGuests(),
    sticks: directSticks,
  });
}

async function begin(connector: Name): Promise<void> {
  origin = await stationCalled('H56.14');
  office = openOffice(settingsFor(connector), { start: false });
  office.store.write((tx) => {
    writeSetting(tx, 'hand-over.folder', folder, 1, null);
    writeSetting(tx, 'office.code', 'H56.20', 1, null);
    insertKnownStation(tx, {
      id: randomUUID(),
      part: 'origin',
      ...origin.card,
      fingerprint: fingerprintOf(origin.card),
      confirmedBy: 'officer-1',
      confirmedAt: 1,
    });
  });
  handleRemovals(office.store, () => {});
  openExchange();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tram-usb-'));
  unwrap(await prepareStick(folder));
  portal = await startPortalPeer({ unit });
  gateway = await startGatewayPeer();
});
afterEach(async () => {
  await office.close();
  await portal.close();
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Handed {
  readonly bundle: TestBundle;
  readonly copy: Buffer;
  readonly documentId: string;
  readonly bundled: BundledDossier;
}

let counted = 0;
/** A bundle with one dossier: a copy, the dossier, two steps. */
async function hand(
  n: number,
  options: {
    seq?: number;
    id?: string;
    statusCode?: number;
    copy?: Buffer;
    documentId?: string;
    code?: string;
    /** A copy that an earlier bundle brought. */
    away?: { originalId: string; documentId: string };
  } = {},
): Promise<Handed & { name: string }> {
  const { copy = randomBytes(40_000), documentId = randomUUID(), statusCode = 9 } = options;
  const originalId = randomUUID();
  const away = options.away ? [options.away] : [];
  const result = { title: 'Giấy khai sinh', resultCode: 'KQ.G15.000001', originalId };
  const dossier: PortalDossier = sampleDossier(n, {
    statusCode,
    results: [...away.map((one) => ({ ...result, originalId: one.originalId })), result],
    originals: [{ title: 'Giấy khai sinh' }],
    ...(options.code === undefined ? {} : { dossierCode: options.code }),
  });
  const bundled: BundledDossier = {
    dossier,
    copies: [...away, { originalId, documentId }],
    messages: [
      { row: randomUUID(), kind: 'upload-copy', originalId, documentId },
      { row: randomUUID(), kind: 'sync-dossier' },
      { row: randomUUID(), kind: 'progress', steps: [sampleStep(1), sampleStep(2)] },
    ],
  };
  const bundle = origin.bundleFor({ identity: await exchange.identity() }, [
    { kind: 'dossier', bytes: Buffer.from(JSON.stringify(bundled)) },
    { kind: 'copy', bytes: copy, id: documentId },
  ]);
  const changed = { seq: options.seq ?? n, ...(options.id === undefined ? {} : { id: options.id }) };
  const name = `TRAM-H56.14-20261122-${String(++counted).padStart(6, '0')}.tram`;
  writeFileSync(join(folder, name), await bundle.file(changed));
  return { bundle: { ...bundle, manifest: { ...bundle.manifest, ...changed } }, copy, documentId, bundled, name };
}

const takeIn = (name: string): Promise<Result<Imported>> => exchange.takeIn(creator, name);
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const sent = (): Promise<void> => office.until(() => guestBacklog(office.store.db).messages === 0);
const states = (id: string): string[] => messagesOfGuest(office.store.db, id).map((one) => one.state);
const guestFiles = (): string[] => {
  const place = join(office.folder, 'guests');
  return existsSync(place) ? readdirSync(place) : [];
};

/** The receipts as the origin reads them from the stick. */
async function receipts(): Promise<Receipts> {
  const stationId = findGuestBundle(office.store.db, lastId())?.stationId ?? '';
  const { name } = unwrap(await exchange.writeReceipts(creator, stationId));
  const bytes = readFileSync(join(folder, name));
  let text = '';
  async function* file(): AsyncGenerator<Buffer> {
    yield bytes;
  }
  unwrap(
    await readBundle(file(), {
      identity: origin.identity,
      begin: () => ok({}),
      take: async (_begun, _part, data) => {
        for await (const piece of data) text += Buffer.from(piece).toString('utf8');
        return ok();
      },
    }),
  );
  return JSON.parse(text) as Receipts;
}
let last = '';
const lastId = (): string => last;

describe.each(['lgsp', 'mapi', 'dvcsync'] as const)('dossiers of another office, by %s', (connector) => {
  it('reach the portal once, over faults and a restart, and their receipts are written', async () => {
    await begin(connector);
    const { bundle, copy, name } = await hand(1);
    last = bundle.manifest.id;
    for (const kind of ['dropped', 'half', 'garbage'] as const) portal.misbehave({ kind, times: 1 });
    expect(unwrap(await takeIn(name))).toMatchObject({ dossiers: 1, copies: 1, already: false });
    office.portal.start();
    await office.until(() => messagesOfGuest(office.store.db, last).some((one) => one.begunAt !== null));
    office = await office.reopen();
    openExchange();
    await sent();
    expect(states(last)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    if (connector === 'dvcsync') {
      const [kept, ...others] = portal.dvc.list();
      expect([others, kept?.code, kept?.steps.length]).toEqual([[], codeOf(1), 2]);
      const [result] = kept?.state?.DanhSachGiayToKetQua ?? [];
      expect(portal.dvc.file(result?.IdGiayTo ?? '')?.bytes).toEqual(copy);
    } else {
      const [kept, ...others] = portal.listReceived();
      expect([others, kept?.code, kept?.adds, kept?.steps.length]).toEqual([[], codeOf(1), 1, 2]);
      const url = kept?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '';
      expect(await gateway.fetchCopy(url)).toEqual(copy);
    }
    const told = await receipts();
    expect(told.bundles.map(({ id, messages }) => [id, messages.map((one) => one.outcome)])).toEqual([
      [last, ['confirmed', 'confirmed', 'confirmed']],
    ]);
  });
});

describe('a station that sends for another office', () => {
  beforeEach(() => begin('lgsp'));

  it('keeps no content of a bundle that is through, and nothing of it in the clear before', async () => {
    const { bundle, copy, name } = await hand(1);
    unwrap(await takeIn(name));
    const [place = ''] = guestFiles();
    for (const file of readdirSync(join(office.folder, 'guests', place))) {
      const bytes = readFileSync(join(office.folder, 'guests', place, file));
      for (const secret of ['Lò Thị Mẩy', codeOf(1), copy.subarray(100, 132)])
        expect(bytes.includes(secret)).toBe(false);
    }
    office.portal.start();
    await sent();
    await office.until(() => guestFiles().length === 0);
    expect(office.store.keys.find(`guest:${bundle.manifest.id}`)).toBeNull();
    expect(unwrap(await takeIn(name))).toMatchObject({ already: true });
    expect(guestFiles()).toEqual([]);
    // A database brought back from a backup knows nothing of it, but its key is destroyed for good.
    office.store.write((tx) => {
      tx.delete(guestMessages).run();
      tx.delete(guestBundles).run();
    });
    expect(code(await takeIn(name))).toBe('BUNDLE-FORGOTTEN');
  });

  it('never takes a dossier back to an older state, in whatever order the bundles come', async () => {
    const older = await hand(1, { seq: 5, statusCode: 4 });
    const newer = await hand(1, { seq: 6, statusCode: 9 });
    unwrap(await takeIn(newer.name));
    office.portal.start();
    await sent();
    unwrap(await takeIn(older.name));
    await sent();
    // Its copy arrives; the portal hears of it by the next bundle, which is of the newest state.
    expect(states(older.bundle.manifest.id)).toEqual(['confirmed', 'unsent', 'unsent']);
    expect(portal.listReceived().map((one) => [one.adds, one.content.TrangThaiHoSo])).toEqual([[1, '9']]);
  });

  it('sends a copy that has arrived before not again', async () => {
    const first = await hand(1, { seq: 5 });
    unwrap(await takeIn(first.name));
    office.portal.start();
    await sent();
    const second = await hand(1, { seq: 6, copy: first.copy, documentId: first.documentId });
    unwrap(await takeIn(second.name));
    await sent();
    const [one] = messagesOfGuest(office.store.db, first.bundle.manifest.id);
    const [again] = messagesOfGuest(office.store.db, second.bundle.manifest.id);
    expect(again?.result).toEqual(one?.result);
    expect(again?.begunAt).toBeNull();
  });

  it('gives back what the portal refuses, with its words, and what stood behind it', async () => {
    const words = 'Dữ liệu không hợp lệ: MaTTHC';
    portal.misbehave({ kind: 'says', error_code: '-2', message: words, service: 'DongBoHoSoMC' });
    const refused = await hand(1);
    last = refused.bundle.manifest.id;
    unwrap(await takeIn(refused.name));
    office.portal.start();
    await sent();
    portal.heal();
    const fine = await hand(2);
    unwrap(await takeIn(fine.name));
    await sent();
    const told = await receipts();
    expect(told.bundles[0]?.messages.map((one) => ({ ...one, row: '' }))).toMatchObject([
      { outcome: 'confirmed' },
      { outcome: 'rejected', code: 'PORTAL-REJECTED', message: words },
      { outcome: 'unsent', code: 'BUNDLE-BEHIND-REFUSED' },
    ]);
    expect(portal.listReceived().map((one) => one.code)).toEqual([codeOf(2)]);
    // When its office has them, the portal's words, which may name a person, are kept no longer.
    const kept = (): (string | null)[] => messagesOfGuest(office.store.db, last).map((one) => one.failureMessage);
    const stationId = findGuestBundle(office.store.db, last)?.stationId ?? '';
    expect(kept()).toEqual([null, words, null]);
    office.store.write((tx) => acknowledge(tx, stationId, [last], 1));
    expect(kept()).toEqual([null, null, null]);
  });

  it('gives back as unsent, not as refused, what it has lost itself', async () => {
    const { bundle, name } = await hand(1);
    last = bundle.manifest.id;
    unwrap(await takeIn(name));
    rmSync(join(office.folder, 'guests', last), { recursive: true });
    office.portal.start();
    await sent();
    expect(states(last)).toEqual(['unsent', 'unsent', 'unsent']);
    const told = await receipts();
    expect(told.bundles[0]?.messages[0]).toMatchObject({ outcome: 'unsent', code: 'BUNDLE-CONTENT-GONE' });
    expect(portal.listReceived()).toEqual([]);
  });

  it('lists copies of an earlier bundle beside those of a later one whose maker had no receipts yet', async () => {
    const first = await hand(1, { seq: 5 });
    unwrap(await takeIn(first.name));
    const originalId = first.bundled.copies[0]?.originalId ?? '';
    const later = await hand(1, { seq: 6, away: { originalId, documentId: first.documentId } });
    unwrap(await takeIn(later.name));
    office.portal.start();
    await sent();
    const results = portal.listReceived()[0]?.content.DanhSachGiayToKetQua ?? [];
    const copies = await Promise.all(results.map((one) => gateway.fetchCopy(one.DuongDanTepTinKetQua ?? '')));
    expect(copies).toEqual([first.copy, later.copy]);
  });

  it('takes in no bundle for which the disk has no room, and none with more messages than receipts can tell of', async () => {
    const { name } = await hand(1);
    office.store.write((tx) => writeSetting(tx, 'disk.least-mb', 100_000_000, 1, null));
    expect(code(await takeIn(name))).toBe('STORE-DISK-FULL');
    expect(guestFiles()).toEqual([]);
    office.store.write((tx) => writeSetting(tx, 'disk.least-mb', 1, 2, null));
    const many = Array.from({ length: 21 }, (_, n) => ({
      dossier: sampleDossier(100 + n),
      copies: [],
      messages: Array.from({ length: 1000 }, () => ({ row: randomUUID(), kind: 'sync-dossier' })),
    }));
    const parts = many.map((one) => ({ kind: 'dossier' as const, bytes: Buffer.from(JSON.stringify(one)) }));
    const bundle = origin.bundleFor({ identity: await exchange.identity() }, parts);
    writeFileSync(join(folder, 'TRAM-H56.14-20261122-999999.tram'), await bundle.file());
    expect(code(await takeIn('TRAM-H56.14-20261122-999999.tram'))).toBe('BUNDLE-CONTENT');
    expect(guestFiles()).toEqual([]);
    expect(code(await takeIn(name))).toBe('ok');
  });

  it('takes receipts as one list', async () => {
    office.store.write((tx) =>
      insertKnownStation(tx, {
        id: randomUUID(),
        part: 'sender',
        ...origin.card,
        fingerprint: fingerprintOf(origin.card),
        confirmedBy: 'officer-1',
        confirmedAt: 1,
      }),
    );
    const list = { kind: 'receipts' as const, bytes: Buffer.from('{"bundles":[]}') };
    const codes: string[] = [];
    for (const parts of [[list], [list, list], []]) {
      const bundle = origin.bundleFor({ identity: await exchange.identity() }, parts);
      const name = `TRAM-BN-H56.20-20261122-00000${parts.length}.tram`;
      writeFileSync(join(folder, name), await bundle.file({ kind: 'receipts' }));
      codes.push(code(await takeIn(name)));
    }
    expect(codes).toEqual(['ok', 'BUNDLE-CONTENT', 'BUNDLE-CONTENT']);
  });

  it('takes in nothing of a bundle that speaks for another office, twice for one row, or in another’s place', async () => {
    const foreign = await hand(1, { code: 'H99.99-251122-00001' });
    expect(code(await takeIn(foreign.name))).toBe('BUNDLE-CONTENT');
    // Unless it is the signer's own code of before, whose card was compared as well.
    office.store.write((tx) => {
      const card = { ...origin.card, office: 'H99.99' };
      const confirmed = { fingerprint: fingerprintOf(card), confirmedBy: 'officer-1', confirmedAt: 1 };
      insertKnownStation(tx, { id: randomUUID(), part: 'origin', ...card, ...confirmed });
    });
    expect(code(await takeIn(foreign.name))).toBe('ok');
    const another = await hand(4, { code: 'H99.98-251122-00001' });
    expect(code(await takeIn(another.name))).toBe('BUNDLE-CONTENT');
    const { bundle, name } = await hand(2);
    unwrap(await takeIn(name));
    const other = await hand(3, { id: bundle.manifest.id });
    expect(code(await takeIn(other.name))).toBe('BUNDLE-CONFLICT');
    expect(guestFiles().sort()).toEqual([foreign.bundle.manifest.id, bundle.manifest.id].sort());
    expect(code(await exchange.handOver(creator))).toBe('BUNDLE-NOT-CARRIED');
    office.store.write((tx) => writeSetting(tx, 'office.code', '', 2, null));
    expect(code(await exchange.writeCard(creator))).toBe('BUNDLE-OFFICE-CODE');
    office.store.write((tx) => writeSetting(tx, 'office.code', 'H56.20', 3, null));
    expect(code(await exchange.writeCard(creator))).toBe('ok');
    expect(code(await exchange.takeIn({ id: 'officer-1', roles: ['signer'] }, name))).toBe('WEB-ROLE-MISSING');
    const both = await Promise.all([takeIn(name), takeIn(name)]);
    expect(both.map(code).sort()).toEqual(['BUNDLE-RUNNING', 'ok']);
  });

  it('takes in again what a cut import or a restored database has lost', async () => {
    const { bundle, name } = await hand(1);
    unwrap(await takeIn(name));
    rmSync(join(office.folder, 'guests', bundle.manifest.id), { recursive: true });
    expect(unwrap(await takeIn(name))).toMatchObject({ already: false });
    expect(messagesOfGuest(office.store.db, bundle.manifest.id)).toHaveLength(3);
    office.portal.start();
    await sent();
    expect(states(bundle.manifest.id)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  it('destroys what it could not send within the term, and says so in the receipts', async () => {
    const { bundle, name } = await hand(1);
    last = bundle.manifest.id;
    unwrap(await takeIn(name));
    expect(expireGuests({ ...whole(), clock: systemClock })).toBe(0);
    const later = { ...systemClock, now: () => Date.now() + 61 * 86_400_000 };
    expect(expireGuests({ ...whole(), clock: later, clockWatch: whole().clockWatch })).toBe(1);
    expect(states(last)).toEqual(['unsent', 'unsent', 'unsent']);
    const told = await receipts();
    const codes = told.bundles[0]?.messages.map((one) => (one.outcome === 'unsent' ? one.code : ''));
    expect(new Set(codes)).toEqual(new Set(['BUNDLE-EXPIRED']));
    expect(portal.requests).toEqual([]);
  });
});
