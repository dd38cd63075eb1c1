import type { Scene } from '../scene.ts';

/** The machine and every section of the unit's administration, as they are, with an act refused. */
export const keepers: Scene = async ({ camera }) => {
  const page = await camera.page('admin', { path: '/tram' });
  await page.locator('main .sheet').nth(5).waitFor();
  await camera.take(page, 'machine-full');
  for (const section of ['can-bo', 'cai-dat', 'ngay-nghi', 'hinh-anh', 'quyen-so', 'man-hinh']) {
    await page.goto(`/quan-tri/${section}`);
    await page.locator('.admin-page .sheet').first().waitFor();
    await camera.take(page, `admin-${section}`);
  }
  await page.goto('/quan-tri/can-bo');
  await page.locator('.admin-page .button-primary').first().click();
  await page.locator('input[name=role-signer]').check();
  await page.locator('main .button-primary').first().click();
  await page.locator('.field-error').first().waitFor();
  await camera.take(page, 'admin-officer-failing');
  await page.goto('/quan-tri/cai-dat/fee.table');
  await page.getByRole('dialog').waitFor();
  await camera.take(page, 'admin-setting');
};
