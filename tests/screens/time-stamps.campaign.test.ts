import { expect, test } from 'vitest';
import { axe, shoot, withScreens } from '../peers/browser/index.ts';

const screens = withScreens({ timeStamps: true, settings: { 'portal.connector': 'manual' } });

/** An original that was signed and sealed. */
async function issued(title: string): Promise<string> {
  const { desk, office } = screens;
  const originalId = await desk.receive(title);
  await office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  for (const kind of ['signing', 'sealing'] as const) expect((await desk.attempt(kind, originalId)).status).toBe(200);
  return originalId;
}

test('the officer sees that a copy waits for its time-stamps, that it has them, or that it went without', async () => {
  const { tsa } = screens.office.trust ?? { tsa: null };
  if (!tsa) throw new Error('no time-stamping authority');
  tsa.behave = 'busy';
  const stamped = await issued('Giấy khai sinh');
  const page = await screens.page('creator', { path: '/dang-nhap' });
  const mark = page.locator('.portal-work .state-mark');
  await page.goto(`/dua-len-cong/${stamped}`);
  await mark.getByText('Chờ dấu thời gian').waitFor();
  await page.locator('.notice-waiting', { hasText: 'TRUST-NO-ANSWER' }).waitFor();
  await shoot(page, 'time-stamps-portal-waiting-vi');

  // Taken while it waits, a file is final without them.
  const { dossierId } = await screens.desk.original(stamped);
  const other = await issued('Bằng tốt nghiệp');
  await page.goto(`/dua-len-cong/${other}`);
  await mark.getByText('Chờ dấu thời gian').waitFor();
  await page.getByRole('button', { name: /Lấy tệp/ }).click();
  await mark.getByText('Không có dấu thời gian').waitFor();
  await shoot(page, 'time-stamps-portal-without-vi');

  await page.goto(`/ban-tiep-nhan/${dossierId}/${stamped}`);
  await page.locator('.original .state-mark', { hasText: 'Chờ dấu thời gian' }).waitFor();
  await shoot(page, 'time-stamps-desk-waiting-vi');
  tsa.behave = undefined;
  await page.locator('.original .state-mark', { hasText: 'Có dấu thời gian' }).waitFor({ timeout: 120_000 });
  await shoot(page, 'time-stamps-desk-present-vi');
  expect(await axe(page)).toEqual([]);
  expect((await screens.desk.original(other)).timeStamps?.state).toBe('without');

  const small = await screens.page('creator', { language: 'en', size: { width: 768, height: 1024 } });
  await small.goto(`/dua-len-cong/${other}`);
  await small.locator('.portal-work .state-mark', { hasText: 'Without time-stamps' }).waitFor();
  await shoot(small, 'time-stamps-portal-without-en-768');
  await small.goto(`/dua-len-cong/${stamped}`);
  await small.locator('.portal-work .state-mark', { hasText: 'Has time-stamps' }).waitFor();
  await shoot(small, 'time-stamps-portal-present-en-768');
});
