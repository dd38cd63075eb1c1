/** A PDF is dropped or chosen: is it a copy of this station? */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PdfFile } from '../../src/copies/validation/pdf/document.ts';
import { signedData, timeStampToken } from '../attacks/support/cms.ts';
import { plainPdf, signPdf } from '../attacks/support/pdf.ts';
import { day, type Holder, makePki, revocationList } from '../attacks/support/pki.ts';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';

const screens = withScreens();
const path = '/kiem-tra';

let made: Promise<Buffer> | null = null;

/** A copy that the station has issued, made once for this file. */
function issuedCopy(): Promise<Buffer> {
  made ??= (async () => {
    const { desk, office } = screens;
    const originalId = await desk.receive('Giấy khai sinh');
    await office.loadPaper('birth-certificate');
    await desk.scan(originalId);
    await desk.submit(originalId);
    for (const kind of ['signing', 'sealing'] as const) {
      const { status } = await desk.attempt(kind, originalId);
      expect(status).toBe(200);
    }
    return (await desk.creator.call({ method: 'GET', path: `/api/originals/${originalId}/copy.pdf` })).body;
  })();
  return made;
}

/** Does what opens the file dialog and chooses the file in it. */
async function choose(page: Page, file: string, open: () => Promise<void>): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  // The browser has heard that the dialog is to be caught before it is asked to open it.
  await page.evaluate('0');
  await open();
  await (await chooser).setFiles(file);
}

async function saved(name: string, bytes: Buffer): Promise<string> {
  const file = join(screens.office.folder, name);
  await writeFile(file, bytes);
  return file;
}

test('a copy of the station is said to be intact, with its number and signers', async () => {
  const file = await saved('ban-sao.pdf', await issuedCopy());
  const page = await screens.page('inspector', { path });
  await choose(page, file, () => page.getByRole('button', { name: 'Chọn tệp PDF' }).click());
  await page.getByRole('heading', { name: 'Là bản sao do trạm này phát hành, còn nguyên vẹn.' }).waitFor();
  await page.getByText(/^Số chứng thực: \d+/).waitFor();
  await page.getByText(/^Vàng Văn Hiển – lúc \d\d\/\d\d\/\d{4} \d\d:\d\d$/).waitFor();
  await page.getByText(/^Ủy ban nhân dân xã Nậm Phai – lúc/).waitFor();
  await expect.poll(() => page.getByText('Trạng thái thu hồi: chưa kiểm tra được').count()).toBe(2);
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `check-issued-vi-${size.width}`);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  expect(await axe(page)).toEqual([]);
});

test('a copy with one byte more is not valid; by keyboard alone', async () => {
  const file = await saved('them-mot-byte.pdf', Buffer.concat([await issuedCopy(), Buffer.from('\n')]));
  const page = await screens.page('creator', { path, language: 'en' });
  await page.getByText('Drop a PDF here').waitFor();
  await choose(page, file, () => page.keyboard.press('c'));
  await page.getByRole('heading', { name: 'The PDF is broken, cut short or holds stray bytes' }).waitFor();
  await page.locator('.check-sentence:focus').waitFor();
  expect(await page.locator('.check-answer .tone-delivered').count()).toBe(0);
  expect(await axe(page)).toEqual([]);
  await shoot(page, 'check-failed-en-1280');
});

test('a copy rolled back to the signer’s revision has no agency signature, whoever’s it was', async () => {
  const copy = await issuedCopy();
  const file = await saved('chua-dong-dau.pdf', copy.subarray(0, new PdfFile(copy).revisions[1]?.end));
  const page = await screens.page('creator', { path });
  await choose(page, file, () => page.getByRole('button', { name: 'Chọn tệp PDF' }).click());
  await page.getByRole('heading', { name: 'Bản sao chứng thực này chưa có chữ ký cơ quan.' }).waitFor();
  await page.getByText('trước khi đóng dấu').waitFor();
  await page.getByText(/^Số chứng thực: \d+/).waitFor();
  expect(await page.locator('.check-answer .tone-delivered').count()).toBe(0);
  expect(await axe(page)).toEqual([]);
  await shoot(page, 'check-unsealed-vi-1280');
});

test.each(['vi', 'en'] as const)('%s: a PDF from elsewhere, its evidence and what came after', async (language) => {
  const pki = makePki(Date.now());
  const by = (holder: Holder) => (content: Buffer) => signedData(holder, content, { chain: [pki.issuing] });
  const signed = signPdf(plainPdf(), by(pki.signer), { claimed: "D:20261121090507+07'00'" });
  const stamp = (content: Buffer) => timeStampToken(pki.stamper, content, Date.now(), { chain: [pki.issuing] });
  const file = await saved('cong-van.pdf', signPdf(signPdf(signed, by(pki.seal)), stamp, { kind: 'timestamp' }));
  const trust = join(screens.office.state, 'trust');
  await mkdir(trust, { recursive: true });
  await writeFile(join(trust, 'root.crt'), pki.root.certificate);
  for (const [name, holder] of [
    ['root', pki.root],
    ['issuing', pki.issuing],
  ] as const) {
    await writeFile(join(trust, `${name}.crl`), revocationList(holder, Date.now() - day, Date.now() + day));
  }
  const page = await screens.page('inspector', { path, language });
  await page.locator('.check-drop').waitFor();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('[data-result=valid]').waitFor();
  await page.getByText('Hoàng Thị Mỷ Ngọc', { exact: true }).waitFor();
  expect(await page.locator('.check-report .sheet').count()).toBe(5);
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `check-valid-${language}-${size.width}`);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  expect(await axe(page)).toEqual([]);
  // On paper: the answer alone, without what asks for a file.
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.check-drop').isVisible()).toBe(false);
  expect(await page.locator('.check-print').isVisible()).toBe(false);
  await shoot(page, `check-printed-${language}`);
  await rm(trust, { recursive: true });
});

test('what is dropped and is no PDF, or several files, is not sent', async () => {
  const page = await screens.page('creator', { path });
  const drop = (names: readonly string[]) =>
    page.evaluate(`(() => {
      const data = new DataTransfer();
      for (const name of ${JSON.stringify(names)}) data.items.add(new File(['chữ'], name));
      document.querySelector('.check-drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    })()`);
  await page.getByText('Thả tệp PDF vào đây').waitFor();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await drop(['van-ban.txt']);
  await page.getByText('Tệp này không phải là PDF.').waitFor();
  await drop(['mot.pdf', 'hai.pdf']);
  await page.getByText('Mỗi lần chỉ kiểm tra một tệp.').waitFor();
  expect(sent.filter((url) => url.endsWith('/api/checks'))).toEqual([]);
  await shoot(page, 'check-unfit-vi-1280');
  expect(await axe(page)).toEqual([]);
});

test('a station that is away has lost nothing: the same file can be checked when it is back', async () => {
  const file = await saved('ban-sao-2.pdf', await issuedCopy());
  const page = await screens.page('inspector', { path, expected: ['net::ERR_'] });
  await page.getByText('Thả tệp PDF vào đây').waitFor();
  await screens.office.station.kill();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('main').getByText('STATION-AWAY').waitFor();
  await shoot(page, 'check-away-vi-1280');
  expect(await axe(page)).toEqual([]);
  await screens.office.station.start();
  await page.getByRole('button', { name: 'Kiểm tra lại' }).click();
  await page.getByRole('heading', { name: 'còn nguyên vẹn' }).waitFor();
});

test.each(['vi', 'en'] as const)('%s: axe finds nothing at any width before a file is there', async (language) => {
  const page = await screens.page('signer', { path, language });
  await page.locator('.check-drop').waitFor();
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `check-empty-${language}-${size.width}`);
    expect(await axe(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }
});
