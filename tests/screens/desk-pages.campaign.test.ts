/** Bàn tiếp nhận: pages turned, moved, set aside, brought back and scanned again, by mouse, by keyboard and by touch. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withScreens } from '../peers/browser/index.ts';
import { button, step } from './desk-bench.ts';
import { look } from './look.ts';

const screens = withScreens();

/** An original with three scanned pages, open at its pages; and what the station says of them. */
async function open(title: string, options: { readonly touch?: boolean; readonly language?: 'en' } = {}) {
  const { desk, office } = screens;
  const originalId = await desk.receive(title);
  await office.loadPaper('notarised-contract');
  expect((await desk.scan(originalId)).state).toBe('done');
  const { dossierId, pages } = await desk.original(originalId);
  const page = await screens.page('creator', {
    path: `/ban-tiep-nhan/${dossierId}/${originalId}/doi-chieu`,
    size: { width: 1280, height: 1000 },
    ...options,
  });
  await strip(page).nth(2).waitFor();
  const [a = '', b = '', c = ''] = pages.map(({ id }) => id);
  /** Waits until the station holds these pages, each with its turn when it has one. */
  const stands = (...wanted: string[]) =>
    expect
      .poll(async () =>
        (await desk.original(originalId)).pages.map(({ id, turn }) => (turn === 0 ? id : `${id} ${turn}`)),
      )
      .toEqual(wanted);
  return { page, originalId, a, b, c, stands };
}

const strip = (page: Page): Locator => page.locator('.page-strip ol > li');
const thumbnail = (page: Page, place: number): Locator =>
  strip(page)
    .nth(place - 1)
    .getByRole('button');
const grip = (page: Page, place: number): Locator =>
  strip(page)
    .nth(place - 1)
    .locator('.page-strip-grip');

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error('it is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('by mouse: turned, dragged, set aside, brought back; every act undone and done again', async () => {
  const { page, a, b, c, stands } = await open('Hợp đồng thuê đất');
  await thumbnail(page, 2).click();
  await button(page, 'Xoay phải').click();
  await stands(a, `${b} 90`, c);
  await expect
    .poll(() =>
      page.evaluate('(({ naturalWidth: w, naturalHeight: h }) => w > h)(document.querySelector(".sheet-box img"))'),
    )
    .toBe(true);
  await button(page, 'Xoay phải').click();
  await button(page, 'Xoay phải').click();
  await stands(a, `${b} 270`, c);
  await look(page, 'pages-turned-vi');

  const from = await middle(thumbnail(page, 1));
  const to = await middle(thumbnail(page, 3));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 30, { steps: 3 });
  await page.mouse.move(to.x, to.y + 40, { steps: 6 });
  await page.locator('[data-drop=after]').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await stands(a, `${b} 270`, c);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y + 40, { steps: 6 });
  await page.locator('[data-drop=after]').waitFor();
  await page.mouse.up();
  await stands(`${b} 270`, c, a);

  await button(page, 'Để riêng').click();
  await stands(`${b} 270`, c);
  await page.getByRole('heading', { name: 'Để riêng (1)' }).waitFor();
  await button(page, 'Hoàn tác').click();
  await stands(`${b} 270`, c, a);
  await button(page, 'Làm lại').click();
  await stands(`${b} 270`, c);
  await page.getByRole('button', { name: /Trang để riêng, quét thứ 1/ }).click();
  await look(page, 'pages-aside-vi');
  await button(page, 'Đưa lại vào bản sao').click();
  await stands(a, `${b} 270`, c);
  for (const left of [
    [`${b} 270`, c],
    [`${b} 270`, c, a],
    [a, `${b} 270`, c],
  ]) {
    await button(page, 'Hoàn tác').click();
    await stands(...left);
  }
  await button(page, 'Hoàn tác').click();
  await button(page, 'Hoàn tác').click();
  await button(page, 'Hoàn tác').click();
  await stands(a, b, c);
  expect(await button(page, 'Hoàn tác').isDisabled()).toBe(true);

  // Going back and coming again loses neither the pages nor what can be undone.
  await button(page, 'Làm lại').click();
  await stands(a, `${b} 90`, c);
  await button(page, 'Về hồ sơ').click();
  await button(page, 'Sửa trang').click();
  await button(page, 'Hoàn tác').click();
  await stands(a, b, c);
});

test('by keyboard: moved, turned, set aside, undone; the fee as it is typed; an edit undoes the comparison', async () => {
  const { page, originalId, a, b, c, stands } = await open('Hợp đồng góp vốn');
  const { keyboard } = page;
  await keyboard.press('PageDown');
  await page.getByRole('region', { name: 'Trang 2 trên 3' }).waitFor();
  await keyboard.press('r');
  await stands(a, `${b} 90`, c);
  await keyboard.press('l');
  await keyboard.press('Alt+ArrowUp');
  await stands(b, a, c);
  await page.getByRole('region', { name: 'Trang 1 trên 3' }).waitFor();
  await keyboard.press('Alt+ArrowDown');
  await keyboard.press('Alt+ArrowDown');
  await stands(a, c, b);
  await keyboard.press('Delete');
  await stands(a, c);
  await keyboard.press('Control+z');
  await stands(a, c, b);
  await keyboard.press('Control+Shift+z');
  await stands(a, c);
  await keyboard.press('Control+z');
  await stands(a, c, b);

  const fee = page.getByLabel('Số trang tính phí');
  await fee.fill('10');
  await step(page).getByText('8 trang tiếp theo × 1.000 đ = 8.000 đ').waitFor();
  await step(page).getByText('Tổng cộng: 12.000 đ').waitFor();
  // Keys in a field are the field's own.
  await fee.press('Control+z');
  await fee.press('End');
  await fee.press('Delete');
  await stands(a, c, b);
  await fee.fill('3');
  for (const box of await step(page).getByRole('checkbox').all()) await box.check();
  await button(page, 'Đã đối chiếu đúng').click();
  await button(page, 'Trình ký').waitFor();
  await keyboard.press('c');
  await page.getByText('Sửa trang thì phải đối chiếu lại').waitFor();
  await keyboard.press('r');
  await stands(`${a} 90`, c, b);
  const detail = await screens.desk.original(originalId);
  expect(detail).toMatchObject({ state: 'scanned', comparer: null, fee: { confirmed: false } });
  await step(page).getByText('Còn 9 mục chưa đánh dấu.').waitFor();
});

test('by touch: dragged by the grip, turned, set aside; in English', async () => {
  const { page, a, b, c, stands } = await open('Hợp đồng vay', { touch: true, language: 'en' });
  await thumbnail(page, 3).tap();
  await button(page, 'Turn left').tap();
  await stands(a, b, `${c} 270`);
  await button(page, 'Set aside').tap();
  await stands(a, b);
  await look(page, 'pages-touch-en');
  await button(page, 'Undo').tap();
  await stands(a, b, `${c} 270`);

  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  const from = await middle(grip(page, 3));
  const to = await middle(grip(page, 1));
  await touch('touchStart', from);
  for (const part of [0.2, 0.5, 0.8, 1]) {
    await touch('touchMove', { x: from.x, y: from.y + (to.y - 50 - from.y) * part });
  }
  await page.locator('[data-drop=before]').waitFor();
  await touch('touchEnd');
  await stands(`${c} 270`, a, b);
});

test('a page scanned again comes in its place; that too is undone', async () => {
  const { page, originalId, a, b, c, stands } = await open('Hợp đồng bán nhà');
  await thumbnail(page, 2).click();
  await screens.office.loadPaper('birth-certificate');
  await page.keyboard.press('q');
  await page.getByRole('dialog').getByText('trang cũ để riêng, lấy lại được').waitFor();
  await look(page, 'pages-again-vi');
  await page.getByRole('dialog').getByRole('button', { name: 'Quét lại trang 2' }).click();
  await page.getByRole('heading', { name: 'Để riêng (1)' }).waitFor({ timeout: 20_000 });
  const { pages, setAside } = await screens.desk.original(originalId);
  expect([pages[0]?.id, pages[2]?.id, setAside.map(({ id }) => id)]).toEqual([a, c, [b]]);
  expect(pages[1]).toMatchObject({ scanned: 4, ordinal: 2 });
  await page.getByRole('region', { name: 'Trang 2 trên 3' }).waitFor();
  await button(page, 'Hoàn tác').click();
  await stands(a, b, c);
  await button(page, 'Làm lại').click();
  await stands(a, pages[1]?.id ?? '', c);
});

test('after a jam the officer says that all pages are there', async () => {
  const { machine } = screens.office.scanner;
  const { desk, office } = screens;
  const originalId = await desk.receive('Giấy ủy quyền');
  await office.loadPaper('notarised-contract');
  machine.break({ kind: 'jam', page: 3 });
  expect((await desk.scan(originalId)).state).toBe('failed');
  machine.break({ kind: 'none' });
  const { dossierId } = await desk.original(originalId);
  const page = await screens.page('creator', { path: `/ban-tiep-nhan/${dossierId}/${originalId}` });
  await button(page, 'Quét tiếp').waitFor();
  await look(page, 'pages-jam-vi');
  await button(page, 'Đã quét đủ 2 trang, đối chiếu').click();
  await page.getByRole('region', { name: 'Trang 1 trên 2' }).waitFor();
  await button(page, 'Đã đối chiếu đúng').waitFor();
  expect((await desk.original(originalId)).state).toBe('scanned');
});

test('an original in the place of a cancelled copy, found by its number; each leads to the other', async () => {
  const { desk, office } = screens;
  const cancelled = await desk.receive('Bằng tốt nghiệp đại học');
  await office.loadPaper('birth-certificate');
  await desk.scan(cancelled);
  await desk.submit(cancelled);
  expect((await desk.attempt('signing', cancelled)).status).toBe(200);
  expect((await desk.attempt('sealing', cancelled)).status).toBe(200);
  const { dossierId } = await desk.original(await desk.receive('Bảng điểm'));
  const page = await screens.page('creator', { path: `/ban-tiep-nhan/${dossierId}/them` });
  await page.getByText('Thay cho bản sao đã bị hủy').click();
  await page.getByLabel('Số chứng thực bị hủy').fill('1');
  await button(page, 'Tìm trong sổ').click();
  await page.getByText('chưa bị hủy bỏ giá trị pháp lý nên không thay được').waitFor();
  await desk.creator.json('POST', `/api/originals/${cancelled}/cancellation`, {
    reason: 'Quét thiếu trang',
    decision: '15/QĐ-UBND',
  });
  await page.getByLabel('Số chứng thực bị hủy').press('Enter');
  await button(page, 'Không thay bản này').waitFor();
  expect(await page.getByLabel('Tên bản chính').inputValue()).toBe('Bằng tốt nghiệp đại học');
  await look(page, 'replaces-vi');
  await button(page, 'Thêm giấy tờ').click();
  await page.getByText('Thay cho:').waitFor();
  await look(page, 'replaces-added-vi');
  await page.getByRole('link', { name: /Số chứng thực: 01/ }).click();
  await page.getByText('Được thay bằng:').waitFor();
  await page.getByRole('link', { name: 'chưa có số' }).waitFor();
});
