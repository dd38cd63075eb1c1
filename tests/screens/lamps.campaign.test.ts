/** The lamps follow the station: real parts are pulled while the screen is open, and it says so by itself. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';
import { FailingDisk } from '../peers/failing-disk/failing-disk.ts';
import { Screen } from '../peers/office/client.ts';
import { people } from '../peers/office/people.ts';

const screens = withScreens({ line: true });

const lamp = (page: Page, id: string) => page.locator(`[data-lamp="${id}"]`);
const says = (page: Page, id: string, words: string | RegExp) => lamp(page, id).filter({ hasText: words }).waitFor();

let keeper: Screen | null = null;

/** Signed in once: the second time would ask for the code that the first one has set up. */
async function admin(): Promise<Screen> {
  const { office } = screens;
  if (keeper !== null) return keeper;
  keeper = new Screen(office.address, office.authorityPem);
  await keeper.signIn(people.admin.username, people.admin.password);
  return keeper;
}

test('a scanner switched off and on, a token pulled and plugged', async () => {
  const { office } = screens;
  const page = await screens.page('signer');
  await says(page, 'scanner', 'sẵn sàng');
  await says(page, 'token', 'sẵn sàng');

  await office.scanner.stop();
  await says(page, 'scanner', 'mất kết nối');
  await office.tokens.pull();
  await says(page, 'token', 'chưa cắm');
  await lamp(page, 'scanner').click();
  await page.getByText('Xem lại nguồn điện và dây nối').waitFor();
  await shoot(page, 'lamps-pulled-vi-1280');
  expect(await axe(page)).toEqual([]);

  await office.tokens.plug();
  await says(page, 'token', 'sẵn sàng');
  await office.scanner.start();
  await says(page, 'scanner', 'sẵn sàng');
});

test('the line cut and healed: it keeps the time of the last confirmed exchange, and nothing turns red', async () => {
  const { office } = screens;
  const page = await screens.page('creator');
  await says(page, 'line', /thông · xác nhận cuối \d\d:\d\d/);
  office.line?.cut();
  await says(page, 'line', /đang gián đoạn · xác nhận cuối \d\d:\d\d/);
  expect(await page.locator('.tone-seal').count()).toBe(0);
  await lamp(page, 'line').click();
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await shoot(page, `lamps-line-down-vi-${size.width}`);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  office.line?.heal();
  await says(page, 'line', /thông · xác nhận cuối \d\d:\d\d/);
});

test('room on the disk: three words; with too little no scan begins', async () => {
  const { desk } = screens;
  const page = await screens.page('creator', { language: 'en' });
  await says(page, 'disk', 'enough room');
  const admins = await admin();
  const put = (key: string, value: number) => admins.json('PUT', `/api/settings/${key}`, { value });
  // More than any disk has.
  await put('disk.short-mb', 100_000_000);
  await says(page, 'disk', 'getting short');
  await put('disk.least-mb', 100_000_000);
  await says(page, 'disk', 'too little to scan');
  await lamp(page, 'disk').click();
  await page.getByText(/free of .*GB/).waitFor();
  await shoot(page, 'lamps-disk-en-1280');

  const originalId = await desk.receive();
  await expect(desk.scan(originalId)).rejects.toMatchObject({ code: 'SCAN-NO-ROOM' });
  await put('disk.least-mb', 1);
  await put('disk.short-mb', 1);
  await says(page, 'disk', 'enough room');
});

test('a disk that takes no writes: danger, with its code, and over when it is mended', async () => {
  const { office } = screens;
  const disk = await FailingDisk.under(office.state, join(office.folder, 'failing'));
  try {
    await office.station.stop();
    Object.assign(office.station.environment, disk.environment);
    await office.station.start();
    const page = await screens.page('creator');
    await says(page, 'disk', 'đủ chỗ');
    disk.failWrites('EROFS');
    await says(page, 'disk', 'không ghi được');
    await lamp(page, 'disk').click();
    await page.locator('.lamp-why', { hasText: '(Mã STORE-DISK-FAILING)' }).waitFor();
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      await shoot(page, `lamps-disk-failing-vi-${size.width}`);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    disk.mend();
    await says(page, 'disk', 'đủ chỗ');
  } finally {
    disk.mend();
    disk.close();
  }
});

test('certificates: the station’s, the signer’s own and the agency’s, each with its last day', async () => {
  const page = await screens.page('signer');
  await says(page, 'certificates', 'còn hạn');
  await lamp(page, 'certificates').click();
  const why = page.locator('.lamp-why');
  await why.getByText(/Chứng thư của trạm: còn \d+ ngày, đến/).waitFor();
  await why.getByText(/Chứng thư số của người ký .*, của bạn: còn \d+ ngày/).waitFor();
  await why.getByText(/Chứng thư số của cơ quan .*: còn \d+ ngày/).waitFor();
  await shoot(page, 'lamps-certificates-vi-1280');
  await page.setViewportSize({ width: 768, height: 1024 });
  expect(await sidewaysScroll(page)).toBe(0);
  await shoot(page, 'lamps-certificates-vi-768');
});

test('the station’s address is not on its machine: a lamp of its own, which is gone with a right address', async () => {
  const { office } = screens;
  const admins = await admin();
  const setHost = async (value: string): Promise<void> => {
    await admins.json('PUT', '/api/settings/http.host', { value });
    await office.station.stop();
    await office.station.start();
  };
  // TEST-NET-1: nobody's.
  await setHost('192.0.2.1');
  for (const language of ['vi', 'en'] as const) {
    const page = await screens.page('creator', { language });
    await says(page, 'lan', language === 'vi' ? 'máy khác chưa vào được' : 'others cannot get in');
    await lamp(page, 'lan').click();
    await page.getByText('192.0.2.1').waitFor();
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      await shoot(page, `lamps-lan-${language}-${size.width}`);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    await page.setViewportSize(screenSizes[0]);
    await lamp(page, 'lan').click();
    await lamp(page, 'lan').click();
    expect((await page.locator('.lamp-why').boundingBox())?.x).toBeGreaterThanOrEqual(0);
    await shoot(page, `lamps-lan-${language}-again`);
    expect(await axe(page)).toEqual([]);
    // The station is started once more, and nobody looks at it meanwhile.
    await page.close();
  }
  await setHost('127.0.0.1');
  const page = await screens.page('creator');
  await says(page, 'disk', 'đủ chỗ');
  expect(await lamp(page, 'lan').count()).toBe(0);
});
