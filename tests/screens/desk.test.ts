/** Bàn tiếp nhận: from the person at the desk to the signer's pile, by mouse and by keyboard alone; both languages. */
import { expect, test } from 'vitest';
import { withScreens } from '../peers/browser/index.ts';
import { button, confirmations, picturesHere, placeOf, receive, step } from './desk-bench.ts';
import { look } from './look.ts';

const screens = withScreens();
const card = '001190000001|099000001|Giang Thi Sua|05021990|Nữ|Bản Nậm Khao, xã Nậm Phai|12082021';

test('by mouse, with a card: received, scanned, compared, submitted', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan' });
  await page.getByText('Chưa có hồ sơ nào.').waitFor();
  await look(page, 'desk-empty-vi');

  await button(page, 'Nhận hồ sơ mới').click();
  await page.getByLabel('Họ và tên').pressSequentially(card);
  await page.locator('.notice').getByText('phần còn lại không giữ').waitFor();
  await page.getByText('Tên này không có dấu').waitFor();
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Giang Thi Sua');
  expect(await page.getByLabel('Số định danh').inputValue()).toBe('001190000001');
  const kept = await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');
  expect(kept).not.toContain('Nậm Khao');
  await page.getByLabel('Họ và tên').fill('Giàng Thị Súa');
  await look(page, 'desk-new-vi');
  await button(page, 'Họ tên đúng, nhận hồ sơ').click();

  await page.getByLabel('Tên bản chính').fill('hop dong');
  await button(page, 'Hợp đồng đã công chứng').click();
  await look(page, 'desk-add-vi');
  await button(page, 'Thêm giấy tờ').click();

  const boxes = await confirmations(page);
  expect(await button(page, 'Xác nhận, được quét').isDisabled()).toBe(true);
  await boxes[0]?.check();
  expect(await button(page, 'Xác nhận, được quét').isDisabled()).toBe(true);
  await boxes[1]?.check();
  await look(page, 'desk-secrecy-vi');
  await button(page, 'Xác nhận, được quét').click();

  await screens.office.loadPaper('notarised-contract');
  await button(page, 'Quét').click();
  await picturesHere(page, 3);
  await button(page, 'Đối chiếu với bản chính').waitFor();
  await look(page, 'desk-scanned-vi');

  await button(page, 'Đối chiếu với bản chính').click();
  await page.getByText('Còn 2 trang chưa xem.').waitFor();
  await look(page, 'desk-compare-vi');
  await button(page, 'Trang sau').click();
  await button(page, 'Trang sau').click();
  await page.getByText('Đã xem đủ 3 trang.').waitFor();
  for (const box of await step(page).getByRole('checkbox').all()) await box.check();
  expect(await page.getByLabel('Số trang tính phí').inputValue()).toBe('3');
  await step(page).getByText('Tổng cộng: 5.000 đ').waitFor();
  await page.getByLabel('Số trang tính phí').fill('4');
  await step(page).getByText('Tổng cộng: 6.000 đ').waitFor();
  await button(page, 'Đã đối chiếu đúng').click();

  await step(page).getByText('Tổng cộng: 6.000 đ').waitFor();
  await look(page, 'desk-submit-vi');
  await button(page, 'Trình ký').click();
  await page.getByText('Đang chờ lãnh đạo ký.').waitFor();
  await look(page, 'desk-waiting-vi');
  const { dossierId } = placeOf(page);
  const dossier = await screens.desk.creator.json<{ requesterName: string; requesterIdentity: string }>(
    'GET',
    `/api/dossiers/${dossierId}`,
  );
  expect(dossier).toMatchObject({ requesterName: 'Giàng Thị Súa', requesterIdentity: '001190000001' });
});

test('by keyboard alone', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan' });
  const { keyboard } = page;
  await button(page, 'Nhận hồ sơ mới').waitFor();
  await keyboard.press('n');
  await page.getByLabel('Họ và tên').waitFor();
  await keyboard.type('Lường Văn Pành');
  await keyboard.press('Enter');
  await page.getByLabel('Tên bản chính').waitFor();
  await keyboard.type('Giấy khai sinh');
  await keyboard.press('Enter');
  await confirmations(page);
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await expect.poll(() => button(page, 'Xác nhận, được quét').isEnabled()).toBe(true);
  await keyboard.press('Enter');

  await button(page, 'Quét').waitFor();
  await screens.office.loadPaper('birth-certificate');
  await keyboard.press('s');
  await button(page, 'Đối chiếu với bản chính').waitFor();
  await keyboard.press('c');
  await page.getByRole('region', { name: 'Trang 1 trên 1' }).waitFor();
  await page.getByText('Đã xem đủ 1 trang.').waitFor();
  await keyboard.press('+');
  await page.getByLabel('Số trang tính phí').waitFor();
  for (let presses = 0; presses < 30; presses += 1) {
    await keyboard.press('Tab');
    const at = await page.evaluate('document.activeElement.type');
    if (at === 'checkbox') await keyboard.press('Space');
    if (at === 'text') break;
  }
  await expect.poll(() => button(page, 'Đã đối chiếu đúng').isEnabled()).toBe(true);
  await keyboard.press('Control+Enter');
  await button(page, 'Trình ký').waitFor();
  await keyboard.press('t');
  await page.getByText('Đang chờ lãnh đạo ký.').waitFor();

  // Found without marks, by the key for searching.
  await keyboard.press('/');
  await keyboard.type('luong van');
  await page.getByRole('heading', { name: 'Kết quả tìm 1' }).waitFor();
  await page.getByRole('link', { name: /Lường Văn Pành/ }).waitFor();
  await keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Đang chờ ký, đóng dấu, gửi' }).waitFor();
});

test('in English, and a card read while nothing has the focus', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan', language: 'en' });
  await button(page, 'New dossier').waitFor();
  await page.evaluate(`for (const key of ${JSON.stringify([...card.replace('Giang Thi Sua', 'Giàng Thị Súa')])}) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }`);
  await button(page, 'The name is right: receive the dossier').waitFor();
  await look(page, 'desk-new-en');
  expect(await page.getByLabel('Full name').inputValue()).toBe('Giàng Thị Súa');
  await button(page, 'Discard').click();
  await page.getByRole('link', { name: /Giàng Thị Súa/ }).click();
  await page.getByText('Waiting for the leader’s signature.').waitFor();
  await look(page, 'desk-waiting-en');
});

test('ways out: asked to say why, told what will happen', async () => {
  const page = await screens.page('creator', { path: '/ban-tiep-nhan' });
  await receive(page, 'Vàng Thị Mỷ', 'Giấy phép lái xe');
  await button(page, 'Gia hạn').click();
  await page.getByLabel('Thêm 2 ngày làm việc').check();
  await page.getByLabel('Bản chính có nhiều trang').check();
  await look(page, 'desk-extend-vi');
  await page.getByRole('dialog').getByRole('button', { name: 'Gia hạn' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await button(page, 'Sửa người yêu cầu').click();
  await page.getByRole('dialog').getByLabel('Điện thoại').fill('0912 000 001');
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('0912 000 001').waitFor();

  await button(page, 'Từ chối…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Không hoàn tác được').waitFor();
  await dialog.getByRole('button', { name: 'Từ chối giấy tờ này' }).click();
  await dialog.getByText('Chọn một căn cứ.').waitFor();
  await dialog.getByLabel(/Bản chính bị hư hỏng, cũ nát/).check();
  expect(await dialog.getByLabel('Lý do').inputValue()).toContain('cũ nát');
  await look(page, 'desk-refuse-vi');
  await dialog.getByRole('button', { name: 'Từ chối giấy tờ này' }).click();
  await page.getByText('Giấy tờ này đã bị từ chối.').waitFor();
  await look(page, 'desk-refused-vi');
});
