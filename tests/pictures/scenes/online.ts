import type { RequestList } from '../../../src/web/contract/index.ts';
import { actAsCitizen } from '../../peers/portal/citizen.ts';
import { until } from '../office-full.ts';
import type { Scene } from '../scene.ts';

/** Requests filed online: none, some, one with what was attached, refused, received, taken back; the portal silent. */
export const online: Scene = async ({ camera, office, desk }) => {
  const { portal } = office;
  const listed = async (): Promise<RequestList> => {
    await desk.creator.json('POST', '/api/online-requests/pull');
    return await desk.creator.json<RequestList>('GET', '/api/online-requests');
  };
  await until(async () => (await listed()).broughtAt !== null);
  const page = await camera.page('creator', { path: '/truc-tuyen' });
  await camera.sees(page, 'online.none');
  await camera.take(page, 'online-empty');

  for (const act of ['file', 'pay', 'file', 'file'] as const) actAsCitizen(portal.online, act);
  await until(async () => (await listed()).requests.length === 3);
  const rows = page.locator('.portal-row');
  await rows.nth(2).waitFor();
  await camera.take(page, 'online-full');
  await rows.first().click();
  await page.locator('.checklist-item').first().click();
  await camera.take(page, 'online-request');
  const main = page.locator('.portal-work .button-primary');
  await main.scrollIntoViewIfNeeded();
  await camera.take(page, 'online-request-end');
  await main.click();
  await page.waitForURL('**/ban-tiep-nhan/**');
  await camera.sees(page, 'online.from-portal');
  await camera.take(page, 'online-dossier');

  await page.goto('/truc-tuyen');
  await rows.first().click();
  await camera.button(page, 'online.refuse').click();
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').locator('.button-danger').click();
  await camera.sees(page, 'online.need-reason');
  await camera.take(page, 'online-refuse');
  const message = 'Trạng thái không hợp lệ';
  portal.misbehave({ kind: 'says', error_code: '-2', message, service: 'DongBoTrangThaiHoSo' });
  await page.locator('textarea').fill('Giấy tờ do nước ngoài cấp, nộp tại cơ quan đại diện.');
  await page.getByRole('dialog').locator('.button-danger').click();
  await camera.sees(page, 'online.way.rejected');
  await camera.take(page, 'online-failing-refused');
  portal.heal();

  actAsCitizen(portal.online, 'withdraw');
  portal.misbehave({ kind: 'garbage', service: 'DanhSachHoSo' });
  await until(async () => (await listed()).failureCode !== null);
  await page.goto('/truc-tuyen');
  await page.locator('.portal-list .notice').waitFor();
  await camera.take(page, 'online-failing');
  portal.heal();
};
