/** The one-stop system beside the portal, and the portal's categories: what officers and the unit admin see. */
import { expect, test } from 'vitest';
import type { MessageList, StationAnswer } from '../../src/web/contract/index.ts';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';
import { renameProcedure } from '../peers/portal/categories.ts';

const screens = withScreens({ settings: { 'onestop.beside': true } });

test('a dossier is in both systems without double entry; what the one-stop system refuses is mended at the desk', async () => {
  const { desk, office } = screens;
  office.portal.misbehave({ kind: 'says', error_code: '-2', message: 'Sai mã đơn vị tiếp nhận', service: 'ThemMoi' });
  const id = await desk.receive('Giấy khai sinh');
  await office.loadPaper('birth-certificate');
  await desk.scan(id);
  await desk.submit(id);
  expect((await desk.attempt('signing', id)).status).toBe(200);
  expect((await desk.attempt('sealing', id)).status).toBe(200);
  await expect.poll(async () => (await desk.original(id)).state, { timeout: 60_000 }).toBe('delivered');
  const lamps = () => desk.creator.json<StationAnswer>('GET', '/api/station');
  await expect.poll(async () => (await lamps()).portal.beside?.rejected, { timeout: 60_000 }).toBe(1);
  const { dossierId, dossierCode } = await desk.original(id);

  for (const language of ['vi', 'en'] as const) {
    const page = await screens.page('creator', { language, path: `/ban-tiep-nhan/${dossierId}` });
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      await page.getByText('Sai mã đơn vị tiếp nhận').first().scrollIntoViewIfNeeded();
      await shoot(page, `one-stop-refused-${language}-${size.width}`);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    expect(await axe(page)).toEqual([]);
    const machine = await screens.page('admin', { language, path: '/tram' });
    await machine.getByText(dossierCode).first().scrollIntoViewIfNeeded();
    await shoot(machine, `one-stop-machine-${language}`);
    expect(await axe(machine)).toEqual([]);
  }
  office.portal.heal();
  const page = await screens.page('creator', { path: `/ban-tiep-nhan/${dossierId}` });
  await page.getByRole('button', { name: 'Gửi lại' }).click();
  await page.getByText('MC.000001').waitFor();
  await shoot(page, 'one-stop-there');
  const { oneStop } = await desk.creator.json<MessageList>('GET', `/api/dossiers/${dossierId}/messages`);
  expect(oneStop).toMatchObject({ state: 'confirmed', ownCode: 'MC.000001', receipt: { connector: 'one-stop' } });
  const [there, ...more] = office.portal.oneStop.list();
  expect(more).toEqual([]);
  expect([there?.code, there?.adds, there?.content.TrangThaiHoSo]).toEqual([dossierCode, 1, '10']);
  expect(there?.content.DanhSachGiayToKetQua).toHaveLength(1);
}, 240_000);

test('a changed category waits for the unit admin, who takes it over by keyboard', async () => {
  const { office } = screens;
  const admin = await screens.page('admin', { path: '/quan-tri/danh-muc' });
  const pull = admin.getByRole('button', { name: 'Lấy ngay từ Cổng' });
  await pull.click();
  await admin.getByText('Bản sao được chứng thực (KQ.G15.000001)').first().waitFor();
  renameProcedure(office.portal.categories);
  await expect.poll(async () => await pull.isEnabled(), { timeout: 30_000 }).toBe(true);
  await pull.click();
  const decide = admin.getByRole('button', { name: 'Xem và xác nhận thay đổi của Thủ tục 2.000815' });
  await decide.waitFor();
  for (const language of ['vi', 'en'] as const) {
    const page = await screens.page('admin', { language, path: '/quan-tri/danh-muc' });
    const name = language === 'vi' ? /Xem và xác nhận thay đổi của Thủ tục/ : /Look and decide: change of Procedure/;
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      await page.getByRole('button', { name }).first().waitFor();
      await shoot(page, `categories-${language}-${size.width}`);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name }).first().click();
    await shoot(page, `categories-decision-${language}`);
    expect(await axe(page)).toEqual([]);
  }
  await decide.focus();
  await admin.keyboard.press('Enter');
  await admin.getByRole('button', { name: 'Nhận nội dung mới' }).focus();
  await admin.keyboard.press('Enter');
  await admin.getByText('Bản sao điện tử (KQ.G15.000002)').first().waitFor();
  await admin.getByText('Các bản trước').first().click();
  await shoot(admin, 'categories-taken');
  const creator = await screens.page('creator');
  expect(await creator.getByRole('link', { name: 'Quản trị đơn vị' }).count()).toBe(0);
}, 180_000);
