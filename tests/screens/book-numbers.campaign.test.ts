/** Vào sổ: numbers that come from a paper book, at the desk and for whoever keeps the book, before the leader signs. */
import { expect, test } from 'vitest';
import { withScreens } from '../peers/browser/index.ts';
import { button, step } from './desk-bench.ts';
import { look } from './look.ts';
import { row, submitted } from './pile-bench.ts';

const screens = withScreens({ settings: { 'register.source-sct-bs': 'paper-book' } });
const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();
const dossierOf = async (originalId: string) => (await screens.desk.original(originalId)).dossierId;

test('a copy without its number waits and says so; the desk enters it; the attestation page bears it', async () => {
  const birth = await submitted(screens, 'Giấy khai sinh');
  const signer = await screens.page('signer');
  await row(signer, 'Giấy khai sinh').getByText('chưa có số chứng thực').waitFor();
  expect(await row(signer, 'Giấy khai sinh').getByRole('checkbox').isDisabled()).toBe(true);
  await look(signer, 'numbers-pile-vi');

  const desk = await screens.page('creator', { path: `/ban-tiep-nhan/${await dossierOf(birth)}/${birth}` });
  await step(desk).getByText('Ghi số như trong sổ để lãnh đạo ký').waitFor();
  await look(desk, 'numbers-desk-vi');
  await button(desk, 'Ghi số').click();
  await step(desk).getByText('Nhập số như trong sổ.').waitFor();
  await step(desk).getByLabel('Quyển số').fill('03');
  await step(desk).getByLabel('Số chứng thực').fill('813');
  await button(desk, 'Ghi số').click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByText('Số 1-812 đã dùng ở đâu?').waitFor();
  await dialog.getByRole('button', { name: 'Xác nhận và ghi số' }).click();
  await dialog.getByText('Nhập lý do.').waitFor();
  await look(desk, 'numbers-gap-vi');
  await dialog.getByLabel('Lý do').fill('Sổ giấy mở trước khi có trạm');
  await dialog.getByRole('button', { name: 'Xác nhận và ghi số' }).click();
  await step(desk).getByText('Đang chờ lãnh đạo ký').waitFor();
  await step(desk).getByText(`Số chứng thực: 813, quyển số: 03/${year}-SCT/BS`).first().waitFor();
  await look(desk, 'numbers-desk-given-vi');

  await row(signer, 'Giấy khai sinh').getByRole('checkbox').check();
  await signer.getByRole('button', { name: 'Ký 1 bản sao' }).click();
  await signer
    .getByText(new RegExp(`Số chứng thực: 813, quyển số: 03/${year}-SCT/BS`))
    .first()
    .waitFor();
  await look(signer, 'numbers-attestation-vi');
});

test('the keeper of the book enters several at once and corrects one before it is signed', async () => {
  const [marriage, school] = [
    await submitted(screens, 'Giấy chứng nhận kết hôn'),
    await submitted(screens, 'Học bạ trung học phổ thông'),
  ];
  const page = await screens.page('sealKeeper', { path: '/vao-so' });
  const line = (title: string) => page.locator('.book-number', { hasText: title });
  await line('Học bạ').waitFor();
  await look(page, 'numbers-list-vi');
  await line('Giấy chứng nhận kết hôn').getByLabel('Số chứng thực').fill('815');
  await line('Học bạ').getByLabel('Số chứng thực').fill('814');
  // What is typed outlives a reload.
  await page.reload();
  expect(await line('Học bạ').getByLabel('Số chứng thực').inputValue()).toBe('814');
  await page.getByRole('button', { name: 'Ghi 2 số' }).click();
  await page.getByRole('heading', { name: 'Đã có số, chờ ký' }).waitFor();
  expect((await screens.desk.original(school)).registerNumber).toContain('Số chứng thực: 814,');

  // They were swapped: both are mended at once.
  for (const [title, number] of [
    ['Giấy chứng nhận kết hôn', '814'],
    ['Học bạ', '815'],
  ] as const) {
    await line(title).getByRole('button', { name: 'Sửa số' }).click();
    await line(title).getByLabel('Số chứng thực').fill(number);
  }
  await look(page, 'numbers-correct-vi');
  await page.getByRole('button', { name: 'Ghi 2 số' }).click();
  const corrected = async () => (await screens.desk.original(marriage)).registerNumber;
  await expect.poll(corrected, { timeout: 20_000 }).toContain(': 814,');
  expect((await screens.desk.original(school)).registerNumber).toContain(': 815,');
  await look(page, 'numbers-done-vi');

  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Book numbers' }).waitFor();
  await look(page, 'numbers-list-en');
});
