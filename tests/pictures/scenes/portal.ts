import { Screen } from '../../peers/office/client.ts';
import { Desk } from '../../peers/office/desk.ts';
import { people } from '../../peers/office/people.ts';
import { brought, submit } from '../office-full.ts';
import type { Scene } from '../scene.ts';

/** Putting copies on the portal by hand, after the office has changed to it. */
export const portal: Scene = async ({ camera, office }) => {
  const admin = new Screen(office.address, office.authorityPem, office.phone);
  await admin.signIn(people.admin.username, people.admin.password);
  await admin.json('PUT', '/api/settings/portal.connector', { value: 'manual' });
  await office.station.stop();
  await office.station.start();
  const desk = await Desk.open(office);
  const page = await camera.page('creator', { path: '/dua-len-cong' });
  await camera.sees(page, 'portal.none');
  await camera.take(page, 'portal-empty');
  const { originalId } = await submit({ desk, office }, brought.birth);
  for (const kind of ['signing', 'sealing'] as const) await desk.attempt(kind, originalId);
  await page.locator('.portal-row').first().waitFor();
  await camera.take(page, 'portal-full');
  await page.locator('.portal-row').first().click();
  await page.locator('.portal-file-name').waitFor();
  await camera.take(page, 'portal-file');
  const main = page.locator('.portal-work .button-primary');
  await Promise.all([page.waitForEvent('download'), main.click()]);
  await page.locator('.portal-taken').waitFor();
  await page.locator('input[name=portal-code]').fill('H99.14-261122-00001');
  await main.click();
  await page.locator('.field-error').first().waitFor();
  await camera.take(page, 'portal-failing');
  await camera.button(page, 'portal.proof-now').click();
  await main.click();
  await page.locator('.notice-done').first().waitFor();
  await camera.take(page, 'portal-done');
};
