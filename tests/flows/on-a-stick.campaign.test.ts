import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BundleImported, BundleOverview, MessageList, StationAnswer } from '../../src/web/contract/index.ts';
import { Refused, Screen } from '../peers/office/client.ts';
import { Desk } from '../peers/office/desk.ts';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { people } from '../peers/office/people.ts';

/** An office without a line, and the station of another commune that sends for it; the stick is a folder. */
interface Side {
  readonly office: SimulatedOffice;
  readonly desk: Desk;
  readonly admin: Screen;
}
const originCode = 'H99.15';
let folder: string;
let stick: string;
let origin: Side;
let sender: Side;

async function side(name: string, settings: Record<string, unknown>): Promise<Side> {
  const office = await openOffice(join(folder, name), {
    keyType: 'p256',
    settings: { 'hand-over.folder': stick, ...settings },
  });
  const admin = new Screen(office.address, office.authorityPem);
  await admin.signIn(people.admin.username, people.admin.password);
  return { office, desk: await Desk.open(office), admin };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-stick-'));
  stick = join(folder, 'usb');
  await mkdir(stick);
  origin = await side('origin', { 'portal.connector': 'hand-over', 'office.code': originCode });
  sender = await side('sender', {});
  // One root for all offices, as the state's is: here each simulated office has its own.
  await mkdir(join(sender.office.state, 'trust'));
  await copyFile(join(folder, 'origin', 'pki', 'root.pem'), join(sender.office.state, 'trust', 'origin.pem'));
}, 240_000);
afterAll(async () => {
  await origin?.office.close();
  await sender?.office.close();
  await rm(folder, { recursive: true, force: true });
});

async function issued(title: string): Promise<string> {
  const { desk, office } = origin;
  const id = await desk.receive(title);
  await office.loadPaper('birth-certificate');
  await desk.scan(id);
  await desk.submit(id);
  expect((await desk.attempt('signing', id)).status).toBe(200);
  expect((await desk.attempt('sealing', id)).status).toBe(200);
  return id;
}

const overview = (of: Side) => of.desk.creator.json<BundleOverview>('GET', '/api/bundles');
const handOver = () => origin.desk.creator.json<{ bundles: string[] }>('POST', '/api/bundles', {});
const takeIn = (of: Side, name: string) =>
  of.desk.creator.json<BundleImported>('POST', '/api/bundle-imports', { name });
const refusal = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
const onStick = async (start: string): Promise<string> => {
  const names = (await readdir(stick)).filter((name) => name.startsWith(start) && name.endsWith('.tram'));
  expect(names).toHaveLength(1);
  return names[0] ?? '';
};
const settled = async (): Promise<void> => {
  await expect
    .poll(async () => (await overview(sender)).origins[0]?.guests.every((one) => one.waiting === 0), {
      timeout: 60_000,
    })
    .toBe(true);
};
const fetchReceipts = async (): Promise<BundleImported> => {
  const stationId = (await overview(sender)).origins[0]?.id ?? '';
  await sender.desk.creator.json('POST', '/api/bundle-receipts', { stationId });
  return await takeIn(origin, await onStick(`TRAM-BN-${originCode}`));
};

test('two stations come to know each other by cards that the unit admins compare', async () => {
  expect((await overview(origin)).stick.code).toBe('STICK-MISSING');
  expect(await refusal(handOver())).toBe('STICK-MISSING');
  await origin.desk.creator.json('POST', '/api/bundle-stick', {});
  expect(await refusal(handOver())).toBe('BUNDLE-NO-STATION');
  await origin.desk.creator.json('POST', '/api/bundle-card', {});
  await sender.desk.creator.json('POST', '/api/bundle-card', {});
  for (const [here, there, part] of [
    [origin, sender, 'sender'],
    [sender, origin, 'origin'],
  ] as const) {
    const [card, ...others] = (await overview(here)).stick.cards;
    expect(others).toEqual([]);
    // What is read aloud on the other side.
    const { own } = await overview(there);
    expect(card?.fingerprint).toBe(own.fingerprint);
    expect(card?.fingerprint).toMatch(/^\d{5}( \d{5}){5}$/);
    const body = { card: card?.file, fingerprint: card?.fingerprint, part };
    expect(await refusal(here.desk.creator.json('POST', '/api/bundle-stations', body))).toBe('WEB-ROLE-MISSING');
    const other = { ...body, fingerprint: '00000 00000 00000 00000 00000 00000' };
    expect(await refusal(here.admin.json('POST', '/api/bundle-stations', other))).toBe('BUNDLE-CARD-CHANGED');
    await here.admin.json('POST', '/api/bundle-stations', body);
    expect((await overview(here)).stick.cards[0]?.confirmedAs).toEqual([part]);
  }
  expect((await overview(origin)).sender?.office).toBe((await overview(sender)).own.office);
  expect(await refusal(handOver())).toBe('BUNDLE-NOTHING');
});

test('a dossier goes by stick to the station that sends, to the portal, and its receipts come back', async () => {
  const id = await issued('Giấy khai sinh');
  const { dossierCode, dossierId } = await origin.desk.original(id);
  expect(dossierCode).toMatch(/^H99\.15-/);
  const before = await overview(origin);
  expect(before.waiting).toMatchObject({ dossiers: 1, copies: 1 });
  const lamps = await origin.desk.creator.json<StationAnswer>('GET', '/api/station');
  expect(lamps.portal).toMatchObject({ connector: 'hand-over', waiting: 3, byHand: null });

  await handOver();
  const bundle = await onStick(`TRAM-${originCode}`);
  expect(await overview(origin)).toMatchObject({
    waiting: { dossiers: 0 },
    away: { dossiers: 1 },
    bundles: [{ name: bundle, state: 'written', dossiers: 1, copies: 1 }],
  });
  expect((await origin.desk.original(id)).state).toBe('issued');
  const bytes = await readFile(join(stick, bundle));
  for (const secret of ['Giàng Thị Súa', dossierCode, '%PDF']) expect(bytes.includes(secret)).toBe(false);

  // What is sent for another office has no number, no register and no dossier here.
  expect(await takeIn(sender, bundle)).toMatchObject({ kind: 'dossiers', dossiers: 1, copies: 1, already: false });
  expect(await takeIn(sender, bundle)).toMatchObject({ already: true });
  await settled();
  expect((await overview(sender)).origins[0]).toMatchObject({ receipts: 1, guests: [{ confirmed: 3, refused: 0 }] });
  const [kept, ...others] = sender.office.portal.listReceived();
  expect(others).toEqual([]);
  expect([kept?.code, kept?.adds, kept?.content.TrangThaiHoSo]).toEqual([dossierCode, 1, '9']);
  const url = kept?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '';
  const copy = (await origin.desk.creator.call({ method: 'GET', path: `/api/originals/${id}/copy.pdf` })).body;
  expect(await sender.office.gateway.fetchCopy(url)).toEqual(copy);
  expect(await readdir(join(sender.office.state, 'guests'))).toEqual([]);

  expect(await fetchReceipts()).toMatchObject({ kind: 'receipts', confirmed: 3, rejected: 0, already: false });
  expect((await origin.desk.original(id)).state).toBe('delivered');
  const { messages } = await origin.desk.creator.json<MessageList>('GET', `/api/dossiers/${dossierId}/messages`);
  expect(messages.slice(0, 3).map(({ kind, state, receipt }) => [kind, state, receipt?.connector])).toEqual([
    ['upload-copy', 'confirmed', 'tus'],
    ['sync-dossier', 'confirmed', 'lgsp'],
    ['progress', 'confirmed', 'lgsp'],
  ]);
  // The stick is wiped of what is settled, and of the receipts that were taken in.
  expect((await readdir(stick)).filter((name) => name.endsWith('.tram'))).toEqual([]);
  expect(await readdir(join(origin.office.state, 'bundles'))).toEqual([]);
});

test('the next bundle tells the portal of the delivery, and the sending station that its receipts have arrived', async () => {
  expect((await overview(origin)).waiting).toMatchObject({ dossiers: 1, copies: 0 });
  await handOver();
  await takeIn(sender, await onStick(`TRAM-${originCode}`));
  await settled();
  expect(sender.office.portal.listReceived()[0]?.content.TrangThaiHoSo).toBe('10');
  expect(sender.office.portal.listReceived()[0]?.content.DanhSachGiayToKetQua).toHaveLength(1);
  const [latest, first] = (await overview(sender)).origins[0]?.guests ?? [];
  expect([latest?.acknowledgedAt, first?.acknowledgedAt]).toEqual([null, expect.any(Number)]);
  expect(await fetchReceipts()).toMatchObject({ confirmed: 1 });
});

test('what the portal refuses comes back in its words, is mended and goes again', async () => {
  const words = 'Dữ liệu không hợp lệ: MaTTHC';
  sender.office.portal.misbehave({ kind: 'says', error_code: '-2', message: words, service: 'DongBoHoSoMC' });
  const id = await issued('Học bạ');
  await handOver();
  await takeIn(sender, await onStick(`TRAM-${originCode}`));
  await settled();
  sender.office.portal.heal();
  expect(await fetchReceipts()).toMatchObject({ confirmed: 1, rejected: 1, unsent: 1 });
  expect((await origin.desk.original(id)).state).toBe('issued');
  const { refused, waiting } = await overview(origin);
  expect(refused).toMatchObject([{ kind: 'sync-dossier', code: 'PORTAL-REJECTED', words }]);
  expect(waiting.dossiers).toBe(0);
  await origin.desk.creator.json('POST', `/api/messages/${refused[0]?.id}/retry`, {});
  await handOver();
  await takeIn(sender, await onStick(`TRAM-${originCode}`));
  await settled();
  expect(await fetchReceipts()).toMatchObject({ confirmed: 2, rejected: 0 });
  expect((await origin.desk.original(id)).state).toBe('delivered');
});

test('a bundle that anybody has touched, and one from somebody else, are refused and leave nothing', async () => {
  const id = await issued('Bằng tốt nghiệp');
  await handOver();
  const name = await onStick(`TRAM-${originCode}`);
  const bytes = await readFile(join(stick, name));
  const counts = async () => (await overview(sender)).origins[0]?.guests.length;
  const before = await counts();
  for (const at of [3, 40, 200, bytes.length >> 1, bytes.length - 1]) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    await writeFile(join(stick, name), flipped);
    expect(await refusal(takeIn(sender, name)), String(at)).toMatch(/^BUNDLE-(UNREADABLE|DAMAGED|NOT-FOR-US)$/);
  }
  await writeFile(join(stick, name), bytes.subarray(0, -1));
  expect(await refusal(takeIn(sender, name))).toBe('BUNDLE-DAMAGED');
  await writeFile(join(stick, name), bytes);
  expect(await refusal(takeIn(origin, name))).toBe('BUNDLE-NOT-FOR-US');
  expect(await counts()).toBe(before);
  expect(await readdir(join(sender.office.state, 'guests'))).toEqual([]);
  const stationId = (await overview(sender)).origins[0]?.id ?? '';
  await sender.admin.json('DELETE', `/api/bundle-stations/${stationId}`);
  expect(await refusal(takeIn(sender, name))).toBe('BUNDLE-SIGNER-UNKNOWN');
  const [card] = (await overview(sender)).stick.cards;
  const body = { card: card?.file, fingerprint: card?.fingerprint, part: 'origin' };
  await sender.admin.json('POST', '/api/bundle-stations', body);
  expect(await takeIn(sender, name)).toMatchObject({ already: false });
  await settled();
  await fetchReceipts();
  expect((await origin.desk.original(id)).state).toBe('delivered');
});

test('the power goes while bundles are made, taken in and settled: nothing is lost and nothing is sent twice', async () => {
  const id = await issued('Sổ hộ khẩu');
  const { dossierCode } = await origin.desk.original(id);
  const cut = async (of: Side, work: () => Promise<unknown>, afterMs: number): Promise<void> => {
    const going = work().catch(() => {});
    await wait(afterMs);
    await of.office.station.kill();
    await of.office.station.start();
    // The screen asks again as long as the station is away.
    await going;
  };
  for (const ms of [20, 120]) await cut(origin, handOver, ms);
  await handOver().catch(() => {});
  const { bundles } = await overview(origin);
  const mine = bundles.filter((one) => one.state === 'written');
  expect(mine.length).toBeGreaterThan(0);
  for (const { name } of mine) {
    for (const ms of [10, 60, 250]) await cut(sender, () => takeIn(sender, name), ms);
    await takeIn(sender, name);
  }
  await settled();
  for (const ms of [10, 60]) await cut(origin, () => fetchReceipts(), ms);
  if ((await origin.desk.original(id)).state !== 'delivered') await fetchReceipts();
  expect((await origin.desk.original(id)).state).toBe('delivered');
  const there = sender.office.portal.listReceived().filter((one) => one.code === dossierCode);
  expect(there.map((one) => [one.adds, one.content.DanhSachGiayToKetQua.length])).toEqual([[1, 1]]);
}, 300_000);

test('neither log names a person or a dossier’s content', async () => {
  for (const { office } of [origin, sender]) {
    const log = await readFile(office.logPath, 'utf8');
    for (const secret of ['Giàng', '099190000001', 'AGE-SECRET']) expect(log).not.toContain(secret);
  }
});
