/** A session that is over in the middle of a form: after signing in again everything typed is there. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signInAt, withScreens } from '../peers/browser/index.ts';
import { ShiftedClock } from '../peers/clock/shifted-clock.ts';
import { button, placeOf, receive } from './desk-bench.ts';
import { pinField, row, submitted } from './pile-bench.ts';

const screens = withScreens();
const expected = ['net::ERR_'];
const minutes = 60;

/** Starts the station anew with its clock so many seconds ahead: who was signed in has been idle for that long. */
async function startLater(seconds: number): Promise<void> {
  const { station, folder } = screens.office;
  const clock = new ShiftedClock(folder);
  clock.shift(seconds);
  await station.stop();
  await station.start(clock.environment);
}

/** The station asks the first one who comes in whether its clock is right. */
async function confirmClock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Đúng, tiếp tục' }).click();
  await page.locator('.clock-notice').waitFor({ state: 'detached' });
}

const ended = (page: Page) => page.getByText('Phiên làm việc đã hết').waitFor();

test('signed out elsewhere while a dossier is being received', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan/moi' });
  await page.getByLabel('Họ và tên').fill('Sùng Thị Mỷ');
  await page.getByLabel('Số định danh').fill('099190000002');
  const other = await page.context().newPage();
  await other.goto('/ban-tiep-nhan');
  await other.getByRole('button', { name: 'Đăng xuất' }).click();
  await ended(page);
  await signInAt(page, 'creator', screens.office.phone);
  await expect.poll(() => page.getByLabel('Họ và tên').inputValue()).toBe('Sùng Thị Mỷ');
  expect(await page.getByLabel('Số định danh').inputValue()).toBe('099190000002');
  await button(page, 'Nhận hồ sơ').click();
  await page.getByRole('heading', { name: 'Sùng Thị Mỷ' }).waitFor();
});

test('idle for a quarter of an hour: the desk’s and the signer’s forms; then over night, with the PIN asked for', async () => {
  await submitted(screens, 'Giấy khai sinh');
  const desk = await screens.page('creator', { path: '/ban-tiep-nhan', expected });
  await receive(desk, 'Vàng A Páo', 'Hợp đồng thuê nhà');
  const { originalId } = placeOf(desk);
  await button(desk, 'Từ chối…').click();
  await desk.getByRole('dialog').getByLabel('Lý do').fill('Trang 3 bị tẩy xóa');
  const signer = await screens.page('signer', { expected });
  await row(signer, 'Giấy khai sinh')
    .getByRole('button', { name: /^Trả lại/ })
    .click();
  await signer.getByLabel('Lý do khác').fill('Ảnh bị nghiêng');

  await startLater(15 * minutes);
  await Promise.all([ended(desk), ended(signer)]);
  await signInAt(desk, 'creator', screens.office.phone);
  await confirmClock(desk);
  expect(placeOf(desk).originalId).toBe(originalId);
  await button(desk, 'Từ chối…').click();
  expect(await desk.getByRole('dialog').getByLabel('Lý do').inputValue()).toBe('Trang 3 bị tẩy xóa');

  await signInAt(signer, 'signer', screens.office.phone);
  const back = row(signer, 'Giấy khai sinh').getByRole('button', { name: /^Trả lại/ });
  await back.click();
  expect(await signer.getByLabel('Lý do khác').inputValue()).toBe('Ảnh bị nghiêng');
  await signer.getByRole('button', { name: 'Không trả lại' }).click();

  // What was composed yesterday bears yesterday's date: it is not signed today, and the copy waits as before.
  await row(signer, 'Giấy khai sinh').getByRole('checkbox').check();
  await signer.getByRole('button', { name: 'Ký 1 bản sao' }).click();
  await pinField(signer).waitFor();
  await startLater(24 * 60 * minutes);
  await ended(signer);
  await signInAt(signer, 'signer', screens.office.phone);
  await confirmClock(signer);
  await signer.getByText('SIGN-DAY-CHANGED').first().waitFor();
  expect(await pinField(signer).count()).toBe(0);
});
