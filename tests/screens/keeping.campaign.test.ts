/** What keeps the office going: backups, numbers that wait after one came back, lost phones, and the end of a term. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/common/clock.ts';
import { newId } from '../../src/common/id.ts';
import { markBroughtBack } from '../../src/store/brought-back.ts';
import { openDatabase } from '../../src/store/database.ts';
import { readStationKey } from '../../src/store/documents/station-key.ts';
import { openStore } from '../../src/store/index.ts';
import { keepFoundCopy } from '../../src/store/repositories/found-copies.ts';
import { documents } from '../../src/store/schema/index.ts';
import { ClockWatch } from '../../src/upkeep/clock/clock-watch.ts';
import type { DossierDetail, HoldAnswer, TrackedDossier } from '../../src/web/contract/index.ts';
import { purgeDue } from '../../src/workflow/purge.ts';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';
import { Screen } from '../peers/office/client.ts';
import { confirmClock } from '../peers/office/desk.ts';
import { people } from '../peers/office/people.ts';

const screens = withScreens();
const dayMs = 86_400_000;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-keeping-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sheet = (page: Page, name: string) =>
  page.locator('.sheet', { has: page.getByRole('heading', { name, exact: true }) });

/** Pictures at all widths, and what must hold at each. */
async function look(page: Page, name: string): Promise<void> {
  for (const size of screenSizes) {
    await page.setViewportSize({
      width: size.width,
      height: name.startsWith('backups') || name.startsWith('hold-seal') ? 2600 : size.height,
    });
    await shoot(page, `${name}-${size.width}`);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  expect(await axe(page)).toEqual([]);
}

/** Forty days go by while the station is off, and the term of what is delivered is over. */
async function purgeLater(): Promise<void> {
  const { state } = screens.office;
  const clock = { ...systemClock, now: () => Date.now() + 40 * dayMs };
  const log = pino({ level: 'silent' });
  const store = openStore(state, await readStationKey(state, undefined), clock, log);
  const boot = { id: 'later', uptime: () => performance.now() };
  const clockWatch = new ClockWatch({ store, clock, boot, log });
  clockWatch.systemVouches(clock.now());
  expect(purgeDue({ store, clock, clockWatch })).toBe(1);
  await store.close();
}

test('one’s own recovery codes are made anew for a code of one’s phone', async () => {
  const { office } = screens;
  const page = await screens.page('admin', { path: '/mat-khau' });
  await page.getByText(/Còn \d+ mã chưa dùng/).waitFor();
  await look(page, 'codes-vi');
  await page.locator('input[name=code]').fill(office.phone.code(people.admin.username));
  await page.getByRole('button', { name: 'Mã khôi phục mới' }).click();
  await page.locator('.recovery-codes li').nth(9).waitFor();
  await look(page, 'codes-new-vi');
  office.phone.keep(people.admin.username, await page.locator('.recovery-codes li').allTextContents());
  await page.locator('input[name=kept]').check();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByText('Còn 10 mã chưa dùng').waitFor();
});

test('backups: no place, a disk not prepared, and one verified while the technician looks on', async () => {
  const page = await screens.page('admin', { path: '/tram' });
  const backups = sheet(page, 'Sao lưu');
  await backups.getByText('Chưa đặt nơi sao lưu').waitFor();
  await page.locator('[data-lamp=backup]', { hasText: 'chưa đặt nơi lưu' }).waitFor();
  await look(page, 'backups-unset-vi');

  const { office } = screens;
  const admin = new Screen(office.address, office.authorityPem, office.phone);
  await admin.signIn(people.admin.username, people.admin.password);
  await admin.json('PUT', '/api/settings/backup.folder', { value: join(folder, 'disk') });
  await page.reload();
  await page.locator('[data-lamp=backup]', { hasText: 'chưa có bản nào' }).waitFor();
  await backups.getByRole('button', { name: 'Sao lưu ngay' }).click();
  await backups.getByText('BACKUP-FOLDER-MISSING').waitFor();

  await backups.getByRole('button', { name: 'Chuẩn bị ổ này' }).click();
  await page.getByRole('dialog').getByText(folder).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Chuẩn bị ổ này' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('b');
  await backups.getByText('Đã kiểm chứng').waitFor();
  await page.locator('[data-lamp=backup].tone-delivered', { hasText: /trước$/ }).waitFor();
  await backups.getByText(/Bản mới nhất đã kiểm chứng/).waitFor();
  await look(page, 'backups-vi');
  await page.getByRole('button', { name: 'English' }).click();
  await look(page, 'backups-en');
});

test('after a backup came back everybody is told, and the seal keeper says the next number', async () => {
  const { office } = screens;
  const backupAt = Date.now() - 3 * 3_600_000;
  await office.station.stop();
  markBroughtBack(join(office.state, 'tram.db'), { cause: 'rescued', backupAt }, systemClock);
  const { sqlite, db } = openDatabase(join(office.state, 'tram.db'));
  const year = new Date().getFullYear();
  const copy = { registerType: 'SCT/BS', year, volume: 1, pages: 2, foundAt: Date.now(), keyId: 'key' };
  db.transaction((tx) => {
    keepFoundCopy(tx, {
      ...copy,
      documentId: 'a',
      number: 1,
      dossierCode: 'H56.14-261122-00001',
      signatures: 1,
      signedAt: backupAt,
    });
    keepFoundCopy(tx, { ...copy, documentId: 'b', number: 2, dossierCode: null, signatures: 2, signedAt: backupAt });
    // What lies under a key that is nowhere.
    const [id, keyId] = [newId(systemClock), newId(systemClock)];
    const page = { purpose: 'page', length: 1, sha256: '0'.repeat(64), createdAt: backupAt } as const;
    tx.insert(documents)
      .values({ id, keyId, ...page })
      .run();
  });
  sqlite.close();
  await office.station.start();

  const creator = await screens.page('creator');
  await creator.getByText(/Dữ liệu được khôi phục từ bản sao lưu lúc/).waitFor();
  await shoot(creator, 'hold-desk-vi-1280');
  expect(await axe(creator)).toEqual([]);

  const page = await screens.page('sealKeeper');
  await page.getByRole('link', { name: 'Xác nhận số tiếp theo' }).click();
  const main = page.locator('.page-main button');
  await main.click();
  await page.getByText('Nhập một số nguyên từ 3 đến 999999.').waitFor();
  await page.locator('input[name=next-number]').fill('4');
  await page.getByText('Các số từ 1 đến 3 (3 số) sẽ được ghi trong sổ là đã cấp').waitFor();
  await page.getByText('Số 02, quyển 01/').waitFor();
  await page.getByText(/Cổng chưa trả lời|Đã hỏi Cổng/).waitFor();
  await look(page, 'hold-seal-vi');
  await page.getByRole('button', { name: 'English' }).click();
  await look(page, 'hold-seal-en');
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await page.keyboard.press('Escape');
  await main.filter({ hasText: 'Xác nhận số tiếp theo là 4' }).click();
  await page.getByRole('dialog').getByText('không sửa lại được').waitFor();
  await shoot(page, 'hold-ask-vi-1920');
  await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận số tiếp theo là 4' }).click();
  await page.getByText('Không còn gì chờ xác nhận').waitFor();
  // Those who were held up see it end without asking.
  await creator.getByText(/Dữ liệu được khôi phục/).waitFor({ state: 'detached' });
  expect(await screens.desk.seal.json<HoldAnswer>('GET', '/api/register/hold')).toMatchObject({
    hold: null,
    lostKeys: [{ code: null, documents: 1 }],
  });
  // Which dossiers cannot be opened is said as long as it is so, whether numbers wait or not.
  await page.getByText('Có hồ sơ không mở được tài liệu').waitFor();
  await look(page, 'lost-keys-vi');

  const book = await screens.page('admin', { path: '/quan-tri/quyen-so' });
  await book.getByText('Số 1 đến 3 (3 số)').waitFor();
  await book.getByText('Có hồ sơ không mở được tài liệu').waitFor();
  await look(book, 'hold-lost-vi');
});

test('a dossier whose term is over says so in the place of its pictures; the visitor still hears its state', async () => {
  const { office, desk } = screens;
  await confirmClock(desk.creator);
  await office.loadPaper('birth-certificate');
  const originalId = await desk.receive();
  await desk.scan(originalId);
  await desk.submit(originalId);
  await desk.attempt('signing', originalId);
  await desk.attempt('sealing', originalId);
  await expect.poll(async () => (await desk.original(originalId)).state, { timeout: 20_000 }).toBe('delivered');
  const { dossierId } = await desk.original(originalId);
  const { trackingCode } = await desk.creator.json<DossierDetail>('GET', `/api/dossiers/${dossierId}`);

  await office.station.stop();
  await purgeLater();
  await office.station.start();
  await confirmClock(desk.creator);

  const page = await screens.page('creator', { path: `/ban-tiep-nhan/${dossierId}` });
  await page.getByText(/Hình ảnh và bản sao đã hủy theo thời hạn lưu giữ ngày/).waitFor();
  expect(await page.locator('.original img').count()).toBe(0);
  await look(page, 'purged-vi');
  expect(trackingCode).not.toBeNull();
  const visitor = new Screen(office.address, office.authorityPem);
  const tracked = await visitor.json<TrackedDossier>('GET', `/api/visitor/dossiers/${trackingCode}`);
  expect(tracked.state).toBe('returned');
});
