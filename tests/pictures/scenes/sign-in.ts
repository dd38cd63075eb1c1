import { secretOn, takeRecoveryCodes } from '../../peers/browser/index.ts';
import { people } from '../../peers/office/people.ts';
import type { Scene } from '../scene.ts';

/** The way in: name and password, refused, the one-time code set up and asked for; the own password. */
export const signIn: Scene = async ({ camera, office }) => {
  const { username, password } = people.admin;
  const page = await camera.stranger({ path: '/dang-nhap' });
  const submit = page.locator('button[type=submit]');
  await page.locator('input[name=username]').waitFor();
  await camera.take(page, 'sign-in-empty');
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill('khong dung');
  await submit.click();
  await page.getByRole('alert').waitFor();
  await camera.take(page, 'sign-in-failing');
  await page.locator('input[name=password]').fill(password);
  await submit.click();
  await page.locator('input[name=code]').waitFor();
  office.phone.learn(username, await secretOn(page));
  await camera.take(page, 'sign-in-codes-set-up');
  await page.locator('input[name=code]').fill(office.phone.code(username));
  await submit.click();
  await page.locator('.recovery-codes li').first().waitFor();
  await camera.take(page, 'sign-in-recovery-codes');
  office.phone.keep(username, await takeRecoveryCodes(page));
  await page.locator('.frame-who').waitFor();
  await page.goto('/mat-khau');
  await page.locator('input[name=present]').waitFor();
  await camera.take(page, 'password-empty');
  await page.locator('input[name=present]').fill(password);
  await page.locator('input[name=next]').fill('mat khau 2026');
  await page.locator('input[name=again]').fill('mat khau 2026');
  await page.locator('main button.button-primary').click();
  await page.locator('.notice, .field-error').first().waitFor();
  await camera.take(page, 'password-failing');

  const again = await camera.stranger({ path: '/dang-nhap' });
  await again.locator('input[name=username]').fill(username);
  await again.locator('input[name=password]').fill(password);
  await again.locator('button[type=submit]').click();
  await again.locator('input[name=code]').fill('000000');
  await camera.take(again, 'sign-in-code');
  await again.locator('button[type=submit]').click();
  await again.getByRole('alert').waitFor();
  await camera.take(again, 'sign-in-code-failing');
};
