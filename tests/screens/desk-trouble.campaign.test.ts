/** Bàn tiếp nhận when things go wrong: a jam, the plug pulled, a message refused; and two dossiers at once. */
import { expect, test } from 'vitest';
import { withScreens } from '../peers/browser/index.ts';
import { button, picturesHere, placeOf, receive, step } from './desk-bench.ts';
import { look } from './look.ts';

const screens = withScreens();

test('a jam keeps its pages and is scanned on; from the start only after asking', async () => {
  const { machine } = screens.office.scanner;
  const page = await screens.page('creator', { path: '/ban-tiep-nhan' });
  await receive(page, 'Giàng Thị Súa', 'Hợp đồng thuê nhà');
  await screens.office.loadPaper('notarised-contract');
  machine.break({ kind: 'jam', page: 3 });
  await button(page, 'Quét').click();
  await page.getByText('Đang giữ 2 trang.').waitFor();
  await page.getByText(/Kẹt giấy/).waitFor();
  await picturesHere(page, 2);
  await look(page, 'desk-jam-vi');

  machine.break({ kind: 'none' });
  await button(page, 'Quét tiếp').click();
  await picturesHere(page, 3);
  await button(page, 'Đối chiếu với bản chính').waitFor();

  await screens.office.loadPaper('birth-certificate');
  await page.getByText('Quét thêm hoặc quét lại').click();
  await button(page, 'Quét lại từ đầu').click();
  await page.getByText('3 trang đã quét được để riêng').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();
  await picturesHere(page, 3);
  await button(page, 'Quét lại từ đầu').click();
  await button(page, 'Để riêng 3 trang và quét lại').click();
  await picturesHere(page, 1);
});

test('a second dossier is opened while the first one scans; the station is killed and comes back', async () => {
  const { machine } = screens.office.scanner;
  const page = await screens.page('creator', {
    path: '/ban-tiep-nhan',
    expected: ['ERR_', 'Failed to load resource'],
  });
  await receive(page, 'Lò Thị Mận', 'Hợp đồng góp vốn');
  const first = placeOf(page);
  await screens.office.loadPaper('notarised-contract');
  machine.break({ kind: 'slow', ms: 2500 });
  await button(page, 'Quét').click();
  await button(page, 'Dừng quét').waitFor();
  await look(page, 'desk-scanning-vi');
  await page.getByRole('link', { name: /Lò Thị Mận.*Đang quét/ }).waitFor();

  await page.keyboard.press('n');
  await page.getByLabel('Họ và tên').fill('Vàng A Páo');
  await button(page, 'Nhận hồ sơ').click();
  await page.getByLabel('Tên bản chính').fill('Học bạ');
  await page.getByRole('link', { name: /Lò Thị Mận/ }).click();
  await picturesHere(page, 3);
  machine.break({ kind: 'none' });
  await button(page, 'Đối chiếu với bản chính').waitFor();
  expect(placeOf(page).dossierId).toBe(first.dossierId);

  // What was typed for the second one is still there, also over the station's death.
  await screens.office.station.kill();
  await page.getByText('Chưa liên lạc được với trạm').first().waitFor();
  await page.getByRole('link', { name: /Vàng A Páo/ }).click();
  await look(page, 'desk-away-vi');
  await screens.office.station.start();
  await expect.poll(() => page.getByLabel('Tên bản chính').inputValue(), { timeout: 20_000 }).toBe('Học bạ');
  await button(page, 'Thêm giấy tờ').click();
  await page.getByText('Bản chính không ghi “không được sao chụp”.').waitFor();
  await page.getByRole('link', { name: '1. Học bạ' }).waitFor();
});

test('a message that the portal refuses is shown with its words and sent again; the copy can be had', async () => {
  const { desk, office } = screens;
  const originalId = await desk.receive('Giấy khai sinh');
  await office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  office.portal.misbehave({ kind: 'says', error_code: '-7', message: 'Sai mã thủ tục' });
  await desk.attempt('signing', originalId);
  await desk.attempt('sealing', originalId);
  const { dossierId } = await desk.original(originalId);
  const page = await screens.page('creator', { path: `/ban-tiep-nhan/${dossierId}/${originalId}` });
  await page.getByText('Nơi nhận trả lời: Sai mã thủ tục').first().waitFor({ timeout: 60_000 });
  await look(page, 'desk-rejected-vi');
  office.portal.heal();
  while ((await button(page, 'Gửi lại').count()) > 0) {
    const left = await button(page, 'Gửi lại').count();
    await button(page, 'Gửi lại').first().click();
    await expect.poll(() => button(page, 'Gửi lại').count(), { timeout: 20_000 }).toBeLessThan(left);
  }
  await page.getByText('Nơi nhận đã xác nhận.').waitFor({ timeout: 60_000 });
  await page
    .getByText(/Biên nhận/)
    .first()
    .waitFor();
  await look(page, 'desk-delivered-vi');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải bản sao' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  expect(
    await step(page)
      .getByText(/Số chứng thực: 01/)
      .count(),
  ).toBeGreaterThan(0);
});
