/** The station's own view, for its technician. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';

const screens = withScreens();
const path = '/tram';

const sheet = (page: Page, name: string) =>
  page.locator('.sheet', { has: page.getByRole('heading', { name, exact: true }) });

/** A copy issued while the portal refuses it: its messages wait, the first one rejected. */
async function rejectedCopy(): Promise<string> {
  const { desk, office } = screens;
  office.portal.misbehave({ kind: 'says', error_code: '99', message: 'Vừ Mí Sính: sai mã đơn vị' });
  const originalId = await desk.receive();
  await office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  expect((await desk.attempt('signing', originalId)).status).toBe(200);
  expect((await desk.attempt('sealing', originalId)).status).toBe(200);
  return originalId;
}

test('devices, token, line, queue and version are there, each with the time it was measured at', async () => {
  const page = await screens.page('admin', { path });
  await sheet(page, 'Máy quét').getByText('sẵn sàng').first().waitFor();
  await sheet(page, 'Token').getByText('sẵn sàng').first().waitFor();
  await sheet(page, 'Đường truyền')
    .getByText(/thông · xác nhận cuối \d\d:\d\d/)
    .first()
    .waitFor();
  await sheet(page, 'Chờ gửi').getByText('Không còn gì chờ gửi').waitFor();
  expect(await sheet(page, 'Chương trình').locator('dd').first().textContent()).toMatch(/^\d+\.\d+\.\d+/);
  const sheets = await page.locator('main .sheet').count();
  await expect
    .poll(() => page.locator('main .sheet', { hasText: /(Đo|đọc) lúc (\d\d\/\d\d\/\d{4} )?\d\d:\d\d/ }).count())
    .toBe(sheets);
  // Whose a token is, is no business of this view.
  expect(await page.locator('main').textContent()).not.toContain('Vàng Văn Hiển');
});

test('what the portal refused stands first with its reason, without a name, and is sent again by a key', async () => {
  const originalId = await rejectedCopy();
  const page = await screens.page('admin', { path });
  const { desk, office } = screens;
  const { dossierCode } = await desk.original(originalId);
  const rejected = page.locator('.record', { hasText: 'Bị từ chối' });
  await rejected.first().waitFor();
  expect(await rejected.first().textContent()).toContain(dossierCode);
  await rejected.first().getByText('PORTAL-REJECTED').waitFor();
  expect(await page.locator('main').textContent()).not.toContain('Vừ Mí Sính');
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `machine-rejected-vi-${size.width}`);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  expect(await axe(page)).toEqual([]);

  office.portal.heal();
  await page.keyboard.press('g');
  await sheet(page, 'Chờ gửi').getByText('Không còn gì chờ gửi').waitFor();
  expect((await desk.original(originalId)).state).toBe('delivered');
});

test('one message is sent again by its own button; the line’s end is amber and not red', async () => {
  const originalId = await rejectedCopy();
  const page = await screens.page('admin', { path });
  const { desk, office } = screens;
  const again = page.locator('.record').getByRole('button', { name: /^Gửi lại: / });
  await again.first().waitFor();
  office.portal.heal();
  await again.first().click();
  await sheet(page, 'Chờ gửi').getByText('Không còn gì chờ gửi').waitFor();
  expect((await desk.original(originalId)).state).toBe('delivered');

  office.portal.misbehave({ kind: 'down' });
  await sheet(page, 'Đường truyền')
    .getByText(/đang gián đoạn · xác nhận cuối/)
    .first()
    .waitFor();
  expect(await page.locator('main .tone-seal').count()).toBe(0);
  expect(await axe(page)).toEqual([]);
  await shoot(page, 'machine-line-down-vi-1280');
  office.portal.heal();
});

test('the tests really test: a scanner that answers, one switched off, tokens without a PIN; the log says it in words', async () => {
  const { office } = screens;
  const page = await screens.page('admin', { path });
  await page.getByRole('button', { name: 'Kiểm tra eSCL May quet' }).click();
  await page.getByText(/Máy quét trả lời và cho đọc \d+ mục cài đặt/).waitFor();
  await page.getByRole('button', { name: 'Kiểm tra Token' }).click();
  await page.getByText(/Token 2: đọc được 1 chứng thư số, còn \d+ ngày/).waitFor();
  await page.getByRole('img', { name: /24 giờ qua/ }).waitFor();

  await office.scanner.stop();
  await page.getByRole('button', { name: 'Kiểm tra eSCL May quet' }).click();
  await sheet(page, 'Máy quét').locator('.notice').getByText(/SCAN-/).waitFor();
  await sheet(page, 'Máy quét').getByText('mất kết nối').waitFor();
  await office.scanner.start();
  // The portal's refusals of the tests before stand in the log.
  await sheet(page, 'Nhật ký chương trình').getByText('PORTAL-REJECTED').first().waitFor();
  expect(await page.locator('main').textContent()).not.toContain('Vừ Mí Sính');
  expect(await axe(page)).toEqual([]);
  for (const size of screenSizes) {
    await page.setViewportSize({ width: size.width, height: 2400 });
    await shoot(page, `machine-tested-vi-${size.width}`);
  }
});

test('the view comes back by itself after the station was killed', async () => {
  const page = await screens.page('admin', { path, expected: ['net::ERR_'] });
  await sheet(page, 'Máy quét').waitFor();
  await screens.office.station.kill();
  await page.getByText('Chưa liên lạc được với trạm').first().waitFor();
  await sheet(page, 'Máy quét').waitFor();
  await shoot(page, 'machine-away-vi-1280');
  await screens.office.station.start();
  await page.getByText('Chưa liên lạc được với trạm').first().waitFor({ state: 'hidden' });
  await sheet(page, 'Máy quét').getByText('sẵn sàng').first().waitFor();
});

test.each(['vi', 'en'] as const)('%s: axe finds nothing at any width, and nothing is cut off', async (language) => {
  const page = await screens.page('admin', { path, language });
  await page.locator('.machine-parts').nth(2).waitFor();
  await page.locator('.machine-part .tone-delivered').first().waitFor();
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `machine-${language}-${size.width}`);
    expect(await axe(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }
});
