/** The comparison with the portal, and a dossier's ledger, before a real browser. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { shoot, withScreens } from '../peers/browser/index.ts';
import { look } from './look.ts';

const screens = withScreens();
const path = '/doi-soat';

async function delivered(title: string): Promise<{ id: string; code: string; dossierId: string }> {
  const { desk, office } = screens;
  const id = await desk.receive(title);
  await office.loadPaper('birth-certificate');
  await desk.scan(id);
  await desk.submit(id);
  expect((await desk.attempt('signing', id)).status).toBe(200);
  expect((await desk.attempt('sealing', id)).status).toBe(200);
  await expect.poll(async () => (await desk.original(id)).state, { timeout: 60_000 }).toBe('delivered');
  const { dossierCode: code, dossierId } = await desk.original(id);
  // The portal has learnt that the result was returned.
  await expect.poll(() => kept(code)?.content.TrangThaiHoSo, { timeout: 30_000 }).toBe('10');
  return { id, code, dossierId };
}

const kept = (code: string) => screens.office.portal.listReceived().find((one) => one.code === code);
const row = (page: Page, code: string) => page.locator('.ledger-row', { hasText: code });

test('the portal is asked; what is gone there is sent again, what was decided there is noted', async () => {
  const page = await screens.page('creator', { path });
  await page.getByText('Không có chỗ nào khác nhau').waitFor();
  await look(page, 'ledger-empty-vi');
  const [gone, refused] = [await delivered('Giấy khai sinh'), await delivered('Học bạ')];
  const { portal } = screens.office;
  portal.meddle(gone.code, null);
  portal.meddle(refused.code, (content) => ({ ...content, TrangThaiHoSo: '3' }));

  await page.getByRole('button', { name: 'Hỏi Cổng ngay' }).click();
  await row(page, gone.code).getByText('Cổng không có hồ sơ này').waitFor();
  await row(page, refused.code).getByText('Cổng ghi “Không được tiếp nhận”; trạm đã báo “Đã trả kết quả”').waitFor();
  await look(page, 'ledger-differences-vi');
  // What was decided at the portal is not overwritten.
  expect(await row(page, refused.code).getByRole('button', { name: 'Gửi lại' }).count()).toBe(0);
  await row(page, refused.code).getByRole('button', { name: 'Đã xem' }).click();
  await row(page, refused.code).getByText('đã xem lúc').waitFor();

  await row(page, gone.code).getByRole('button', { name: 'Gửi lại' }).click();
  await row(page, gone.code).waitFor({ state: 'detached' });
  expect(kept(gone.code)).toMatchObject({ adds: 1, content: { TrangThaiHoSo: '10' } });
  expect(kept(gone.code)?.steps.map((step) => step.TrangThai)).toEqual(['2', '4', '4', '9']);
  expect(kept(refused.code)?.content.TrangThaiHoSo).toBe('3');

  // At the desk the dossier says so too, and leads to its ledger.
  await page.goto(`/ban-tiep-nhan/${refused.dossierId}`);
  await page.getByText('Cổng đang ghi: Không được tiếp nhận.').waitFor();
  await shoot(page, 'ledger-desk-vi');
  await page.getByRole('link', { name: 'Nhật ký gửi Cổng' }).click();
  await page.getByRole('heading', { name: 'Nhật ký gửi Cổng' }).waitFor();
  await page.getByText(`Hồ sơ ${refused.code}`).waitFor();
  await look(page, 'ledger-dossier-vi');
  const [table] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải bảng (CSV)' }).click(),
  ]);
  expect(table.suggestedFilename()).toBe(`nhat-ky-gui-${refused.code}.csv`);
});

test('a cancelled copy is recalled: the portal lists it no more, its file is gone, and the ledger says so', async () => {
  const { id, dossierId, code } = await delivered('Bằng tốt nghiệp');
  const url = kept(code)?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '';
  expect(await screens.office.gateway.fetchCopy(url)).not.toBeNull();
  const cancellation = { reason: 'Sai bản chính', decision: '15/QĐ-UBND' };
  await screens.desk.creator.json('POST', `/api/originals/${id}/cancellation`, cancellation);
  const page = await screens.page('creator', { path: `${path}/${dossierId}`, language: 'en' });
  await page.getByText('the portal lists this copy no longer').waitFor();
  await page.getByText('The file’s link was closed at').waitFor();
  await page.getByText('The portal took the result out at').waitFor();
  await look(page, 'ledger-recall-en');
  expect(await screens.office.gateway.fetchCopy(url)).toBeNull();
  expect(kept(code)?.content).toMatchObject({ TrangThaiHoSo: '8', DanhSachGiayToKetQua: [] });
  expect(kept(code)?.steps.at(-1)).toMatchObject({ TrangThai: '8' });

  await page.goto(path);
  await page.getByLabel('Dossier code').fill(code);
  await page.getByRole('link', { name: code }).click();
  await page.getByText('Cancelled copies taken back').waitFor();
});
