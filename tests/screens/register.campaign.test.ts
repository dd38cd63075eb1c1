/** The register before a real browser: looked at, searched, paged, printed and taken out. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { civilTime } from '../../src/common/vietnam-time.ts';
import { shoot, withScreens } from '../peers/browser/index.ts';
import { fillRegister, inventedRows } from '../peers/office/filled-register.ts';
import { agency } from '../peers/office/people.ts';
import { look } from './look.ts';

const screens = withScreens();
const path = '/so-chung-thuc';
const run = promisify(execFile);
const now = civilTime(Date.now());
const past = now.year - 1;

beforeAll(() => {
  const database = join(screens.office.state, 'tram.db');
  const rows = [
    ...inventedRows(118, { year: past, months: [9, 10, 11, 12] }),
    {
      number: 119,
      on: `${past}-12-29`,
      name: 'Hà Thị Đào',
      title: 'Học bạ',
      state: 'cancelled' as const,
      reason: 'Hủy bỏ giá trị pháp lý theo 15/QĐ-UBND',
    },
    { number: 120, on: `${past}-12-30`, name: 'Hà Thị Đào', title: 'Học bạ', replaces: 119 },
    { number: 121, on: `${past}-12-30`, name: 'Nguyễn Văn A', title: 'Bằng lái xe', state: 'signed' as const },
  ];
  fillRegister(database, { office: agency.code, registerType: 'SCT/BS', year: past, rows });
});

const numbers = async (page: Page): Promise<string[]> => page.locator('.register-number').allTextContents();

test('a number that is given comes by itself; a year is paged, searched and narrowed', async () => {
  const page = await screens.page('creator', { path });
  await page.getByText('Sổ tại trạm chưa có số nào').waitFor();
  await look(page, 'register-empty-vi');
  const { desk, office } = screens;
  const id = await desk.receive('Giấy khai sinh');
  await office.loadPaper('birth-certificate');
  await desk.scan(id);
  await desk.submit(id);
  expect((await desk.attempt('signing', id)).status).toBe(200);
  await page.getByRole('row', { name: /01.*Giàng Thị Súa.*Đã ký, chờ đóng dấu/ }).waitFor();
  expect((await desk.attempt('sealing', id)).status).toBe(200);
  await page.getByText('Đã ký, chờ đóng dấu').waitFor({ state: 'detached' });

  await page.getByLabel('Năm').selectOption(String(past));
  await page.getByText('Từ số 121 xuống số 72').waitFor();
  await look(page, 'register-full-vi');
  await page.getByRole('button', { name: 'Cũ hơn' }).click();
  await page.getByText('Từ số 71 xuống số 22').waitFor();
  await page.getByRole('button', { name: 'Cũ hơn' }).click();
  await page.getByText('Từ số 21 xuống số 1').waitFor();
  expect(await page.getByRole('button', { name: 'Cũ hơn' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Mới hơn' }).click();
  await page.getByText('Từ số 71 xuống số 22').waitFor();

  // By the keyboard alone: to the search, and its answer.
  await page.keyboard.press('/');
  await page.keyboard.type('nguyen van a');
  await page.getByText(/^Từ số 121 xuống/).waitFor();
  await page.getByLabel('Tìm trong sổ').fill('119');
  await page.getByText('Số 119', { exact: true }).waitFor();
  expect(await numbers(page)).toEqual(['119']);
  await page.getByText('Đã cấp bản sao thay thế').waitFor();
  await page.getByLabel('Tìm trong sổ').fill('không có ai');
  await page.getByText('Không tìm thấy số nào').waitFor();
  await shoot(page, 'register-not-found-vi');
});

test('a month is printed by the browser and by the station with the same words, and taken out as a table', async () => {
  const page = await screens.page('inspector', { path, language: 'en' });
  await page.getByLabel('Year').selectOption(String(past));
  await page.getByLabel('Month').selectOption('12');
  await page.getByText('Number 121 down to').waitFor();
  await look(page, 'register-full-en');
  const [table] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  expect(table.suggestedFilename()).toBe(`so-chung-thuc-${past}-12.csv`);

  await page.getByRole('link', { name: `Print the book of 12/${past}` }).click();
  const paper = page.getByRole('article', { name: 'Preview' });
  await paper.getByText('THỦ TRƯỞNG CƠ QUAN').waitFor();
  await look(page, 'register-book-en');
  const printed = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save as PDF' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const drawn = await readPdf(Buffer.concat(chunks));
  for (const { text, size, pages } of [printed, drawn]) {
    expect(size).toBe('842×595');
    expect(pages).toBeGreaterThan(2);
    for (const words of ['SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH', 'Số bỏ. Trả lại: ảnh trang 2 mờ', 'Cộng tháng 12']) {
      expect(text).toContain(words);
    }
    // The head of the table on each page that has rows.
    expect(text.split('Số chứng thực Ngày').length).toBeGreaterThanOrEqual(pages);
    expect(text).toContain(`${pages}/${pages}`);
  }
  // What was chosen is still there on the way back.
  await page.keyboard.press('Escape');
  await page.getByText('Number 121 down to').waitFor();
  expect(await page.getByLabel('Month').inputValue()).toBe('12');
});

async function readPdf(pdf: Buffer): Promise<{ text: string; pages: number; size: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-book-'));
  try {
    const file = join(folder, 'book.pdf');
    await writeFile(file, pdf);
    const shots = process.env['TRAM_SHOTS'];
    if (shots) await run('pdftoppm', ['-r', '60', '-png', file, join(shots, `register-${pdf.length}`)]);
    const [info, text] = await Promise.all([run('pdfinfo', [file]), run('pdftotext', ['-raw', file, '-'])]);
    const [width = 0, height = 0] = (/Page size:\s*([\d.]+) x ([\d.]+)/.exec(info.stdout) ?? []).slice(1).map(Number);
    return {
      text: text.stdout.normalize('NFC').replaceAll(/\s+/g, ' '),
      pages: Number(/Pages:\s+(\d+)/.exec(info.stdout)?.[1]),
      size: `${Math.round(width)}×${Math.round(height)}`,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
