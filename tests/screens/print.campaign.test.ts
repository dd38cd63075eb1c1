/** Slips: reached where they are due, looked at on the screen, printed by the browser and by the station. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { DossierDetail, JournalAnswer, OriginalDetail } from '../../src/web/contract/index.ts';
import { shoot, withScreens } from '../peers/browser/index.ts';
import { Screen } from '../peers/office/client.ts';
import { people } from '../peers/office/people.ts';
import { button, receive, step } from './desk-bench.ts';
import { look } from './look.ts';

const screens = withScreens();
const run = promisify(execFile);

/** What the page would print, as PDF: its text in the order of reading, its pages and the size of the first one. */
async function printed(page: Page): Promise<{ text: string; pages: number; size: string }> {
  return await readPdf(await page.pdf({ preferCSSPageSize: true }));
}

async function readPdf(pdf: Buffer): Promise<{ text: string; pages: number; size: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-print-'));
  try {
    const path = join(folder, 'slip.pdf');
    await writeFile(path, pdf);
    const [info, text] = await Promise.all([run('pdfinfo', [path]), run('pdftotext', ['-raw', path, '-'])]);
    const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(info.stdout)?.[1] ?? '';
    const [width = 0, height = 0] =
      field('Page size')
        .match(/[\d.]+/g)
        ?.map(Number) ?? [];
    return { text: words(text.stdout), pages: Number(field('Pages')), size: `${mm(width)}×${mm(height)}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const mm = (points: number): number => Math.round((points * 25.4) / 72);
const words = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

/** The browser's own dialog cannot be shown here: the page notes that it was asked for. */
async function watchPrinting(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript('window.printed = 0; window.print = () => { window.printed += 1; };');
  await page.reload();
  return async () => (await page.evaluate('window.printed')) as number;
}

test('from the desk: the reception slip fits one page of either size, and the station prints the same words', async () => {
  const page = await screens.page('creator');
  await receive(page, 'Giàng Thị Súa', 'Giấy chứng nhận quyền sử dụng đất');
  await shoot(page, 'print-desk-1280');
  await page
    .getByRole('link', { name: /^In giấy/ })
    .first()
    .click();
  const paper = page.getByRole('article', { name: 'Bản xem trước' });
  await paper.getByRole('heading', { name: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ' }).waitFor();
  const count = await watchPrinting(page);
  await paper.waitFor();
  await look(page, 'print-reception-a5');

  const a5 = await printed(page);
  expect(a5).toMatchObject({ pages: 1, size: '148×210' });
  await page.getByRole('radio', { name: 'A4' }).check();
  const a4 = await printed(page);
  expect(a4).toMatchObject({ pages: 1, size: '210×297', text: a5.text });
  await look(page, 'print-reception-a4');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải PDF' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const own = await readPdf(Buffer.concat(chunks));
  expect(own).toMatchObject({ pages: 1, size: '210×297' });
  // The two set the heading's columns in another order; the words are the same.
  expect(sorted(own.text)).toEqual(sorted(a4.text));

  await page.keyboard.press('p');
  await expect.poll(count).toBe(1);
  await page.reload();
  expect(await page.getByRole('radio', { name: 'A4' }).isChecked()).toBe(true);
  await button(page, 'Về hồ sơ').click();
  await step(page).waitFor();

  const inspector = await signedIn('inspector');
  const { entries } = await inspector.json<JournalAnswer>('GET', '/api/journal?limit=500');
  const issued = entries.filter(({ act }) => act === 'issue-slip');
  // One by the download, one by the key; page.pdf() goes by the browser's own way, which is noted too.
  expect(issued.length).toBeGreaterThanOrEqual(2);
  expect(new Set(issued.map(({ facts }) => JSON.stringify(facts)))).toEqual(new Set(['{"kind":"reception"}']));
});

const sorted = (text: string): string[] => text.split(' ').sort();

async function signedIn(person: keyof typeof people): Promise<Screen> {
  const screen = new Screen(screens.office.address, screens.office.authorityPem);
  await screen.signIn(people[person].username, people[person].password);
  return screen;
}

test('a refused original keeps its slip, in the words in which it was refused', async () => {
  const originalId = await screens.desk.receive('Sổ hộ khẩu');
  const { creator } = screens.desk;
  const { dossierId } = await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`);
  const reason = 'Trang 3 bị tẩy ngày sinh.\nMặt sau có hai dòng viết thêm.';
  await creator.json('POST', `/api/originals/${originalId}/refusal`, { reason, ground: 'altered' });
  const page = await screens.page('creator', { path: `/ban-tiep-nhan/${dossierId}/${originalId}`, language: 'en' });
  await page.getByRole('link', { name: 'Print the refusal slip' }).click();
  const paper = page.getByRole('article', { name: 'Preview' });
  await paper.getByText('Khoản 1 Điều 22 Nghị định 23/2015/NĐ-CP').waitFor();
  await look(page, 'print-refusal-en');
  const { text, pages } = await printed(page);
  expect(pages).toBe(1);
  expect(text).toContain('Trang 3 bị tẩy ngày sinh. Mặt sau có hai dòng viết thêm.');
  expect(text).not.toContain('Preview');
});

test('the receipt number is entered once and stands on the list of fees', async () => {
  const originalId = await screens.desk.receive('Bằng tốt nghiệp');
  const { creator } = screens.desk;
  const { dossierId } = await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`);
  const page = await screens.page('creator', { path: `/in-phieu/bang-ke-phi/${dossierId}` });
  const paper = page.getByRole('article');
  await paper.getByText('Số biên lai: ……').waitFor();
  await page.getByLabel('Số biên lai').fill('01BLP/26E 00000123');
  await button(page, 'Lưu số biên lai').click();
  await paper.getByText('Số biên lai: 01BLP/26E 00000123').waitFor();
  await look(page, 'print-fees');
  const detail = await creator.json<DossierDetail>('GET', `/api/dossiers/${dossierId}`);
  expect(detail.feeReceipt).toBe('01BLP/26E 00000123');
});

test('the fee table for the wall is reached from the visitors’ screen and fits one page', async () => {
  const page = await screens.stranger({ path: '/nguoi-dan' });
  await page.getByRole('button', { name: /Phí bao nhiêu/ }).click();
  await page.getByRole('link', { name: 'In biểu phí để niêm yết' }).click();
  await page.getByRole('article').getByText('200.000 đồng/bản').waitFor();
  await look(page, 'print-rates');
  expect(await printed(page)).toMatchObject({ pages: 1, size: '210×297' });
  await page.getByRole('radio', { name: 'A5' }).check();
  expect(await printed(page)).toMatchObject({ pages: 1, size: '148×210' });
});
