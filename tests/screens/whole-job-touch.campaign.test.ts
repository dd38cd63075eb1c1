/** The whole job by touch alone: three people, no mouse, no real keyboard. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { shoot, withScreens } from '../peers/browser/index.ts';
import { pins } from '../peers/office/people.ts';
import { button, confirmations, placeOf, step } from './desk-bench.ts';
import { listen, pinField, row, tracesOf } from './pile-bench.ts';
import { board, signInByTouch, tapKey, tapText, touch } from './touch-bench.ts';

const screens = withScreens();
const title = 'Giấy khai sinh';

test('from the sign-in to the sealed copy', async () => {
  const desk = await screens.stranger({ path: '/dang-nhap', touch: true });
  await signInByTouch(desk, 'creator');
  await button(desk, 'Nhận hồ sơ mới').tap();
  await touch(desk, desk.getByLabel('Họ và tên'));
  await tapText(desk, 'Luwowngf Vawn Panhf');
  await tapKey(desk, 'go');
  await touch(desk, desk.getByLabel('Tên bản chính'));
  await tapText(desk, 'Giaays khai sinh');
  await tapKey(desk, 'go');
  for (const box of await confirmations(desk)) await box.tap();
  await button(desk, 'Xác nhận, được quét').tap();
  await button(desk, 'Quét').waitFor();
  await screens.office.loadPaper('birth-certificate');
  await button(desk, 'Quét').tap();
  await button(desk, 'Đối chiếu với bản chính').tap();
  await desk.getByText('Đã xem đủ 1 trang.').waitFor();
  for (const box of await step(desk).getByRole('checkbox').all()) await box.tap();
  await button(desk, 'Đã đối chiếu đúng').tap();
  await button(desk, 'Trình ký').tap();
  await desk.getByText('Đang chờ lãnh đạo ký.').waitFor();
  await desk.getByRole('heading', { name: 'Lường Văn Pành' }).first().waitFor();
  const { originalId } = placeOf(desk);

  const signer = await screens.stranger({ path: '/dang-nhap', touch: true });
  await signInByTouch(signer, 'signer');
  await withPin(signer, 'Ký 1 bản sao', pins.signer, 'Đã ký 1 trên 1 bản sao.');
  expect((await screens.desk.original(originalId)).state).toBe('signed');

  const keeper = await screens.stranger({ path: '/dang-nhap', touch: true });
  await signInByTouch(keeper, 'sealKeeper');
  await withPin(keeper, 'Ký số cơ quan (đóng dấu) 1 bản sao', pins.seal, 'Đã đóng dấu 1 trên 1 bản sao.');
  expect((await screens.desk.original(originalId)).sealedAt).not.toBeNull();
});

/** Chooses the copy, taps the PIN on the pad, and sees to it that the PIN is nowhere. */
async function withPin(page: Page, words: string, pin: string, done: string): Promise<void> {
  await expect.poll(() => row(page, title).getByRole('checkbox').isEnabled(), { timeout: 20_000 }).toBe(true);
  await row(page, title).getByRole('checkbox').tap();
  const act = page.getByRole('button', { name: words });
  await act.tap();
  await touch(page, pinField(page));
  await page.locator('.keyboard[data-kind="pin"]').waitFor();
  const heard = listen(page);
  const [field, keys] = [await pinField(page).boundingBox(), await board(page).boundingBox()];
  expect(field && keys && field.y + field.height <= keys.y).toBe(true);
  const untouched = await board(page).screenshot();
  await tapText(page, pin);
  expect(await pinField(page).inputValue()).toBe(pin);
  // Nothing on the pad tells what was tapped.
  expect((await board(page).screenshot()).equals(untouched)).toBe(true);
  expect(await tracesOf(page, pin, heard)).toEqual(['fields']);
  await shoot(page, 'keyboard-pin-vi-1280');
  await tapKey(page, 'go');
  await page.getByText(done).waitFor();
  expect(await tracesOf(page, pin, heard)).toEqual([]);
  const kept = await page.evaluate(
    'JSON.stringify(Object.values(window.SimpleKeyboardInstances ?? {}).map((one) => one.input))',
  );
  expect(kept).toBe('[{"default":""}]');
}
