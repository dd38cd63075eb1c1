/** The keys on the screen, for fingers: Vietnamese in a form, secrets, dialogs; unseen by those who use a keyboard. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { DossierList } from '../../src/web/contract/index.ts';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';
import { people } from '../peers/office/people.ts';
import { button, receive } from './desk-bench.ts';
import { board, tapKey, tapText, touch } from './touch-bench.ts';

const screens = withScreens();

/** Whether all of the field is to be seen above the keys. */
async function isInView(page: Page, field: Locator): Promise<boolean> {
  const [at, keys] = [await field.boundingBox(), await board(page).boundingBox()];
  if (!at || !keys) throw new Error('there is no such field, or there are no keys');
  return at.y >= 0 && at.y + at.height <= keys.y;
}

const name = (page: Page): Locator => page.getByLabel('Họ và tên');

test('by touch alone: signed in, a dossier received with all its fields, found with and without marks', async () => {
  const page = await screens.stranger({ path: '/dang-nhap', touch: true });
  await touch(page, page.locator('input[name=username]'));
  await tapText(page, people.creator.username);
  await tapKey(page, 'next');
  await page.locator('input[name=password]:focus').waitFor();
  await page.locator('.keyboard[data-kind="secret"]').waitFor();
  await tapText(page, people.creator.password);
  await tapKey(page, 'go');
  await page.locator('.frame-who', { hasText: people.creator.fullName }).waitFor();
  await board(page).waitFor({ state: 'detached' });

  await button(page, 'Nhận hồ sơ mới').tap();
  await touch(page, name(page));
  // A name begins with a capital by itself, and each of its words.
  expect(await board(page).getByRole('button', { name: 'Chữ hoa', pressed: true }).count()).toBe(1);
  await tapText(page, 'Gianfg Thij Hoaf');
  expect(await name(page).inputValue()).toBe('Giàng Thị Hòa');
  await tapText(page, 'n');
  expect(await name(page).inputValue()).toBe('Giàng Thị Hoàn');
  await tapKey(page, 'bksp');
  expect(await name(page).inputValue()).toBe('Giàng Thị Hòa');
  await tapKey(page, 'next');
  await tapText(page, '001190000001');
  await tapKey(page, 'next');
  await page.locator('.keyboard[data-kind="phone"]').waitFor();
  await tapText(page, '0912345678');
  await tapKey(page, 'next');
  await page.locator('.keyboard[data-kind="email"]').waitFor();
  await tapText(page, 'hoa.gt@mail.vn');
  // A draft like any other: typed by fingers, kept over a reload.
  await page.reload();
  expect(await name(page).inputValue()).toBe('Giàng Thị Hòa');
  await button(page, 'Nhận hồ sơ').tap();
  await page.getByLabel('Tên bản chính').waitFor();

  const { creator } = screens.desk;
  for (const search of ['giàng thị hòa', 'giang thi hoa', 'Giàng Thị Hòa'.normalize('NFD'), 'GIANG THỊ']) {
    const found = await creator.json<DossierList>('GET', `/api/dossiers?search=${encodeURIComponent(search)}`);
    expect(found.dossiers.map((dossier) => dossier.requesterName)).toEqual(['Giàng Thị Hòa']);
  }
  const search = page.getByPlaceholder('Tìm', { exact: false });
  await touch(page, search);
  await tapText(page, 'giang');
  await page.getByRole('heading', { name: 'Kết quả tìm 1' }).waitFor();
});

test('the field is never under the keys, nothing sticks out, the keys are large, axe finds nothing', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan', touch: true });
  await button(page, 'Nhận hồ sơ mới').tap();
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    for (const label of ['Họ và tên', 'Thư điện tử']) {
      await touch(page, page.getByLabel(label));
      await expect.poll(() => isInView(page, page.getByLabel(label)), { timeout: 10_000 }).toBe(true);
      await shoot(page, `keyboard-${label === 'Họ và tên' ? 'name' : 'email'}-vi-${size.width}`);
    }
    expect(await sidewaysScroll(page)).toBe(0);
    const small = await board(page)
      .locator('button')
      .evaluateAll((keys) =>
        (keys as { getBoundingClientRect(): { width: number; height: number } }[])
          .map((one) => one.getBoundingClientRect())
          .filter(({ width, height }) => width < 44 || height < 44),
      );
    expect(small).toEqual([]);
  }
  expect(await axe(page)).toEqual([]);
  await tapKey(page, 'close');
  await board(page).waitFor({ state: 'detached' });
  expect(await page.getByLabel('Thư điện tử').getAttribute('inputmode')).toBeNull();
});

test('VNI and plain letters by the same key, remembered; capitals; signs; the caret in the middle', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan', touch: true });
  await button(page, 'Nhận hồ sơ mới').tap();
  await touch(page, name(page));
  await tapKey(page, 'method');
  await tapText(page, 'Ho2a');
  expect(await name(page).inputValue()).toBe('Hòa');
  await page.reload();
  await name(page).fill('');
  await touch(page, name(page));
  await tapText(page, 'D9a85k');
  expect(await name(page).inputValue()).toBe('Đặk');
  await page.evaluate('document.activeElement.setSelectionRange(0, 0)');
  await tapText(page, 'A6 ');
  expect(await name(page).inputValue()).toBe('Â Đặk');
  await page.evaluate('document.activeElement.select()');
  await tapText(page, 'KRO6NG');
  await tapText(page, "'");
  expect(await name(page).inputValue()).toBe("KRÔNG'");
  await tapKey(page, 'letters');
  await tapKey(page, 'method');
  await tapText(page, 'as');
  expect(await name(page).inputValue()).toBe("KRÔNG'as");
});

test('in a dialog, a text of many lines, and what the real keyboard types between', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan', touch: true });
  await receive(page, 'Vàng Thị Mỷ', 'Giấy phép lái xe');
  await button(page, 'Từ chối…').tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Bản chính bị hư hỏng, cũ nát/).tap();
  const reason = dialog.getByLabel('Lý do');
  await reason.fill('');
  await touch(page, reason);
  expect(await isInView(page, reason)).toBe(true);
  await tapText(page, 'Rachs');
  await page.keyboard.type(' goc ');
  await tapText(page, 'muwa');
  await tapKey(page, 'go');
  expect(await reason.inputValue()).toBe('Rách goc mưa\n');
  await shoot(page, 'keyboard-dialog-vi-1280');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await board(page).waitFor({ state: 'detached' });
  await dialog.waitFor({ state: 'detached' });
});

test('the button in the frame brings the keys and takes them away; switched off they do not come by themselves', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan', touch: true, language: 'en' });
  await button(page, 'New dossier').tap();
  await page.getByLabel('Full name').waitFor();
  const keys = page.getByRole('button', { name: 'Keyboard', exact: true });
  await keys.tap();
  await board(page).waitFor();
  await page.locator('input:focus').waitFor();
  await shoot(page, 'keyboard-name-en-1280');
  await keys.tap();
  await board(page).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Keys', exact: false }).last().tap();
  await page.getByRole('checkbox', { name: /when a field is touched/ }).uncheck();
  await page.keyboard.press('Escape');
  await page.getByLabel('Full name').tap();
  await page.getByLabel('Full name').pressSequentially('An');
  expect(await board(page).count()).toBe(0);
});

test('with a mouse and a real keyboard nobody sees anything of it', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan' });
  await button(page, 'Nhận hồ sơ mới').click();
  await name(page).click();
  await page.keyboard.type('as');
  expect(await name(page).inputValue()).toBe('as');
  expect(await board(page).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Bàn phím', exact: true }).count()).toBe(0);
});
