/** The line is cut while the desk works: work goes on, nothing turns red, and what waited goes out when it is back. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withScreens } from '../peers/browser/index.ts';
import { pins } from '../peers/office/people.ts';
import { button, picturesHere, step } from './desk-bench.ts';
import { pinField, row } from './pile-bench.ts';

const screens = withScreens({ line: true });

const says = (page: Page, id: string, words: string | RegExp) =>
  page.locator(`[data-lamp="${id}"]`).filter({ hasText: words }).waitFor();
const red = (page: Page) => page.locator('.tone-seal, .notice-danger').allTextContents();

test('received, scanned, signed and sealed without a line; sent when it is back', async () => {
  const { office, desk } = screens;
  const originalId = await desk.receive('Hợp đồng thuê đất');
  const { dossierId } = await desk.original(originalId);
  const page = await screens.page('creator', { path: `/ban-tiep-nhan/${dossierId}/${originalId}` });
  await says(page, 'line', 'thông');

  office.line?.cut();
  await says(page, 'line', /đang gián đoạn · xác nhận cuối \d\d:\d\d/);
  await office.loadPaper('birth-certificate');
  await button(page, 'Quét').click();
  await picturesHere(page, 1);
  await button(page, 'Đối chiếu với bản chính').click();
  await page.getByText('Đã xem đủ 1 trang.').waitFor();
  for (const box of await step(page).getByRole('checkbox').all()) await box.check();
  await button(page, 'Đã đối chiếu đúng').click();
  await button(page, 'Trình ký').click();
  await page.getByText('Đang chờ lãnh đạo ký.').waitFor();

  const signer = await screens.page('signer');
  await row(signer, 'Hợp đồng thuê đất').getByRole('checkbox').check();
  await signer.getByRole('button', { name: 'Ký 1 bản sao' }).click();
  await pinField(signer).fill(pins.signer);
  await pinField(signer).press('Enter');
  await signer.getByText('Đã ký 1 trên 1 bản sao.').waitFor();
  expect((await desk.attempt('sealing', originalId)).status).toBe(200);

  // Until then the seal's own red stands there: a copy that waits for the seal.
  await step(page).getByText('Bản sao đã phát hành').waitFor();
  await says(page, 'waiting', /[1-9]\d* tin chờ đồng bộ/);
  await says(page, 'line', 'đang gián đoạn');
  expect([await red(page), await red(signer)]).toEqual([[], []]);
  expect((await desk.original(originalId)).state).toBe('issued');
  expect(office.portal.listReceived()).toEqual([]);

  office.line?.heal();
  // A line that has just broken off counts as weak for a while.
  await says(page, 'line', /thông|yếu/);
  await says(page, 'waiting', 'Đã gửi hết');
  await page.getByText('Nơi nhận đã xác nhận.').first().waitFor();
  expect(office.portal.listReceived()).toHaveLength(1);
  expect((await desk.original(originalId)).state).toBe('delivered');
});
