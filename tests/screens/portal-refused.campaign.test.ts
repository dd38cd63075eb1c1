/** A station that the portal does not let in: what the lamp says, and where the unit admin looks. */
import { expect, test } from 'vitest';
import type { StationAnswer } from '../../src/web/contract/index.ts';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';

const screens = withScreens({ settings: { 'portal.connector': 'mapi' } });

/** A dossier that cannot leave, since the account was taken back. */
async function refuse(): Promise<void> {
  const { desk, office } = screens;
  office.portal.misbehave({ kind: 'revoked' });
  const id = await desk.receive('Giấy khai sinh');
  await office.loadPaper('birth-certificate');
  await desk.scan(id);
  await desk.submit(id);
  expect((await desk.attempt('signing', id)).status).toBe(200);
  expect((await desk.attempt('sealing', id)).status).toBe(200);
  await expect
    .poll(async () => (await desk.creator.json<StationAnswer>('GET', '/api/station')).portal.refusal, {
      timeout: 60_000,
    })
    .toBe('PORTAL-LOGIN-REFUSED');
}

test('the lamp says that the portal does not let the station in, and nothing of it is in the way', async () => {
  await refuse();
  for (const language of ['vi', 'en'] as const) {
    const page = await screens.page('creator', { language });
    const lamp = page.locator('[data-lamp=line]', { hasText: language === 'vi' ? 'chưa được phép gửi' : 'not let in' });
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      await lamp.first().waitFor();
      await shoot(page, `portal-refused-${language}-${size.width}`);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    await lamp.first().click();
    await page.getByText('PORTAL-LOGIN-REFUSED').first().waitFor();
    await shoot(page, `portal-refused-open-${language}`);
    expect(await axe(page)).toEqual([]);
  }
}, 120_000);

test('the settings of each way stand under a heading of their own, and hold no password', async () => {
  const page = await screens.page('admin', { path: '/quan-tri/cai-dat' });
  for (const title of ['Gửi hồ sơ qua mapi', 'Gửi hồ sơ qua DvcSync']) {
    const heading = page.getByRole('heading', { name: title });
    await heading.waitFor();
    await heading.scrollIntoViewIfNeeded();
    await shoot(page, `portal-settings-${title.split(' ').at(-1)}`);
  }
  expect(await page.locator('input[type=password]').count()).toBe(0);
  expect(await sidewaysScroll(page)).toBe(0);
}, 120_000);

test('the stand-in’s switches can be used by keyboard', async () => {
  const page = await screens.stranger();
  await page.goto(screens.office.portal.pageUrl);
  await shoot(page, 'stand-in-portal');
  await page.getByRole('button', { name: 'Hết sự cố' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('bình thường').waitFor();
  await page.getByRole('button', { name: 'Không kết nối được' }).click();
  await page.getByText('có sự cố').waitFor();
  await page.getByRole('button', { name: 'Hết sự cố' }).click();
  await page.getByText('bình thường').waitFor();
  expect(await axe(page)).toEqual([]);
}, 60_000);
