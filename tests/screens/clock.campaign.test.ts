/** The question about the station's date and time, as officers meet it after the clock was set. */
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';
import { ShiftedClock } from '../peers/clock/shifted-clock.ts';

const screens = withScreens();
let clock: ShiftedClock;
/** Each test comes further from the time that something vouched for. */
let ahead = 0;

beforeAll(() => {
  clock = new ShiftedClock(screens.office.folder);
});
beforeEach(async () => {
  const { station } = screens.office;
  await station.stop();
  ahead += 600;
  clock.shift(ahead);
  await station.start(clock.environment);
});

const main = (page: Page) => page.getByRole('button', { name: 'Đúng, tiếp tục' });
const notice = (page: Page) => page.locator('.clock-notice');

test('the officer is asked on coming in, looks what to do when it is wrong, and confirms with the keyboard', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan' });
  await page.getByText(/Đồng hồ của trạm đang là \d\d:\d\d ngày \d\d\/\d\d\/\d{4}\. Đúng không\?/).waitFor();
  await page.getByText('Đồng hồ đã nhảy tới 10 phút.').waitFor();
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `clock-ask-vi-${size.width}`);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Chưa đúng' }).click();
  await page.getByText('sudo timedatectl set-ntp true').waitFor();
  await shoot(page, 'clock-mend-vi');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Đã hiểu' }).click();

  // Closed, the notice stays, and a dossier is refused with the reason.
  await notice(page).getByText('CLOCK-JUMPED').waitFor();
  await page.keyboard.press('n');
  await page.getByLabel('Họ và tên').fill('Vàng A Páo');
  await page.getByRole('button', { name: 'Nhận hồ sơ' }).click();
  await page.getByText(/tạm dừng nhận hồ sơ và ký để bản sao không mang ngày sai/).waitFor();
  await shoot(page, 'clock-refused-vi');
  expect(await axe(page)).toEqual([]);

  await page.keyboard.press('F9');
  await main(page).waitFor();
  await page.keyboard.press('Enter');
  await notice(page).waitFor({ state: 'detached' });
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Vàng A Páo');
  await page.getByRole('button', { name: 'Nhận hồ sơ' }).click();
  await page.getByLabel('Tên bản chính').waitFor();
});

test('who may not confirm it reads who can; the notice goes everywhere when a colleague has confirmed it', async () => {
  const page = await screens.page('inspector', { language: 'en', touch: true });
  await notice(page).getByText('The desk officer, the signer or the seal keeper can confirm it').waitFor();
  expect(await notice(page).getByRole('button').count()).toBe(0);
  await page.locator('[data-lamp=clock]').waitFor();
  await shoot(page, 'clock-notice-en');
  expect(await axe(page)).toEqual([]);
  const signer = await screens.page('signer', { touch: true });
  await main(signer).tap();
  await notice(signer).waitFor({ state: 'detached' });
  await notice(page).waitFor({ state: 'detached' });
  await page.locator('[data-lamp=clock]').waitFor({ state: 'detached' });
});
