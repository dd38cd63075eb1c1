/** The one-stop system as the way to the portal, where nothing can be looked up: an officer says whether it has a dossier. */
import { expect, test } from 'vitest';
import type { StationAnswer } from '../../src/web/contract/index.ts';
import { axe, shoot, withScreens } from '../peers/browser/index.ts';
import { look } from './look.ts';

const screens = withScreens({ settings: { 'portal.connector': 'one-stop', 'onestop.look-up-path': '' } });

test('a dossier that is there perhaps waits for an officer, who looks and says so', async () => {
  const { desk, office } = screens;
  const rejected = async () => (await desk.creator.json<StationAnswer>('GET', '/api/station')).portal.rejected;
  const unclear = { kind: 'says', error_code: '-9', message: 'Không hợp lệ', service: 'CapNhat', times: 1 } as const;
  const issue = async (title: string) => {
    const id = await desk.receive(title);
    await office.loadPaper('birth-certificate');
    await desk.scan(id);
    await desk.submit(id);
    expect((await desk.attempt('signing', id)).status).toBe(200);
    expect((await desk.attempt('sealing', id)).status).toBe(200);
    return await desk.original(id);
  };
  // It arrived, and the answer was lost.
  office.portal.misbehave({ kind: 'half', service: 'ThemMoi', times: 1 });
  office.portal.misbehave(unclear);
  const first = await issue('Giấy khai sinh');
  await expect.poll(rejected, { timeout: 60_000 }).toBe(1);
  // It never arrived.
  office.portal.misbehave({ kind: 'down', service: 'ThemMoi', times: 1 });
  office.portal.misbehave(unclear);
  const second = await issue('Học bạ');
  await expect.poll(rejected, { timeout: 60_000 }).toBe(2);

  for (const language of ['vi', 'en'] as const) {
    const page = await screens.page('creator', { language, path: `/ban-tiep-nhan/${first.dossierId}` });
    const there = page.getByRole('button', { name: language === 'vi' ? 'Bên đó đã có' : 'It is there' });
    await there.scrollIntoViewIfNeeded();
    await look(page, `presence-desk-${language}`);
    const machine = await screens.page('admin', { language, path: '/tram' });
    await machine.getByText(first.dossierCode).first().scrollIntoViewIfNeeded();
    await look(machine, `presence-machine-${language}`);
    // What waits for somebody to look is not sent again among others.
    const all = language === 'vi' ? /Gửi lại \d+ tin/ : /Send \d+ rejected/;
    expect(await machine.getByRole('button', { name: all }).count()).toBe(0);
  }

  const page = await screens.page('creator', { path: `/ban-tiep-nhan/${first.dossierId}` });
  await page.getByRole('button', { name: 'Bên đó đã có' }).click();
  await page.getByText('Cán bộ xác nhận bên nhận đã có hồ sơ').waitFor();
  await shoot(page, 'presence-said');
  const machine = await screens.page('admin', { path: '/tram' });
  const again = machine.getByRole('button', { name: `Chưa có, gửi lại: hồ sơ ${second.dossierCode}` });
  await again.focus();
  await machine.keyboard.press('Enter');
  for (const { id } of [first, second]) {
    await expect.poll(async () => (await desk.original(id)).state, { timeout: 60_000 }).toBe('delivered');
  }
  await expect.poll(rejected).toBe(0);
  const far = office.portal.oneStop.list();
  expect(far.map(({ code, adds }) => [code, adds]).toSorted()).toEqual(
    [first, second].map(({ dossierCode }) => [dossierCode, 1]).toSorted(),
  );
  await page.getByRole('link', { name: 'Nhật ký gửi Cổng' }).click();
  await page.getByText('Cán bộ đã xem ở nơi nhận và xác nhận đã có hồ sơ').waitFor();
  await shoot(page, 'presence-ledger');
  const { body } = await desk.creator.once({ method: 'GET', path: `/api/dossiers/${first.dossierId}/ledger.csv` });
  expect(body.toString('utf8')).toContain('hệ thống một cửa,cán bộ xác nhận đã có');
  expect(await axe(page)).toEqual([]);
}, 240_000);
