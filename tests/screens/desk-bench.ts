import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The right column: the one next step. */
export const step = (page: Page) => page.locator('.step');

/** The button with these words; the key that stands beside them is part of its name. */
export const button = (page: Page, words: string) =>
  page.getByRole('button', { name: new RegExp(`^${words.replaceAll(/[…:]/g, '.')}( \\S+)?$`) });

/** By mouse: a new dossier with its first original, the paper confirmed, ready to be scanned. */
export async function receive(page: Page, name: string, title: string): Promise<void> {
  await button(page, 'Nhận hồ sơ mới').click();
  await page.getByLabel('Họ và tên').fill(name);
  await button(page, 'Nhận hồ sơ').click();
  await page.getByLabel('Tên bản chính').fill(title);
  await button(page, 'Thêm giấy tờ').click();
  for (const box of await confirmations(page)) await box.check();
  await button(page, 'Xác nhận, được quét').click();
  await button(page, 'Quét').waitFor();
}

/** The statements about secrecy, once they are there. */
export async function confirmations(page: Page) {
  await page.getByText('Bản chính không ghi “không được sao chụp”.').waitFor();
  return await step(page).getByRole('checkbox').all();
}

/** The pictures of the pages that are really there, in the middle column. */
export async function picturesHere(page: Page, count: number): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(
          "[...document.querySelectorAll('.strip img')].filter((image) => image.complete && image.naturalWidth > 0).length",
        ),
      { timeout: 20_000 },
    )
    .toBe(count);
}

/** The dossier and the original in the page's address. */
export function placeOf(page: Page): { dossierId: string; originalId: string } {
  const [, , dossierId = '', originalId = ''] = new URL(page.url()).pathname.split('/');
  return { dossierId, originalId };
}
