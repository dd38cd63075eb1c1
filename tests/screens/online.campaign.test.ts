/** Requests filed online, before a real browser. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addDays, civilDate, compactTime, instantOf } from '../../src/common/vietnam-time.ts';
import type { RequestDetail, RequestList } from '../../src/web/contract/index.ts';
import { screenSizes, sidewaysScroll, withScreens } from '../peers/browser/index.ts';
import { actAsCitizen } from '../peers/portal/citizen.ts';
import { look } from './look.ts';

const screens = withScreens({ settings: { 'inbound.requests': true, 'inbound.appointments': true } });

async function untilListed(count: number): Promise<void> {
  const { creator } = screens.desk;
  for (;;) {
    const { requests } = await creator.json<RequestList>('GET', '/api/online-requests');
    if (requests.length >= count) return;
    await creator.json('POST', '/api/online-requests/pull');
    await sleep(100);
  }
}

test('a request appears at the desk, is received with the originals that were brought, and another is refused', async () => {
  const { online } = screens.office.portal;
  const page = await screens.page('creator', { path: '/truc-tuyen' });
  await page.locator('.portal-nothing h1').waitFor();
  await look(page, 'online-empty-vi');

  actAsCitizen(online, 'file');
  actAsCitizen(online, 'pay');
  actAsCitizen(online, 'file');
  await untilListed(2);
  const first = page.locator('.portal-row', { hasText: 'Giàng Thị Súa' });
  await first.waitFor();
  await look(page, 'online-list-vi');
  await first.click();
  await page.getByText('Đã nộp trực tuyến 12.000').waitFor();
  const main = page.locator('.portal-work .button-primary');
  expect(await main.isDisabled()).toBe(true);
  await page.locator('.checklist-item', { hasText: 'Giấy khai sinh' }).click();
  await page.getByRole('button', { name: 'Tiếp nhận 1 bản chính' }).waitFor();
  await look(page, 'online-request-vi');
  await main.click();
  await page.waitForURL('**/ban-tiep-nhan/**');
  await page.getByText('Đã nộp trực tuyến').first().waitFor();
  await look(page, 'online-dossier-vi');

  const english = await screens.page('creator', { path: '/truc-tuyen', language: 'en' });
  await english.locator('.portal-row', { hasText: 'Vàng A Lử' }).click();
  await english.getByRole('button', { name: 'Refuse' }).click();
  await english.locator('textarea').fill('Không thuộc thẩm quyền của xã.');
  await look(english, 'online-refusal-en');
  await english.locator('dialog .button-danger').click();
  // The list beside it shows how far the other request's answer has come.
  await english.locator('.portal-work').getByText('confirmed by the portal').waitFor();
  await look(english, 'online-refused-en');
  expect(online.decisions.map(({ TrangThai }) => TrangThai).sort()).toEqual(['2', '5']);
});

test('who has an appointment is there tomorrow, and a file is shown row by row before it is taken', async () => {
  const { online } = screens.office.portal;
  const today = civilDate(Date.now());
  online.book({ ThoiGianHen: compactTime(instantOf(addDays(today, 1), 8, 30)), HoVaTen: 'Lò Văn Panh' });
  await screens.desk.creator.json('POST', '/api/online-requests/pull');
  const page = await screens.page('creator', { path: '/lich-hen' });
  await page.locator('.appointment', { hasText: 'Lò Văn Panh' }).waitFor();
  const rows = `Ngày;Giờ;Họ và tên;Số bản chính\n${today};23:30;Sùng Văn Páo;2\n31/02/2026;8:30;Vàng A Lử;1\n`;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'lich-hen.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await page.getByRole('button', { name: 'Nhập 1 lịch hẹn' }).waitFor();
  await look(page, 'appointments-preview-vi');
  await page.getByRole('button', { name: 'Nhập 1 lịch hẹn' }).click();
  await page.getByText('Đã nhập: 1 lịch mới, 0 lịch thay đổi').waitFor();
  await page.getByRole('button', { name: 'Mở hồ sơ của Sùng Văn Páo' }).click();
  await page.waitForURL('**/ban-tiep-nhan/**');
  await page.getByText('mang 2 bản chính').waitFor();
  const english = await screens.page('creator', { path: '/lich-hen', language: 'en' });
  await english.getByText('Dossier opened').waitFor();
  await look(english, 'appointments-en');
});

test('six places stand in one row at every width, beside the rest from 1280 pixels on, however long a name is', async () => {
  const page = await screens.page('creator', { path: '/truc-tuyen' });
  await page.locator('.frame-view').nth(5).waitFor();
  await page.evaluate("document.querySelector('.frame-who strong').textContent = 'Nguyễn Thị Phương Thảo'");
  const tops = async (selector: string): Promise<number[]> =>
    (await page.evaluate(
      `[...document.querySelectorAll('${selector}')].map((one) => Math.round(one.getBoundingClientRect().top))`,
    )) as number[];
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    const places = new Set(await tops('.frame-view'));
    expect([size.width, places.size]).toEqual([size.width, 1]);
    // The one button with a frame of its own is as high as a place is.
    const [place, leave] = [[...places][0] ?? 0, (await tops('.frame-person .button-secondary'))[0] ?? 0];
    if (size.width >= 1280) expect(Math.abs(place - leave)).toBeLessThan(10);
    else expect(place - leave).toBeGreaterThan(40);
    expect(await sidewaysScroll(page)).toBe(0);
  }
});

test('an answer refused with a code that this version does not know can be sent again or given by hand', async () => {
  const { creator } = screens.desk;
  const { requests } = await creator.json<RequestList>('GET', '/api/online-requests');
  const { id } = requests.find(({ state }) => state === 'refused') ?? { id: '' };
  const detail = await creator.json<RequestDetail>('GET', `/api/online-requests/${id}`);
  // As a newer version would have left it in the store.
  const unnamed = { state: 'rejected', code: 'PORTAL-LATER', message: null } as const;
  const answers = detail.answers.map((one) => ({ ...one, ...unnamed }));
  for (const language of ['vi', 'en'] as const) {
    const page = await screens.page('creator', { path: '/truc-tuyen', language });
    await page.route(`**/api/online-requests/${id}`, (route) => route.fulfill({ json: { ...detail, answers } }));
    await page.locator('.portal-row', { hasText: 'Vàng A Lử' }).click();
    const notice = page.locator('.portal-work .notice-danger');
    const [again, byHand] =
      language === 'vi' ? ['Gửi lại', 'Đã trả lời trên Cổng'] : ['Send again', 'Answered on the portal'];
    await notice.getByText('PORTAL-LATER').waitFor();
    await notice.getByRole('button', { name: again }).waitFor();
    await notice.getByRole('button', { name: byHand }).waitFor();
    await look(page, `online-refused-unnamed-${language}`);
  }
});
