/** The journal before a real browser: read by the inspector, narrowed, checked. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { shoot, withScreens } from '../peers/browser/index.ts';
import { people } from '../peers/office/people.ts';
import { look } from './look.ts';

const screens = withScreens();
const path = '/nhat-ky';

test('the inspector reads who did what, narrows it, and has the chain checked', async () => {
  const { desk, office } = screens;
  const id = await desk.receive('Giấy khai sinh');
  await office.loadPaper('birth-certificate');
  await desk.scan(id);
  await desk.submit(id);
  expect((await desk.attempt('signing', id)).status).toBe(200);

  const page = await screens.page('inspector', { path });
  await page.getByRole('row', { name: /Cấp số chứng thực/ }).waitFor();
  await look(page, 'journal-vi');
  await page.getByLabel('Người làm').selectOption({ label: people.signer.fullName });
  await page
    .getByRole('row', { name: new RegExp(`${people.signer.fullName}.*Bắt đầu ký`) })
    .first()
    .waitFor();
  // What was shown before stays until the answer is there.
  await expect.poll(() => page.getByRole('row', { name: /Mở hồ sơ/ }).count(), { timeout: 20_000 }).toBe(0);
  await page.getByText('Chi tiết').first().click();
  await page
    .getByText(/^SHA-256 [0-9a-f]{64}$/)
    .first()
    .waitFor();
  await page.getByLabel('Ngày').fill('2020-01-01');
  await page.getByText('Không có mục nào').waitFor();
  await page.getByLabel('Ngày').fill('');

  await page.getByRole('button', { name: 'Kiểm tra chuỗi nhật ký' }).click();
  await page.getByText('mục nào cũng nối đúng với mục trước').waitFor();
  await shoot(page, 'journal-checked-vi');
  const db = new Database(join(office.state, 'tram.db'));
  db.pragma('busy_timeout = 10000');
  db.exec("DROP TRIGGER journal_is_append_only; UPDATE journal SET act = 'sign' WHERE seq = 5;");
  db.close();
  await page.getByRole('button', { name: 'Kiểm tra chuỗi nhật ký' }).click();
  await page.getByText('Nhật ký đứt ở mục số 5').waitFor();
  await look(page, 'journal-broken-vi');

  const english = await screens.page('inspector', { path, language: 'en' });
  await english.getByRole('row', { name: /Gave a register number/ }).waitFor();
  await look(english, 'journal-en');
});
