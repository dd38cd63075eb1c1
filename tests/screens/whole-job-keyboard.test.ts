/** The whole job by keyboard alone: three people, no mouse, no finger. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Somebody, withScreens } from '../peers/browser/index.ts';
import { people, pins } from '../peers/office/people.ts';
import { button, confirmations, placeOf } from './desk-bench.ts';
import { pinField, pointAt, row } from './pile-bench.ts';

const screens = withScreens();
const title = 'Giấy khai sinh';

/** The name has the focus when the form is there; Tab leads to the password, Enter sends. */
async function signIn(person: Somebody): Promise<Page> {
  const { username, password, fullName } = people[person];
  const page = await screens.stranger({ path: '/dang-nhap' });
  await page.locator('input[name=username]:focus').waitFor();
  await page.keyboard.type(username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.locator('.frame-who', { hasText: fullName }).waitFor();
  return page;
}

/** Presses Tab until this is where the focus is. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

test('from the sign-in to the sealed copy', async () => {
  const desk = await signIn('creator');
  await button(desk, 'Nhận hồ sơ mới').waitFor();
  await desk.keyboard.press('n');
  await desk.locator('input[name=requester-name]:focus').waitFor();
  await desk.keyboard.type('Sùng Thị Mỷ');
  await desk.keyboard.press('Enter');
  await desk.getByLabel('Tên bản chính').waitFor();
  await expect.poll(() => desk.evaluate('document.activeElement.tagName'), { timeout: 20_000 }).toBe('INPUT');
  await desk.keyboard.type(title);
  await desk.keyboard.press('Enter');
  await confirmations(desk);
  for (const box of [0, 1]) {
    await tabTo(desk, `.step input[type=checkbox]${box === 0 ? '' : ':not(:checked)'}`);
    await desk.keyboard.press('Space');
  }
  await expect.poll(() => button(desk, 'Xác nhận, được quét').isEnabled(), { timeout: 20_000 }).toBe(true);
  await desk.keyboard.press('Enter');
  await button(desk, 'Quét').waitFor();
  await screens.office.loadPaper('birth-certificate');
  await desk.keyboard.press('s');
  await button(desk, 'Đối chiếu với bản chính').waitFor();
  await desk.keyboard.press('c');
  await desk.getByText('Đã xem đủ 1 trang.').waitFor();
  const left = desk.locator('.step input[type=checkbox]:not(:checked)');
  while ((await left.count()) > 0) {
    await tabTo(desk, '.step input[type=checkbox]:not(:checked)');
    await desk.keyboard.press('Space');
  }
  await expect.poll(() => button(desk, 'Đã đối chiếu đúng').isEnabled(), { timeout: 20_000 }).toBe(true);
  await desk.keyboard.press('Control+Enter');
  await button(desk, 'Trình ký').waitFor();
  await desk.keyboard.press('t');
  await desk.getByText('Đang chờ lãnh đạo ký.').waitFor();
  const { originalId } = placeOf(desk);

  await act(await signIn('signer'), 'k', pins.signer, 'Đã ký 1 trên 1 bản sao.');
  expect((await screens.desk.original(originalId)).state).toBe('signed');
  await act(await signIn('sealKeeper'), 'd', pins.seal, 'Đã đóng dấu 1 trên 1 bản sao.');
  expect((await screens.desk.original(originalId)).sealedAt).not.toBeNull();
});

/** Finds the copy by the arrow keys, chooses it, and gives the PIN. */
async function act(page: Page, key: string, pin: string, done: string): Promise<void> {
  await row(page, title).waitFor();
  await expect.poll(() => row(page, title).getByRole('checkbox').isEnabled(), { timeout: 20_000 }).toBe(true);
  await pointAt(page, title);
  await page.keyboard.press('Space');
  await page.getByText('Đã chọn 1 bản sao').waitFor();
  // The key counts once the station has said that the copy may be signed: a press before that is no act.
  await expect
    .poll(
      async () => {
        if (!(await pinField(page).isVisible())) await page.keyboard.press(key);
        return await pinField(page).isVisible();
      },
      { interval: 500, timeout: 20_000 },
    )
    .toBe(true);
  await page.locator('.attempt-pin:focus').waitFor();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await page.getByText(done).waitFor();
}
