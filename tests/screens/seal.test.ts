/** Đóng dấu: the signer's signature said in words, the number, the seal, the way back. */
import { expect, test } from 'vitest';
import { withScreens } from '../peers/browser/index.ts';
import { agency, people, pins } from '../peers/office/people.ts';
import { look } from './look.ts';
import { listen, pinField, pointAt, row, signed, tracesOf } from './pile-bench.ts';

const screens = withScreens();
const good = `Chữ ký của ${people.signer.fullName} hợp lệ, toàn vẹn; chưa kiểm tra được trạng thái thu hồi`;

test('two copies sealed by mouse: signature checked, numbers, wrong PIN, result, the sealed copy', async () => {
  const page = await screens.page('sealKeeper');
  await page.getByText('Không còn bản sao nào chờ đóng dấu').waitFor();
  const contract = await signed(screens, 'Hợp đồng chuyển nhượng', 'notarised-contract');
  const birth = await signed(screens, 'Giấy khai sinh');
  for (const title of ['Hợp đồng chuyển nhượng', 'Giấy khai sinh']) await row(page, title).getByText(good).waitFor();
  await row(page, 'Giấy khai sinh').getByText('Số chứng thực: 02').waitFor();
  await look(page, 'seal-pile-vi');

  await row(page, 'Hợp đồng chuyển nhượng').getByRole('link').click();
  await page.getByText('Chưa xem trang 2, 3').waitFor();
  await look(page, 'seal-reading-vi');
  await page.getByRole('button', { name: 'Về danh sách' }).click();
  await page.getByRole('button', { name: 'Chọn tất cả', exact: true }).click();
  const seal = page.getByRole('button', { name: 'Ký số cơ quan (đóng dấu) 2 bản sao' });
  await seal.click();
  await pinField(page).waitFor();
  await look(page, 'seal-attestation-vi');

  const heard = listen(page);
  await pinField(page).fill('90817263');
  await seal.click();
  await page.getByText(/Token còn vài lượt nhập\. Chưa có gì được ký/).waitFor();
  expect(await tracesOf(page, '90817263', heard)).toEqual([]);
  await pinField(page).fill(pins.seal);
  await seal.click();
  await page.getByText('Đã đóng dấu 2 trên 2 bản sao.').waitFor();
  expect(await tracesOf(page, pins.seal, heard)).toEqual([]);
  await look(page, 'seal-result-vi');

  const link = await page.getByRole('link', { name: /bản sao đã đóng dấu của Giấy khai sinh/ }).getAttribute('href');
  expect(link).toBe(`/api/originals/${birth}/copy.pdf`);
  for (const id of [contract, birth]) {
    const path = `/api/originals/${id}/copy/verification`;
    const { complete, signatures } = await screens.desk.creator.json<{
      complete: boolean;
      signatures: { subjectCommonName: string }[];
    }>('GET', path);
    expect([complete, ...signatures.map((one) => one.subjectCommonName)]).toEqual([
      true,
      people.signer.fullName,
      agency.name,
    ]);
  }
});

test('by keyboard alone, in English', async () => {
  const originalId = await signed(screens, 'Học bạ');
  const page = await screens.page('sealKeeper', { language: 'en' });
  await row(page, 'Học bạ').getByText('is valid and covers the whole copy').waitFor();
  await look(page, 'seal-pile-en');
  await pointAt(page, 'Học bạ');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Seal 1 copy' }).waitFor();
  // The key counts once the signature has been verified and the copy is truly chosen.
  await expect
    .poll(
      async () => {
        if (await pinField(page).isVisible()) return true;
        await page.keyboard.press('d');
        return false;
      },
      { interval: 500, timeout: 20_000 },
    )
    .toBe(true);
  await page.keyboard.type(pins.seal);
  await page.keyboard.press('Enter');
  await page.getByText('Sealed: 1 of 1.').waitFor();
  await look(page, 'seal-result-en');
  expect((await screens.desk.original(originalId)).signedAt).not.toBeNull();
});

test('returned to the signer, who finds the reason on the pile, and to the creator', async () => {
  const wrong = await signed(screens, 'Bằng tốt nghiệp');
  const blurred = await signed(screens, 'Giấy phép lái xe');
  const page = await screens.page('sealKeeper');
  await pointAt(page, 'Bằng tốt nghiệp');
  await page.keyboard.press('r');
  await page.getByText('Số chứng thực giữ nguyên').waitFor();
  await look(page, 'seal-return-vi');
  await page.getByRole('button', { name: 'Người ký không đúng thẩm quyền' }).click();
  await page.locator('.notice', { hasText: 'Đã trả lại Bằng tốt nghiệp.' }).waitFor();

  await row(page, 'Giấy phép lái xe')
    .getByRole('button', { name: /^Trả lại/ })
    .click();
  await page.getByLabel(/^Người tạo/).check();
  await page.getByRole('button', { name: 'Ảnh quét mờ, khó đọc' }).click();
  await page.locator('.notice', { hasText: 'Đã trả lại Giấy phép lái xe.' }).waitFor();
  expect((await screens.desk.original(blurred)).state).toBe('returned-to-creator');
  expect((await screens.desk.original(wrong)).state).toBe('returned-to-signer');

  const signer = await screens.page('signer');
  await row(signer, 'Bằng tốt nghiệp').getByText('Văn thư trả lại: Người ký không đúng thẩm quyền').waitFor();
});
