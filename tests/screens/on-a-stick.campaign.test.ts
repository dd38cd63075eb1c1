/** Dossiers handed over on a stick, before a real browser; the sending station is played with real keys. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeCard, fingerprintOf } from '../../src/portal/bundles/card.ts';
import type { BundledDossier } from '../../src/portal/bundles/manifest.ts';
import type { BundleOverview } from '../../src/web/contract/index.ts';
import { withScreens } from '../peers/browser/index.ts';
import { Screen } from '../peers/office/client.ts';
import { people } from '../peers/office/people.ts';
import { answerBundle, recipientOn } from '../peers/office/sending-station.ts';
import { stationCalled, type TestStation } from '../unit/portal/bundles/stations.ts';
import { sampleDossier } from '../unit/portal/office.ts';
import { look } from './look.ts';

const stick = mkdtempSync(join(tmpdir(), 'tram-usb-'));
const screens = withScreens({ settings: { 'portal.connector': 'hand-over', 'hand-over.folder': stick } });
const path = '/chuyen-bang-usb';
const words = 'Thiếu mã giấy tờ kết quả';
let sender: TestStation;

beforeAll(async () => {
  sender = await stationCalled('H99.20');
});
afterAll(() => rmSync(stick, { recursive: true, force: true }));

const main = (page: Page) => page.locator('.page-main .button-primary');
const done = (page: Page) => page.locator('.notice-done');

test('from a new stick to receipts: prepared, cards compared, written, taken in, refused and sent again', async () => {
  const { desk, office } = screens;
  const id = await desk.receive('Giấy khai sinh');
  await office.loadPaper('birth-certificate');
  await desk.scan(id);
  await desk.submit(id);
  expect((await desk.attempt('signing', id)).status).toBe(200);
  expect((await desk.attempt('sealing', id)).status).toBe(200);

  const page = await screens.page('creator', { path });
  await page.locator('.lamp', { hasText: 'tin chờ USB' }).waitFor();
  await page.locator('.notice', { hasText: 'STICK-MISSING' }).waitFor();
  expect(await main(page).isDisabled()).toBe(true);
  await look(page, 'stick-new-vi');
  await page.getByRole('button', { name: 'Chuẩn bị USB này' }).click();
  await look(page, 'stick-prepare-vi');
  await page.locator('.dialog .button-primary').click();
  await done(page).waitFor();
  await page.getByRole('button', { name: 'Chép thẻ trạm ra USB' }).click();
  await page.locator('.notice-done', { hasText: 'Đã chép thẻ trạm' }).waitFor();

  // The other side brings its card; only the unit admin may trust it.
  await writeFile(join(stick, 'TRAM-THE-H99.20.json'), encodeCard(sender.card, sender.identity));
  await page.getByRole('button', { name: 'Đọc lại USB' }).click();
  await page.getByText('Quản trị đơn vị xác nhận thẻ này.').waitFor();
  expect(await page.getByRole('button', { name: /So mã/ }).count()).toBe(0);
  const admin = await screens.page('admin', { path });
  await admin.getByRole('button', { name: /^So mã, nhờ gửi hộ: / }).click();
  const dialog = admin.locator('.dialog');
  expect((await dialog.locator('.stick-digits span').allTextContents()).join(' ')).toBe(fingerprintOf(sender.card));
  expect(await dialog.locator('.button-primary').isDisabled()).toBe(true);
  await dialog.locator('.stick-tick input').check();
  await look(admin, 'stick-compare-vi');
  await dialog.locator('.button-primary').click();
  await admin.getByText('Trạm gửi hộ cơ quan mình').waitFor();
  await look(admin, 'stick-admin-vi');

  await expect.poll(() => main(page).isDisabled()).toBe(false);
  await page.keyboard.press('g');
  await page.locator('.notice-done', { hasText: 'Đã chép và đọc lại đúng' }).waitFor();
  await look(page, 'stick-written-vi');
  const [bundle = ''] = (await readdir(stick)).filter((name) => name.endsWith('.tram'));
  await answerBundle(sender, stick, bundle, words);
  await page.getByRole('button', { name: 'Đọc lại USB' }).click();
  await page.getByRole('button', { name: /Nhập gói này: TRAM-BN-/ }).click();
  await page.locator('.notice-done', { hasText: '1 tin đã được xác nhận, 1 tin bị từ chối, 1 tin chưa gửi' }).waitFor();
  expect((await readdir(stick)).filter((name) => name.endsWith('.tram'))).toEqual([]);
  await page.getByText(`Cổng ghi: “${words}”`).waitFor();
  await look(page, 'stick-refused-vi');
  await page.getByRole('button', { name: /Gửi lại hồ sơ/ }).click();
  await page.locator('.notice-done', { hasText: 'sẽ đi trong gói kế tiếp' }).waitFor();
  await page.keyboard.press('g');
  await page.locator('.notice-done', { hasText: 'Đã chép và đọc lại đúng' }).waitFor();
  await page.getByRole('button', { name: /Thu hồi gói/ }).click();
  await look(page, 'stick-take-back-vi');
  await page.locator('.dialog .button-danger').click();
  await page.locator('.notice-done', { hasText: 'Đã thu hồi gói' }).waitFor();
  const { waiting } = await desk.creator.json<BundleOverview>('GET', '/api/bundles');
  expect(waiting.dossiers).toBe(1);
});

test('in English, and what a foreign file on the stick says', async () => {
  const page = await screens.page('creator', { path, language: 'en' });
  await page.getByRole('heading', { name: 'By USB stick' }).waitFor();
  await writeFile(join(stick, 'TRAM-H99.30-20261122-101500.tram'), 'no bundle');
  await page.getByRole('button', { name: 'Read the stick again' }).click();
  await page.getByRole('button', { name: /Take in the bundle TRAM-H99.30/ }).click();
  await page.locator('.notice-danger', { hasText: 'BUNDLE-UNREADABLE' }).waitFor();
  await look(page, 'stick-en');
});

test('what is sent for another office: taken in, being sent, and its receipts', async () => {
  const origin = await stationCalled('H99.31');
  await writeFile(join(stick, 'TRAM-THE-H99.31.json'), encodeCard(origin.card, origin.identity));
  const api = new Screen(screens.office.address, screens.office.authorityPem, screens.office.phone);
  await api.signIn(people.admin.username, people.admin.password);
  const fingerprint = fingerprintOf(origin.card);
  await api.json('POST', '/api/bundle-stations', { card: 'TRAM-THE-H99.31.json', fingerprint, part: 'origin' });
  const recipient = await recipientOn(stick);
  const [originalId, documentId] = [randomUUID(), randomUUID()];
  const dossier = sampleDossier(1, { dossierCode: 'H99.31-261122-00001' });
  const bundled: BundledDossier = {
    dossier,
    copies: [{ originalId, documentId }],
    messages: [{ row: randomUUID(), kind: 'upload-copy', originalId, documentId }],
  };
  const bundle = origin.bundleFor({ identity: { ...origin.identity, recipient } }, [
    { kind: 'dossier', bytes: Buffer.from(JSON.stringify(bundled)) },
    { kind: 'copy', bytes: Buffer.from('%PDF-1.7'), id: documentId },
  ]);
  const name = 'TRAM-H99.31-20261122-101500.tram';
  await writeFile(join(stick, name), await bundle.file());
  const page = await screens.page('creator', { path });
  await page.getByRole('button', { name: `Nhập gói này: ${name}` }).click();
  await page.locator('.notice-done', { hasText: 'Đã nhận 1 hồ sơ (1 bản sao)' }).waitFor();
  await page.getByText('Đang gửi, còn 1 tin').scrollIntoViewIfNeeded();
  await look(page, 'stick-guests-vi');
  const english = await screens.page('creator', { path, language: 'en' });
  await english.getByText('Being sent, messages left: 1').scrollIntoViewIfNeeded();
  await look(english, 'stick-guests-en');
});
