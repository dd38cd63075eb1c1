/** Copies put on the portal by hand, before a real browser. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { HandoverList } from '../../src/web/contract/index.ts';
import { axe, shoot, withScreens } from '../peers/browser/index.ts';
import { look } from './look.ts';

const screens = withScreens({ settings: { 'portal.connector': 'manual' } });
const path = '/dua-len-cong';

async function issued(title: string): Promise<string> {
  const { desk, office } = screens;
  const originalId = await desk.receive(title);
  await office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  expect((await desk.attempt('signing', originalId)).status).toBe(200);
  expect((await desk.attempt('sealing', originalId)).status).toBe(200);
  return originalId;
}

/** What an earlier try of a test left waiting is put on the portal. */
async function clearPile(): Promise<void> {
  const { creator } = screens.desk;
  const { copies } = await creator.json<HandoverList>('GET', '/api/handovers');
  for (const { originalId } of copies) {
    const proof = { proofId: randomUUID(), portalCode: `LEFT-${originalId}`, receivedAt: Date.now() };
    await creator.json('POST', `/api/handovers/${originalId}/taking`);
    await creator.json('POST', `/api/handovers/${originalId}/proof`, proof);
  }
}

const row = (page: Page, title: string) => page.locator('.portal-row', { hasText: title });
const main = (page: Page) => page.locator('.portal-work .button-primary');
const clipboard = (page: Page) => page.evaluate('navigator.clipboard.readText()');

test('by mouse: the file is taken, a field copied, the proof entered, and corrected with a reason', async () => {
  const { desk } = screens;
  await clearPile();
  const empty = await screens.page('creator', { path });
  await empty.locator('.portal-nothing h1').waitFor();
  await look(empty, 'portal-empty-vi');

  const id = await issued('Giấy khai sinh');
  const page = await screens.page('creator', { path: '/ban-tiep-nhan' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: screens.office.address });
  await page.locator('.lamp', { hasText: '1 hồ sơ chờ đưa lên Cổng' }).waitFor();
  await page.locator('.frame-view', { hasText: 'Đưa lên Cổng' }).click();
  await row(page, 'Giấy khai sinh').first().click();
  await page.locator('.portal-file-name').waitFor();
  await look(page, 'portal-file-vi');

  const [download] = await Promise.all([page.waitForEvent('download'), main(page).click()]);
  const copy = (await desk.creator.call({ method: 'GET', path: `/api/originals/${id}/copy.pdf` })).body;
  expect(await readFile(await download.path())).toEqual(copy);
  expect(download.suggestedFilename()).toMatch(/^BSDT_H99\.14-.+_01\.pdf$/);
  await page.getByRole('button', { name: /^Chép Tên giấy tờ/ }).click();
  await page.locator('.portal-copied').waitFor();
  expect(await clipboard(page)).toBe('Giấy khai sinh');

  await page.locator('input[name=portal-code]').fill('H99.14-261122-00001');
  // What was typed outlives a reload.
  await page.reload();
  await page.locator('.portal-taken', { hasText: 'Lò Thị Mận' }).waitFor();
  expect(await page.locator('input[name=portal-code]').inputValue()).toBe('H99.14-261122-00001');
  await main(page).click();
  await page.locator('.field-error').waitFor();
  await look(page, 'portal-proof-vi');
  await page.getByRole('button', { name: 'Bây giờ' }).click();
  await main(page).click();
  await page.locator('.notice-done', { hasText: 'H99.14-261122-00001' }).waitFor();
  expect((await desk.original(id)).state).toBe('delivered');
  await page.locator('.lamp', { hasText: 'Đã đưa hết lên Cổng' }).waitFor();

  await page.getByRole('button', { name: 'Sửa xác nhận' }).click();
  await page.locator('dialog input[name=portal-code]').fill('H99.14-261122-00009');
  await page.locator('dialog input[name=portal-reason]').fill('Chép nhầm số cuối');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ghi xác nhận mới' }).click();
  await page.locator('.portal-before', { hasText: 'H99.14-261122-00001' }).waitFor();
  await page.locator('.notice-done', { hasText: 'Chép nhầm số cuối' }).waitFor();
  await look(page, 'portal-done-vi');
});

test('by keyboard: every field in turn, then the proof; a code of another dossier is asked about', async () => {
  const { desk } = screens;
  await clearPile();
  const id = await issued('Bằng tốt nghiệp');
  const page = await screens.page('creator', { path, language: 'en' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: screens.office.address });
  await row(page, 'Bằng tốt nghiệp').first().waitFor();
  await page.keyboard.press('n');
  await page.locator('.portal-file-name').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('l')]);
  await download.path();
  await page.locator('.portal-taken').waitFor();
  const fields = page.locator('.portal-field-copy button');
  const copied: unknown[] = [];
  for (let at = 0; at < (await fields.count()); at += 1) {
    await page.keyboard.press('c');
    await expect.poll(() => page.locator('.portal-copied').count()).toBe(at + 1);
    copied.push(await clipboard(page));
  }
  expect(copied).toEqual(expect.arrayContaining(['Giàng Thị Súa', '099190000001', '2.000815', 'Bằng tốt nghiệp']));
  await look(page, 'portal-fields-en');
  await page.keyboard.press('c');
  await page.keyboard.type('H99.14-261122-00009');
  await page.keyboard.press('Tab');
  await page.locator('input[name=portal-time]').focus();
  const now = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(11, 16);
  await page.keyboard.type(now);
  await page.keyboard.press('Enter');
  await page.locator('.notice-danger', { hasText: 'HANDOVER-CODE-USED' }).waitFor();
  await shoot(page, 'portal-code-used-en-1280');
  expect((await desk.original(id)).state).toBe('issued');
  await page.locator('input[name=portal-code]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await page.locator('.notice-done', { hasText: 'H99.14-261122-00002' }).waitFor();
  expect((await desk.original(id)).state).toBe('delivered');
});

test('where the browser gives no clipboard, the text is selected; the view comes back after the station was killed', async () => {
  const { office } = screens;
  await clearPile();
  await issued('Học bạ');
  const page = await screens.page('creator', { path, expected: ['net::ERR_'] });
  await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))");
  await row(page, 'Học bạ').first().click();
  await page.getByRole('button', { name: 'Chép Tên giấy tờ' }).click();
  await page.locator('.portal-selected', { hasText: 'Ctrl+C' }).waitFor();
  expect(await page.evaluate('getSelection().toString()')).toBe('Học bạ');
  expect(await page.locator('.portal-copied').count()).toBe(0);

  try {
    await office.station.kill();
    await page.getByText('Chưa liên lạc được với trạm').first().waitFor();
    await main(page).click();
    await page.locator('.portal-foot .notice').waitFor();
    await look(page, 'portal-away-vi');
  } finally {
    await office.station.start();
  }
  await page.getByText('Chưa liên lạc được với trạm').first().waitFor({ state: 'hidden' });
  const [download] = await Promise.all([page.waitForEvent('download'), main(page).click()]);
  await download.path();
  await page.locator('.portal-taken').waitFor();
});
