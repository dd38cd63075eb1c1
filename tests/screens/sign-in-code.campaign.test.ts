/** The second step of the sign-in, for admins: by mouse, by keyboard, by touch, and when things go wrong. */
import { expect, test } from 'vitest';
import {
  axe,
  screenSizes,
  secretOn,
  shoot,
  sidewaysScroll,
  takeRecoveryCodes,
  withScreens,
} from '../peers/browser/index.ts';
import { people } from '../peers/office/people.ts';

const screens = withScreens();
const { username, password, fullName } = people.admin;

async function enterPassword(page: Awaited<ReturnType<typeof screens.stranger>>): Promise<void> {
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('input[name=code]').waitFor();
}

test('an admin sets codes up at the first sign-in, and takes the recovery codes along', async () => {
  const page = await screens.stranger({ path: '/dang-nhap' });
  await enterPassword(page);
  const secret = await secretOn(page);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(await page.getByRole('img', { name: /Mã QR/ }).isVisible()).toBe(true);
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `sign-in-enrolment-vi-${size.width}`);
    expect(await axe(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  await page.locator('input[name=code]').fill('000000');
  await page.locator('button[type=submit]').click();
  const failure = page.getByRole('alert');
  await failure.waitFor();
  expect(await failure.textContent()).toMatch(/WEB-CODE-(WRONG|CLOCK)/);
  expect(await failure.textContent()).toContain('Giờ của trạm: ');
  expect(await secretOn(page)).toBe(secret);

  screens.office.phone.learn(username, secret);
  await page.locator('input[name=code]').fill(screens.office.phone.code(username));
  await page.locator('button[type=submit]').click();
  await page.getByRole('heading', { name: 'Mười mã khôi phục' }).waitFor();
  await page.locator('button[type=submit]').click();
  await page.getByText('Đánh dấu ô trên').waitFor();
  await shoot(page, 'sign-in-recovery-codes-vi');
  expect(await axe(page)).toEqual([]);
  const codes = await takeRecoveryCodes(page);
  expect(codes).toHaveLength(10);
  screens.office.phone.keep(username, codes);
  await page.locator('.frame-who', { hasText: fullName }).waitFor();
});

test('by keyboard alone: name, password, code, and going back keeps what was typed', async () => {
  const page = await screens.stranger({ path: '/dang-nhap', language: 'en' });
  await page.locator('input[name=username]:focus').waitFor();
  await page.keyboard.type(username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.locator('input[name=code]:focus').waitFor();
  await shoot(page, 'sign-in-code-en');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.type('111111');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await shoot(page, 'sign-in-code-wrong-en');
  expect(await axe(page)).toEqual([]);
  await expect.poll(() => page.locator('input[name=code]').inputValue()).toBe('');
  await page.getByRole('button', { name: 'Back' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('input[name=password]:focus').waitFor();
  expect(await page.locator('input[name=username]').inputValue()).toBe(username);
  expect(await page.locator('input[name=password]').inputValue()).toBe(password);
  await page.keyboard.press('Enter');
  await page.locator('input[name=code]:focus').waitFor();
  await page.keyboard.type(screens.office.phone.code(username));
  await page.keyboard.press('Enter');
  await page.locator('.frame-who', { hasText: fullName }).waitFor();
});

test('by touch alone, with a recovery code', async () => {
  const page = await screens.stranger({ path: '/dang-nhap', touch: true, size: { width: 768, height: 1024 } });
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).tap();
  await page.getByRole('button', { name: 'Dùng mã khôi phục' }).tap();
  const field = page.getByLabel('Mã khôi phục', { exact: true });
  await field.waitFor();
  await shoot(page, 'sign-in-recovery-vi-768');
  await field.fill(screens.office.phone.recoveryCode(username).toLowerCase());
  await page.getByRole('button', { name: 'Đăng nhập' }).tap();
  await page.locator('.frame-who', { hasText: fullName }).waitFor();
});

test('while the station is away the code typed is kept, and it counts when the station is back', async () => {
  const page = await screens.stranger({ path: '/dang-nhap', expected: ['net::ERR_'] });
  await enterPassword(page);
  const code = screens.office.phone.code(username);
  await page.locator('input[name=code]').fill(code);
  await screens.office.station.kill();
  try {
    await page.locator('button[type=submit]').click();
    await page.getByText('Chưa liên lạc được với trạm').first().waitFor();
    expect(await page.locator('input[name=code]').inputValue()).toBe(code);
  } finally {
    await screens.office.station.start();
  }
  await page.locator('button[type=submit]').click();
  await page.locator('.frame-who', { hasText: fullName }).waitFor();
});
