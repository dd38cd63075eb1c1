/** Ký duyệt: the pile, reading, the attestation pages, the PIN once, the result by copy, returning. */

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { withScreens } from '../peers/browser/index.ts';
import { Desk } from '../peers/office/desk.ts';
import { people, pins } from '../peers/office/people.ts';
import { buildFaultShim, type FaultShim } from '../peers/token/fault-shim.ts';
import { softhsmModule } from '../peers/token/softhsm.ts';
import { administrator, changeOfficer } from './admin-bench.ts';
import { look } from './look.ts';
import { listen, pinField, pointAt, row, submitted, tracesOf } from './pile-bench.ts';

const screens = withScreens();
const wrongPin = '90817263';

test('two copies at once by mouse: read, chosen, a wrong PIN that loses nothing, then signed', async () => {
  const page = await screens.page('signer');
  await page.getByText('Không còn bản sao nào chờ ký').waitFor();
  await look(page, 'sign-empty-vi');

  // What is submitted meanwhile appears by itself.
  const contract = await submitted(screens, 'Hợp đồng chuyển nhượng', 'notarised-contract');
  const birth = await submitted(screens, 'Giấy khai sinh');
  await row(page, 'Hợp đồng chuyển nhượng').getByText('3 trang').waitFor();
  await row(page, 'Giấy khai sinh').getByText(`Người tạo: ${people.creator.fullName}`).waitFor();
  await look(page, 'sign-pile-vi');

  await row(page, 'Hợp đồng chuyển nhượng').getByRole('link').click();
  await page.getByText('Chưa xem trang 2, 3').waitFor();
  await look(page, 'sign-reading-vi');
  await page.getByRole('button', { name: 'Trang sau' }).click();
  await page.getByText('Chưa xem trang 3').waitFor();
  await page.getByRole('button', { name: 'Chọn bản sao này' }).click();
  await page.getByText('1 bản sao đã chọn còn trang chưa xem.').waitFor();
  await page.getByRole('button', { name: 'Về danh sách' }).click();
  await row(page, 'Hợp đồng chuyển nhượng').getByText('Chưa xem trang 3').waitFor();
  await page.getByRole('button', { name: 'Chọn tất cả', exact: true }).click();
  await look(page, 'sign-chosen-vi');

  await page.getByRole('button', { name: 'Ký 2 bản sao' }).click();
  await page.getByText('BẢN ĐIỆN TỬ CHUYỂN ĐỔI').first().waitFor();
  expect(await page.locator('.attestation-number').allTextContents()).toEqual([
    expect.stringMatching(/Số chứng thực: 01/),
    expect.stringMatching(/Số chứng thực: 02/),
  ]);
  await look(page, 'sign-attestation-vi');
  const preview = await page
    .getByRole('link', { name: /Mở toàn bộ bản sao/ })
    .first()
    .getAttribute('href');
  expect(await page.evaluate(`fetch(${JSON.stringify(preview)}).then((r) => r.headers.get('content-type'))`)).toBe(
    'application/pdf',
  );

  const heard = listen(page);
  await page.getByRole('button', { name: 'Ký 2 bản sao' }).click();
  await page.getByText('Nhập mã PIN.').waitFor();
  await pinField(page).fill(wrongPin);
  await page.getByRole('button', { name: 'Ký 2 bản sao' }).click();
  await page.getByText(/Token còn vài lượt nhập\. Chưa có gì được ký/).waitFor();
  expect(await pinField(page).inputValue()).toBe('');
  expect(await tracesOf(page, wrongPin, heard)).toEqual([]);
  await look(page, 'sign-wrong-pin-vi');
  expect((await screens.desk.original(birth)).state).toBe('awaiting-signature');

  await pinField(page).fill(pins.signer);
  await page.getByRole('button', { name: 'Ký 2 bản sao' }).click();
  await page.getByText('Đã ký 2 trên 2 bản sao.').waitFor();
  await page.getByText('Rút token khỏi máy.').waitFor();
  await expect.poll(() => page.locator('.attempt-item', { hasText: 'Đã ký' }).count()).toBe(2);
  expect(await tracesOf(page, pins.signer, heard)).toEqual([]);
  await look(page, 'sign-result-vi');
  const states = await Promise.all([contract, birth].map(async (id) => (await screens.desk.original(id)).state));
  expect(states).toEqual(['signed', 'signed']);
});

test('by keyboard alone: find, read, choose, sign', async () => {
  const originalId = await submitted(screens, 'Học bạ');
  const page = await screens.page('signer');
  await pointAt(page, 'Học bạ');
  await page.keyboard.press('Enter');
  await page.getByText('Đã xem đủ trang').waitFor();
  await page.keyboard.press('Escape');
  await row(page, 'Học bạ').getByText('Đã xem đủ trang').waitFor();
  await pointAt(page, 'Học bạ');
  await page.keyboard.press('Space');
  await page.getByText('Đã chọn 1 bản sao').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Chọn hoặc bỏ chọn').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await pinField(page).waitFor();
  await page.keyboard.type(pins.signer);
  await page.keyboard.press('Enter');
  await page.getByText('Đã ký 1 trên 1 bản sao.').waitFor();
  expect((await screens.desk.original(originalId)).state).toBe('signed');
});

test('returned in two presses with a reason; a reason being typed is kept', async () => {
  const originalId = await submitted(screens, 'Bằng tốt nghiệp');
  const page = await screens.page('signer', { language: 'en' });
  await row(page, 'Bằng tốt nghiệp')
    .getByRole('button', { name: /^Return/ })
    .click();
  await page.getByLabel('Another reason').fill('Ảnh bị nghiêng');
  await look(page, 'sign-return-en');
  await page.getByRole('button', { name: 'Do not return' }).click();
  await page.reload();
  await row(page, 'Bằng tốt nghiệp')
    .getByRole('button', { name: /^Return/ })
    .click();
  expect(await page.getByLabel('Another reason').inputValue()).toBe('Ảnh bị nghiêng');
  await page.getByRole('button', { name: 'Scan blurred, hard to read' }).click();
  await page.locator('.notice', { hasText: 'Bằng tốt nghiệp was returned.' }).waitFor();
  const original = await screens.desk.original(originalId);
  expect([original.state, original.reason]).toEqual(['returned-to-creator', 'Ảnh quét mờ, khó đọc']);
});

test('what went back meanwhile is not signed: the pile says why; a killed station brings the view back', async () => {
  const originalId = await submitted(screens, 'Sổ hộ khẩu');
  const page = await screens.page('signer', { expected: ['net::ERR_'] });
  await row(page, 'Sổ hộ khẩu').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Ký 1 bản sao' }).click();
  await pinField(page).waitFor();

  await screens.office.station.kill();
  await page.getByText('Chưa liên lạc được với trạm').first().waitFor();
  await screens.office.station.start();
  await page.getByText('Chưa liên lạc được với trạm').first().waitFor({ state: 'hidden' });

  await screens.desk.creator.json('POST', `/api/originals/${originalId}/return-to-creator`, { reason: 'Nhầm giấy tờ' });
  await page.locator('.notice', { hasText: 'Lượt ký này đã kết thúc, chưa ký thêm gì.' }).waitFor();
  await row(page, 'Sổ hộ khẩu').waitFor({ state: 'detached' });
  await look(page, 'sign-ended-vi');
});

test('what this officer may not sign says why and cannot be chosen', async () => {
  const { office } = screens;
  const admin = await administrator(office);
  await changeOfficer(admin, people.signer.username, { roles: ['signer', 'creator'] });
  // Whoever is given another role signs in anew.
  const { signer, seal } = await Desk.open(office);
  const own = new Desk(office, { creator: signer, signer, seal });
  await submitted({ office, desk: own }, 'Giấy ủy quyền');
  await changeOfficer(admin, people.signer.username, { roles: ['signer'] });

  const page = await screens.page('signer');
  await row(page, 'Giấy ủy quyền').getByText('Người ký không được là người đã tạo bản sao này').waitFor();
  expect(await row(page, 'Giấy ủy quyền').getByRole('checkbox').isDisabled()).toBe(true);
  await look(page, 'sign-hindrance-vi');
});

describe('with a token that misbehaves on demand', () => {
  let shim: FaultShim;
  beforeAll(async () => {
    const { office } = screens;
    const confPath = join(office.folder, 'tokens', 'softhsm2.conf');
    const tokens = { modulePath: softhsmModule, confPath, env: { SOFTHSM2_CONF: confPath }, tokens: [] };
    shim = await buildFaultShim(join(office.folder, 'shim'), tokens);
    const admin = await administrator(office);
    await admin.json('PUT', '/api/settings/token.modules', {
      value: [{ name: 'shim', path: shim.modulePath, environment: shim.env }],
    });
    await office.station.stop();
    await office.station.start();
  });

  test('the last PIN try is spent only when the signer says so; progress by copy while the token works', async () => {
    await shim.set('tries', 3);
    await shim.set('sign-delay-ms', 2_000);
    await submitted(screens, 'Trích lục kết hôn');
    await submitted(screens, 'Giấy phép xây dựng');

    const page = await screens.page('signer');
    for (const title of ['Trích lục kết hôn', 'Giấy phép xây dựng']) {
      await row(page, title).getByRole('checkbox').check();
    }
    const sign = page.getByRole('button', { name: 'Ký 2 bản sao' });
    await sign.click();
    for (const left of ['Token còn vài lượt nhập.', 'Token chỉ còn một lượt nhập.']) {
      await pinField(page).fill(wrongPin);
      await sign.click();
      await page.getByText(`${left} Chưa có gì được ký`).waitFor();
    }
    const heard = listen(page);
    await pinField(page).fill(pins.signer);
    await sign.click();
    await page.getByRole('dialog', { name: 'Lượt nhập mã PIN cuối cùng' }).waitFor();
    await look(page, 'sign-last-try-vi');
    await page.getByRole('button', { name: 'Để sau' }).click();
    expect((await shim.calls()).filter((call) => call.startsWith('C_Login'))).toHaveLength(2);
    await sign.click();
    await page.getByRole('button', { name: 'Tôi chắc chắn, dùng lượt cuối' }).click();
    await page.getByText('1 trên 2 bản sao').waitFor();
    await page.locator('.attempt-item', { hasText: 'Token đã ký' }).waitFor();
    await look(page, 'sign-progress-vi');
    await page.getByText('Đã ký 2 trên 2 bản sao.').waitFor();
    expect(await tracesOf(page, pins.signer, heard)).toEqual([]);
    await shim.set('removed');
    await page.getByText('Token đã được rút khỏi máy.').waitFor();
  });

  test('killed while the token signs: the view asks by itself and tells what became of each copy', async () => {
    await shim.reset();
    await shim.set('sign-delay-ms', 4_000);
    const originalId = await submitted(screens, 'Giấy xác nhận');
    const page = await screens.page('signer', { expected: ['net::ERR_'] });
    await row(page, 'Giấy xác nhận').getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Ký 1 bản sao' }).click();
    await pinField(page).fill(pins.signer);
    await pinField(page).press('Enter');
    await page.getByText('Đừng rút token khỏi máy').waitFor();
    await expect.poll(() => shim.calls(), { timeout: 15_000 }).toContainEqual(expect.stringMatching('C_Login'));
    await screens.office.station.kill();
    await page.getByText('Mất liên lạc với trạm trong khi chờ kết quả.').waitFor();
    await look(page, 'sign-unsure-vi');
    await screens.office.station.start();
    await page.getByText('Trạm bị tắt trong khi ký.').waitFor();
    expect((await screens.desk.original(originalId)).state).toBe('awaiting-signature');
    await look(page, 'sign-interrupted-vi');

    await shim.reset();
    await page.getByRole('button', { name: 'Làm lại với 1 bản sao chưa xong' }).click();
    await pinField(page).fill(pins.signer);
    await pinField(page).press('Enter');
    await page.getByText('Đã ký 1 trên 1 bản sao.').waitFor();
  });
});
