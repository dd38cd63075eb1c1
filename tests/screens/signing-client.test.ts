/** Ký duyệt with the signing client on the officer's own PC: led through it, refused, given up, begun anew, signed. */

import { afterAll, expect, test } from 'vitest';
import { withScreens } from '../peers/browser/index.ts';
import { type ClientOffice, useSigningClients } from '../peers/vgca/office.ts';
import { look } from './look.ts';
import { row, submitted } from './pile-bench.ts';

let clients: ClientOffice | null = null;
const screens = withScreens({
  prepare: async (office) => {
    clients = await useSigningClients(office);
    return [clients.signer.certificatePem];
  },
});
afterAll(() => clients?.close());

test('one copy by the client: it refuses, its file is not the right one, given up, and then it signs', async () => {
  const client = clients?.signer;
  if (!client) throw new Error('the client is not there');
  const originalId = await submitted(screens, 'Giấy khai sinh');
  const page = await screens.page('signer');
  const choose = async (): Promise<void> => {
    const box = row(page, 'Giấy khai sinh').getByRole('checkbox');
    if (!(await box.isChecked())) await box.check();
    await page.getByRole('button', { name: 'Ký 1 bản sao' }).click();
    await page.getByText('Ký bằng phần mềm ký trên máy này').waitFor();
  };
  await choose();
  await look(page, 'client-ready-vi');
  client.misbehave('refuses');
  await page.getByRole('button', { name: 'Ký 1 bản sao' }).click();
  await page.getByText('Phần mềm ký báo: Người dùng hủy ký số.').waitFor();
  await page.getByText('Đang chờ chữ ký từ máy của bạn').waitFor();
  client.misbehave('rewrites the file');
  await page.getByRole('button', { name: 'Ký 1 bản sao' }).click();
  await page.getByText('SIGN-RETURN-NOT-APPENDED').first().waitFor();
  await look(page, 'client-waiting-vi');

  // Left and found again from the pile.
  await page.goto('/ky-duyet');
  await page.getByRole('link', { name: 'Mở lượt đang chờ' }).click();
  await page.getByRole('button', { name: 'Thôi, không chờ nữa' }).click();
  await page.getByText('Đã ký 0 trên 1 bản sao.').waitFor();
  await page.getByRole('button', { name: 'Về danh sách' }).click();
  await choose();
  await page.getByRole('button', { name: 'Ký 1 bản sao' }).click();
  await page.getByText('Đã ký 1 trên 1 bản sao.').waitFor();
  await look(page, 'client-result-vi');
  expect((await screens.desk.original(originalId)).state).toBe('signed');
  expect(client.complaints).toEqual([]);

  await client.close();
  await submitted(screens, 'Học bạ');
  const away = await screens.page('signer', { language: 'en', expected: ['ERR_CONNECTION_REFUSED'] });
  await row(away, 'Học bạ').getByRole('checkbox').check();
  await away.getByRole('button', { name: 'Sign 1 copy' }).click();
  await away.getByText('SIGN-CLIENT-AWAY').waitFor();
  await look(away, 'client-away-en');
});
