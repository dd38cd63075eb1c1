/** *Quản trị đơn vị*: officers, settings, holidays, images, volumes, by mouse and by keyboard. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { FirstPasswordAnswer } from '../../src/web/contract/index.ts';
import { axe, screenSizes, shoot, sidewaysScroll, signInAt, withScreens } from '../peers/browser/index.ts';
import { sealPng } from '../peers/images/signature-and-seal.ts';
import { Screen } from '../peers/office/client.ts';
import { administrator } from './admin-bench.ts';

const screens = withScreens();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const own = 'con-duong-ven-suoi-72';

async function fillOfficer(page: Page, username: string, fullName: string): Promise<void> {
  await page.getByLabel('Họ và tên').fill(fullName);
  await page.getByLabel('Chức vụ').fill('Công chức Tư pháp – Hộ tịch');
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Số quyết định').fill('31/QĐ-UBND');
  await page.locator('input[name=role-creator]').check();
}

test('an officer is added by mouse, gets a first password once, and has to change it before any work', async () => {
  const page = await screens.page('admin', { path: '/quan-tri' });
  await page.getByRole('button', { name: /^Thêm cán bộ/ }).click();
  await page.getByRole('button', { name: /^Lưu/ }).click();
  await page.getByText('Chọn ít nhất một việc.').waitFor();
  await shoot(page, 'admin-officer-faults-vi-1280');
  expect(await axe(page)).toEqual([]);
  await fillOfficer(page, 'sua.giang', 'Giàng Thị Súa');
  await page.getByRole('button', { name: /^Lưu/ }).click();
  const password = (await page.locator('.officer-password').textContent()) ?? '';
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  await shoot(page, 'admin-first-password-vi-1280');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Đã ghi lại' }).click();
  const row = page.locator('.admin-row', { hasText: 'Giàng Thị Súa' });
  await row.getByText('Chưa đổi mật khẩu đầu').waitFor();
  expect(await page.content()).not.toContain(password);

  const officer = await screens.stranger({ path: '/dang-nhap' });
  await officer.locator('input[name=username]').fill('sua.giang');
  await officer.locator('input[name=password]').fill(password);
  await officer.locator('button[type=submit]').click();
  await heading(officer, 'Đổi mật khẩu').waitFor();
  await officer.locator('input[name=present]').fill(password);
  await officer.locator('input[name=next]').fill('mat khau 2026');
  await officer.locator('input[name=again]').fill('mat khau 2026');
  await officer.getByRole('main').getByRole('button', { name: 'Đổi mật khẩu', exact: true }).click();
  await officer.getByText('Mật khẩu mới dễ đoán').waitFor();
  await shoot(officer, 'password-weak-vi-1280');
  expect(await axe(officer)).toEqual([]);
  await officer.locator('input[name=next]').fill(own);
  await officer.locator('input[name=again]').fill(own);
  await officer.getByRole('main').getByRole('button', { name: 'Đổi mật khẩu', exact: true }).click();
  await officer
    .getByRole('button', { name: /Nhận hồ sơ mới/ })
    .first()
    .waitFor();
});

test('a signer’s block and certificate: chosen from the tokens plugged in; a unit admin must not sign', async () => {
  const page = await screens.page('admin', { path: '/quan-tri/can-bo' });
  await page.getByRole('button', { name: 'Sửa: Vàng Văn Hiển' }).click();
  await page.getByRole('button', { name: 'Xem token đang cắm' }).click();
  await page.getByRole('button', { name: 'Đang gắn' }).waitFor();
  await page.locator('input[name=role-unit-admin]').check();
  await page.getByRole('button', { name: /^Lưu/ }).click();
  await page.getByText('Quản trị đơn vị không được ký bản sao').waitFor();
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `admin-signer-vi-${size.width}`);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Bỏ thay đổi' }).click();
  await page.getByRole('button', { name: /^Thêm cán bộ/ }).waitFor();
});

test('by keyboard alone a setting is found, a wrong value is refused in words, and the right one is saved', async () => {
  const page = await screens.page('admin', { path: '/quan-tri/cai-dat' });
  await heading(page, 'Giờ hết làm việc').waitFor();
  await page.keyboard.press('/');
  await page.locator('input[name=search]:focus').waitFor();
  await page.keyboard.type('gio het');
  await expect.poll(() => page.locator('.admin-row').count()).toBe(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const field = page.getByRole('dialog').getByLabel('Giờ hết làm việc');
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('25');
  await page.keyboard.press('Control+Enter');
  await page.locator('.field-error', { hasText: 'Nhập số nguyên từ 12 đến 20.' }).waitFor();
  expect(await field.inputValue()).toBe('25');
  await shoot(page, 'admin-setting-wrong-vi-1280');
  expect(await axe(page)).toEqual([]);
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('16');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const row = page.locator('.admin-row');
  await row.getByText('Khác mặc định').waitFor();
  expect(await row.textContent()).toMatch(/16 giờ.*Đinh Công Tuyển sửa lúc/s);
});

test('what is being typed survives the end of the session', async () => {
  const page = await screens.page('admin', { path: '/quan-tri/cai-dat/fee.table' });
  await page.getByRole('button', { name: 'Thêm dòng' }).click();
  await page.getByLabel('Căn cứ').nth(1).fill('Thông tư thử');
  await page.setViewportSize({ width: 768, height: 1024 });
  await shoot(page, 'admin-fee-table-vi-768');
  expect(await sidewaysScroll(page)).toBe(0);
  expect(await page.evaluate("fetch('/api/session', { method: 'DELETE' }).then((answer) => answer.status)")).toBe(200);
  await signInAt(page, 'admin', screens.office.phone);
  await expect.poll(() => page.getByLabel('Căn cứ').nth(1).inputValue()).toBe('Thông tư thử');
  await page.getByRole('button', { name: /^Lưu/ }).click();
  await page.locator('.field-error', { hasText: 'Chọn một ngày có thật.' }).waitFor();
  await shoot(page, 'admin-fee-table-wrong-vi-768');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Bỏ thay đổi' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('holidays come several at once, and a seal’s image is taken and never shown', async () => {
  const page = await screens.page('admin', { path: '/quan-tri/ngay-nghi' });
  await page.getByRole('button', { name: /^Thêm ngày/ }).click();
  await page.locator('textarea[name=dates]').fill('01/01/2027\n30/04/2027, 31/04/2027');
  await page.locator('input[name=holiday-name]').fill('Nghỉ lễ');
  await page.getByRole('button', { name: /^Lưu/ }).click();
  await page.locator('.field-error', { hasText: '31/04/2027' }).waitFor();
  await page.locator('textarea[name=dates]').fill('01/01/2027\n30/04/2027, 01/05/2027');
  await page.getByRole('button', { name: /^Lưu/ }).click();
  await expect.poll(() => page.locator('.admin-row').count()).toBe(3);
  await page.getByRole('button', { name: 'Bỏ ngày 30/04/2027' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ ngày', exact: true }).click();
  await expect.poll(() => page.locator('.admin-row').count()).toBe(2);
  expect(await axe(page)).toEqual([]);
  await shoot(page, 'admin-holidays-vi-1280');

  await page.goto('/quan-tri/hinh-anh');
  await page.getByRole('button', { name: /^Thêm hình/ }).click();
  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: 'dau.png', mimeType: 'image/png', buffer: Buffer.from('khong phai hinh') });
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Tệp không phải là PNG.').waitFor();
  await shoot(page, 'admin-image-wrong-vi-1280');
  expect(await axe(page)).toEqual([]);
  const png = Buffer.from(await sealPng({ body: 'ỦY BAN NHÂN DÂN XÃ NẬM PHAI', above: 'TỈNH VẠN LĨNH' }, 100));
  await file.setInputFiles({ name: 'dau.png', mimeType: 'image/png', buffer: png });
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.locator('.admin-row', { hasText: 'Đinh Công Tuyển đưa vào lúc' }).getByText('Đang dùng').waitFor();
  expect(await page.locator('main img').count()).toBe(0);
});

test.each(['vi', 'en'] as const)('%s: axe finds nothing at any width in any section', async (language) => {
  const page = await screens.page('admin', { path: '/quan-tri', language });
  for (const section of ['can-bo', 'cai-dat', 'ngay-nghi', 'hinh-anh', 'quyen-so']) {
    await page.goto(`/quan-tri/${section}`);
    await page.locator('.admin-page .sheet').first().waitFor();
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      await shoot(page, `admin-${section}-${language}-${size.width}`);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    expect(await axe(page)).toEqual([]);
  }
});

test('the codes of an officer who lost the phone are taken away, and the next sign-in sets up new ones', async () => {
  const { office } = screens;
  const admin = await administrator(office);
  const begun = await admin.json<FirstPasswordAnswer>('POST', '/api/officers', {
    username: 'pa.tan',
    fullName: 'Tẩn A Pà',
    roles: ['unit-admin'],
    roleTerms: [],
    positionTitle: 'Quản trị đơn vị thứ hai',
    decisionNumber: '40/QĐ-UBND',
    validFrom: '2026-01-01',
    validTo: null,
    signatureBlock: null,
    delegationDocument: null,
    certificateSha256: null,
    certificateSerial: null,
  });
  const second = new Screen(office.address, office.authorityPem, office.phone);
  await second.signIn('pa.tan', begun.firstPassword);
  await second.json('PUT', '/api/session/password', { present: begun.firstPassword, next: own });
  const lost = office.phone.secretOf('pa.tan');

  const page = await screens.page('admin', { path: '/quan-tri/can-bo' });
  await page.getByRole('button', { name: 'Sửa: Tẩn A Pà' }).click();
  await page.getByRole('button', { name: 'Đặt lại mã', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Đặt lại mã của Tẩn A Pà?' });
  await shoot(page, 'admin-codes-ask-vi-1280');
  expect(await axe(page)).toEqual([]);
  await question.getByRole('button', { name: 'Đặt lại mã', exact: true }).click();
  await question.waitFor({ state: 'hidden' });
  await expect.poll(() => page.getByRole('button', { name: 'Đặt lại mã', exact: true }).count()).toBe(0);

  await expect(second.json('GET', '/api/session')).rejects.toMatchObject({ status: 401 });
  await second.signIn('pa.tan', own);
  expect(office.phone.secretOf('pa.tan')).not.toBe(lost);
});
