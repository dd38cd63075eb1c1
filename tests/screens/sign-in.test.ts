/** Signing in at the real screen, with the station's certificate trusted as an office's machine would trust it. */
import { expect, test } from 'vitest';
import { startBrowser } from '../peers/browser/browser.ts';
import { axe, screenSizes, shoot, sidewaysScroll, signInAt, withScreens } from '../peers/browser/index.ts';
import { people } from '../peers/office/people.ts';

const screens = withScreens();

test('the right password opens the officer’s screen, and signing out closes it', async () => {
  const page = await screens.page('creator');
  await expect.poll(() => page.locator('.frame-who').textContent()).toContain(people.creator.position);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
});

test('a reload keeps the session', async () => {
  const page = await screens.page('signer');
  await page.reload();
  await page.locator('.frame-who', { hasText: people.signer.fullName }).waitFor();
});

test('an empty form says what is missing, and asks the station nothing', async () => {
  const page = await screens.stranger({ path: '/dang-nhap' });
  let asked = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') asked += 1;
  });
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByText('Nhập tên đăng nhập.').waitFor();
  await expect.poll(() => page.locator(':focus').getAttribute('name')).toBe('username');
  await page.keyboard.type('man');
  await page.keyboard.press('Enter');
  await page.getByText('Nhập mật khẩu.').waitFor();
  await expect.poll(() => page.locator(':focus').getAttribute('name')).toBe('password');
  expect(asked).toBe(0);
});

test('a wrong password is said in words with its code, and five of them lock', async () => {
  const page = await screens.stranger({ path: '/dang-nhap' });
  const { username, password } = people.inspector;
  const failure = page.getByRole('alert');
  const attempt = async (secret: string): Promise<void> => {
    await page.getByLabel('Tên đăng nhập', { exact: true }).fill(username);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(secret);
    const answered = page.waitForResponse('**/api/session');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await answered;
    await failure.waitFor();
  };
  await attempt('sai-mat-khau-1');
  expect(await failure.textContent()).toContain('Tên đăng nhập hoặc mật khẩu không đúng');
  expect(await failure.textContent()).toContain('WEB-SIGN-IN-FAILED');
  expect(await page.getByLabel('Mật khẩu', { exact: true }).inputValue()).toBe('');
  await shoot(page, 'sign-in-wrong-vi-1280');
  expect(await axe(page)).toEqual([]);
  for (let number = 2; number <= 5; number += 1) await attempt(`sai-mat-khau-${number}`);
  await attempt(password);
  expect(await failure.textContent()).toContain('Tài khoản tạm khóa');
  expect(await failure.textContent()).toContain('Còn 15 phút');
  await shoot(page, 'sign-in-locked-vi-1280');
  await page.getByRole('button', { name: 'English' }).click();
  expect(await failure.textContent()).toContain('locked');
  expect(await axe(page)).toEqual([]);
});

test('the password can be looked at, and is hidden again', async () => {
  const page = await screens.stranger({ path: '/dang-nhap' });
  const field = page.locator('input[name=password]');
  await field.fill('bi-mat');
  await page.getByRole('button', { name: /^Hiện/ }).click();
  expect(await field.getAttribute('type')).toBe('text');
  await page.getByRole('button', { name: /^Ẩn/ }).click();
  expect(await field.getAttribute('type')).toBe('password');
});

test('by keyboard alone: the skip link first, then the form, then Enter', async () => {
  const page = await screens.stranger({ path: '/dang-nhap' });
  await page.locator('input[name=username]:focus').waitFor();
  await page.keyboard.type(people.creator.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(people.creator.password);
  await page.keyboard.press('Enter');
  await page.locator('.frame-who').waitFor();
  await page.reload();
  await page.locator('.frame-who').waitFor();
  await page
    .getByRole('button', { name: /Nhận hồ sơ mới/ })
    .first()
    .waitFor();
  // The first thing that Tab can reach in the document; a view that is loading may take the focus meanwhile.
  const first = page.locator('a[href], button, input').first();
  expect(await first.textContent()).toBe('Tới nội dung chính');
  await first.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator(':focus').getAttribute('id')).toBe('content');
});

test('an address that is somebody’s own asks for the sign-in there', async () => {
  const page = await screens.stranger({ path: '/tram' });
  await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/tram');
});

test('a session that ends elsewhere gives the screen back to the sign-in, which says why', async () => {
  const page = await screens.page('creator');
  await page.locator('.lamp').first().waitFor();
  expect(await page.evaluate("fetch('/api/session', { method: 'DELETE' }).then((answer) => answer.status)")).toBe(200);
  await page.getByText('Phiên làm việc đã hết').waitFor();
  await shoot(page, 'sign-in-ended-vi-1280');
  await signInAt(page, 'creator', screens.office.phone);
});

test('while the station is away the sign-in says so, and works again when it is back', async () => {
  const page = await screens.stranger({ path: '/dang-nhap', expected: ['net::ERR_'] });
  await page.locator('input[name=username]').fill(people.creator.username);
  await page.locator('input[name=password]').fill(people.creator.password);
  await screens.office.station.kill();
  await page.locator('button[type=submit]').click();
  try {
    await page.getByText('Chưa liên lạc được với trạm').first().waitFor();
    await shoot(page, 'sign-in-away-vi-1280');
  } finally {
    await screens.office.station.start();
  }
  await signInAt(page, 'creator', screens.office.phone);
});

test.each(['vi', 'en'] as const)('%s: axe finds nothing at any width, and nothing is cut off', async (language) => {
  const page = await screens.stranger({ path: '/dang-nhap', language });
  await page.locator('form').waitFor();
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `sign-in-${language}-${size.width}`);
    expect(await axe(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }
});

test('a browser that does not know the station’s authority does not open the page', async () => {
  const { browser, close } = await startBrowser([]);
  try {
    const page = await browser.newPage();
    await expect(page.goto(screens.office.address)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
  } finally {
    await close();
  }
});

test('the page may load from the station alone, and nothing inline', async () => {
  const page = await screens.stranger({ path: '/dang-nhap' });
  await page.locator('form').waitFor();
  const response = await page.reload();
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const html = (await response?.text()) ?? '';
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\son\w+=/);
});
