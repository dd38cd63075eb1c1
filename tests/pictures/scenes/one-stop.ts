import type { StationAnswer } from '../../../src/web/contract/index.ts';
import { renameProcedure } from '../../peers/portal/categories.ts';
import { deliver, issue, until } from '../office-full.ts';
import type { Scene } from '../scene.ts';

/** The one-stop system beside the portal, at the desk and at the station; the portal's categories, as they change. */
export const oneStop: Scene = async (set) => {
  const { camera, office, desk } = set;
  const there = await deliver(set, { name: 'Lường Văn Pành', title: 'Giấy khai sinh' });
  office.portal.misbehave({ kind: 'says', error_code: '-2', message: 'Sai mã đơn vị tiếp nhận', service: 'ThemMoi' });
  const { dossierId } = await issue(set, { name: 'Tẩn Mẩy Dao', title: 'Học bạ trung học phổ thông' });
  await until(async () => {
    const { portal } = await desk.creator.json<StationAnswer>('GET', '/api/station');
    return (portal.beside?.rejected ?? 0) > 0;
  });
  const page = await camera.page('creator', { path: `/ban-tiep-nhan/${dossierId}` });
  await page.getByText('Sai mã đơn vị tiếp nhận').first().scrollIntoViewIfNeeded();
  await camera.take(page, 'one-stop-failing');
  await page.goto(`/ban-tiep-nhan/${there.dossierId}`);
  await page
    .getByText(/MC\.\d{6}/)
    .first()
    .scrollIntoViewIfNeeded();
  await camera.take(page, 'one-stop-done');
  const machine = await camera.page('admin', { path: '/tram' });
  await machine
    .locator('.sheet', { hasText: camera.word('machine.one-stop') })
    .first()
    .scrollIntoViewIfNeeded();
  await camera.take(machine, 'machine-one-stop');
  office.portal.heal();

  const admin = await camera.page('admin', { path: '/quan-tri/danh-muc' });
  const pull = admin.locator('.page-main .button-primary');
  await pull.waitFor();
  await camera.take(admin, 'categories-empty');
  await pull.click();
  await admin.locator('.category-facts').first().waitFor();
  renameProcedure(office.portal.categories);
  await until(async () => await pull.isEnabled());
  await pull.click();
  const decide = admin.locator('.notice-waiting .button').first();
  await decide.waitFor();
  await until(async () => await pull.isEnabled());
  await camera.take(admin, 'categories-full');
  await decide.click();
  await admin.getByRole('dialog').waitFor();
  await camera.take(admin, 'categories-decision');
  await admin.getByRole('dialog').locator('.button-primary').click();
  await decide.waitFor({ state: 'detached' });
  await admin.locator('.category-older summary').first().click();
  await admin.locator('.category-older li').first().scrollIntoViewIfNeeded();
  await camera.take(admin, 'categories-older');
  office.portal.misbehave({ kind: 'garbage', service: 'LayThuTuc' });
  await pull.click();
  await until(async () => await pull.isEnabled());
  await admin
    .getByText(/(PORTAL|CATEGORY)-/)
    .first()
    .scrollIntoViewIfNeeded();
  await camera.take(admin, 'categories-failing');
  office.portal.heal();
};
