/** What stands around every view: lamps, language, keys. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';

const screens = withScreens();

/** After the screen has drawn what a key has changed. */
const settled = (page: Page) =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

const lamp = (page: Page, name: string) => page.locator(`[data-lamp="${name}"]`);

test('the lamps say in words how the station is', async () => {
  const page = await screens.page('creator');
  await lamp(page, 'scanner').filter({ hasText: 'Máy quét sẵn sàng' }).waitFor();
  await lamp(page, 'token').filter({ hasText: 'Token sẵn sàng' }).waitFor();
  await lamp(page, 'line')
    .filter({ hasText: /Đường truyền thông · xác nhận cuối \d\d:\d\d/ })
    .waitFor();
  await lamp(page, 'waiting').filter({ hasText: 'Đã gửi hết' }).waitFor();
});

test('a lamp opens to its reason and closes again, by mouse and by keyboard', async () => {
  const page = await screens.page('signer');
  const token = lamp(page, 'token');
  await token.click();
  await page.getByText('Có token của bạn.').waitFor();
  expect(await token.getAttribute('aria-expanded')).toBe('true');
  await shoot(page, 'shell-lamp-open-vi-1280');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('[data-lamp="token"][aria-expanded="false"]:focus').waitFor();
  await token.press('Enter');
  await page.getByText('Có token của bạn.').waitFor();
  await page.mouse.click(5, 700);
  await page.getByText('Có token của bạn.').waitFor({ state: 'detached' });
});

test('the line goes down and comes back: the lamp says so and nothing turns red', async () => {
  const page = await screens.page('creator');
  await lamp(page, 'line').filter({ hasText: 'Đường truyền thông' }).waitFor();
  screens.office.portal.misbehave({ kind: 'down' });
  await lamp(page, 'line')
    .filter({ hasText: /đang gián đoạn · xác nhận cuối/ })
    .waitFor();
  await shoot(page, 'shell-line-down-vi-1280');
  expect(await page.locator('.tone-seal').count()).toBe(0);
  screens.office.portal.heal();
  await lamp(page, 'line').filter({ hasText: 'Đường truyền thông' }).waitFor();
});

test('a station that is away is said in the bar, and the screen comes back by itself', async () => {
  const page = await screens.page('creator', { expected: ['net::ERR_'] });
  await lamp(page, 'scanner').waitFor();
  await screens.office.station.kill();
  try {
    await page.getByText('Chưa liên lạc được với trạm').first().waitFor();
    await shoot(page, 'shell-away-vi-1280');
    expect(await axe(page)).toEqual([]);
  } finally {
    await screens.office.station.start();
  }
  await page.getByText('Chưa liên lạc được với trạm').first().waitFor({ state: 'hidden' });
  await lamp(page, 'scanner').filter({ hasText: 'sẵn sàng' }).waitFor();
});

test('the language changes at once and is kept', async () => {
  const page = await screens.page('creator');
  await page.getByRole('button', { name: 'English' }).click();
  await lamp(page, 'scanner').filter({ hasText: 'Scanner ready' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
});

test('the question mark opens the keys, but not while one types; single keys can be switched off', async () => {
  const page = await screens.page('creator');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Phím tắt' });
  await help.waitFor();
  await shoot(page, 'shell-keys-vi-1280');
  expect(await axe(page)).toEqual([]);
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await settled(page);
  expect(await help.count()).toBe(0);

  const stranger = await screens.stranger({ path: '/dang-nhap' });
  await stranger.locator('input[name=username]').press('?');
  await settled(stranger);
  expect(await stranger.getByRole('dialog').count()).toBe(0);
  expect(await stranger.locator('input[name=username]').inputValue()).toBe('?');
});

test('an address that is nobody’s is said in words', async () => {
  const page = await screens.page('creator', { path: '/quan-tri/khong-co' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await axe(page)).toEqual([]);
});

test.each(['vi', 'en'] as const)('%s: axe finds nothing at any width, and nothing is cut off', async (language) => {
  const page = await screens.page('signer', { language });
  await lamp(page, 'line').waitFor();
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `shell-${language}-${size.width}`);
    expect(await axe(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }
});
