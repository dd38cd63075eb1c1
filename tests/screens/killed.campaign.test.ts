/**
 * The station is killed and started while a view is open: the view comes back by itself, with nothing typed lost, and
 * the work that was begun is ended there. Nobody reloads.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { DossierDetail, OriginalDetail } from '../../src/web/contract/index.ts';
import { withScreens } from '../peers/browser/index.ts';
import { people, pins } from '../peers/office/people.ts';
import { button, picturesHere, receive, step } from './desk-bench.ts';
import { pinField, row, signed, submitted } from './pile-bench.ts';

const screens = withScreens({ settings: { 'portal.connector': 'manual' } });
const away = { expected: ['net::ERR_'] };
const typed = (page: Page, label: string, value: string) =>
  expect.poll(() => page.getByLabel(label).inputValue()).toBe(value);

/** A view in the middle of work; `ends` is the rest of that work, once the station is back. */
interface Begun {
  readonly page: Page;
  ends(): Promise<void>;
}

const views: readonly { readonly view: string; begin(): Promise<Begun> }[] = [
  {
    view: 'desk, a name being typed',
    begin: async () => {
      const page = await screens.page('creator', { path: '/ban-tiep-nhan/moi', ...away });
      await page.getByLabel('Họ và tên').fill('Vàng A Páo');
      await page.getByLabel('Điện thoại').fill('0912 000 001');
      return {
        page,
        ends: async () => {
          await typed(page, 'Họ và tên', 'Vàng A Páo');
          await typed(page, 'Điện thoại', '0912 000 001');
          await button(page, 'Nhận hồ sơ').click();
          await page.getByRole('heading', { name: 'Vàng A Páo' }).waitFor();
        },
      };
    },
  },
  {
    view: 'desk, the scanner running',
    begin: async () => {
      const { machine } = screens.office.scanner;
      const page = await screens.page('creator', { path: '/ban-tiep-nhan', ...away });
      await receive(page, 'Giàng Thị Súa', 'Hợp đồng thuê nhà');
      await screens.office.loadPaper('notarised-contract');
      machine.break({ kind: 'slow', ms: 2_500 });
      await button(page, 'Quét').click();
      await picturesHere(page, 1);
      return {
        page,
        ends: async () => {
          machine.break({ kind: 'none' });
          await button(page, 'Quét tiếp').waitFor();
          await picturesHere(page, 1);
          await screens.office.loadPaper('birth-certificate');
          await button(page, 'Quét tiếp').click();
          await button(page, 'Đối chiếu với bản chính').waitFor();
        },
      };
    },
  },
  {
    view: 'sign, a copy being read',
    begin: async () => {
      await submitted(screens, 'Hợp đồng góp vốn', 'notarised-contract');
      const page = await screens.page('signer', away);
      await row(page, 'Hợp đồng góp vốn').getByRole('link').click();
      await page.getByRole('button', { name: 'Trang sau' }).click();
      await page.getByText('Chưa xem trang 3').waitFor();
      return {
        page,
        ends: async () => {
          await page.getByRole('button', { name: 'Trang sau' }).click();
          await page.getByText('Đã xem đủ trang').waitFor();
        },
      };
    },
  },
  {
    view: 'sign, the PIN typed but not sent',
    begin: async () => {
      await submitted(screens, 'Giấy khai sinh');
      const page = await screens.page('signer', away);
      await row(page, 'Giấy khai sinh').getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Ký 1 bản sao' }).click();
      await pinField(page).fill(pins.signer);
      return {
        page,
        ends: async () => {
          expect(await pinField(page).inputValue()).toBe(pins.signer);
          await pinField(page).press('Enter');
          await page.getByText('Đã ký 1 trên 1 bản sao.').waitFor();
        },
      };
    },
  },
  {
    view: 'seal, a reason being typed',
    begin: async () => {
      await signed(screens, 'Bằng tốt nghiệp');
      const page = await screens.page('sealKeeper', away);
      await row(page, 'Bằng tốt nghiệp')
        .getByRole('button', { name: /^Trả lại/ })
        .click();
      await page.getByLabel('Lý do khác').fill('Sai tên cơ quan');
      return {
        page,
        ends: async () => {
          await typed(page, 'Lý do khác', 'Sai tên cơ quan');
          await page.getByRole('button', { name: 'Trả lại với lý do này' }).click();
          await page.locator('.notice', { hasText: 'Đã trả lại Bằng tốt nghiệp.' }).waitFor();
        },
      };
    },
  },
  {
    view: 'portal, the proof being typed',
    begin: async () => {
      const originalId = await signed(screens, 'Học bạ');
      expect((await screens.desk.attempt('sealing', originalId)).status).toBe(200);
      await screens.desk.creator.json('POST', `/api/handovers/${originalId}/taking`);
      const page = await screens.page('creator', { path: `/dua-len-cong/${originalId}`, ...away });
      await page.locator('input[name=portal-code]').fill('H99.14-261122-00001');
      await page.getByRole('button', { name: 'Bây giờ' }).click();
      return {
        page,
        ends: async () => {
          expect(await page.locator('input[name=portal-code]').inputValue()).toBe('H99.14-261122-00001');
          await page.locator('.portal-work .button-primary').click();
          await page.locator('.notice-done', { hasText: 'H99.14-261122-00001' }).waitFor();
        },
      };
    },
  },
  {
    view: 'machine',
    begin: async () => {
      const page = await screens.page('admin', { path: '/tram', ...away });
      await page.locator('.machine-part .tone-delivered').first().waitFor();
      return {
        page,
        ends: async () => {
          await page.getByRole('button', { name: 'Kiểm tra eSCL May quet' }).click();
          await page.getByText(/Máy quét trả lời và cho đọc \d+ mục cài đặt/).waitFor();
        },
      };
    },
  },
  {
    view: 'check, an answer shown',
    begin: async () => {
      const page = await screens.page('creator', { path: '/kiem-tra', ...away });
      const file = { name: 'la.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.locator('.check-sentence').waitFor();
      return {
        page,
        ends: async () => {
          await page.locator('.check-sentence').waitFor();
          await page.locator('input[type=file]').setInputFiles({ ...file, name: 'khac.pdf' });
          await page.locator('main').getByText('khac.pdf').first().waitFor();
          await page.locator('.check-sentence').waitFor();
        },
      };
    },
  },
  {
    view: 'administration, an officer being entered',
    begin: async () => {
      const page = await screens.page('admin', { path: '/quan-tri/can-bo/moi', ...away });
      await page.getByLabel('Họ và tên').fill('Lường Văn Pành');
      await page.getByLabel('Chức vụ').fill('Công chức Tư pháp – Hộ tịch');
      await page.getByLabel('Tên đăng nhập').fill('panh.luong');
      await page.getByLabel('Số quyết định').fill('31/QĐ-UBND');
      await page.locator('input[name=role-creator]').check();
      return {
        page,
        ends: async () => {
          await typed(page, 'Họ và tên', 'Lường Văn Pành');
          await page.getByRole('button', { name: /^Lưu/ }).click();
          await page.getByRole('button', { name: 'Đã ghi lại' }).click();
          await page.locator('.admin-row', { hasText: 'Lường Văn Pành' }).waitFor();
        },
      };
    },
  },
];

test.each(views)('$view', async ({ begin }) => {
  const { page, ends } = await begin();
  await page.evaluate("window.sameDocument = 'yes'");
  const said = page.locator('.lamps-away', { hasText: 'Chưa liên lạc được với trạm' });
  await screens.office.station.kill();
  try {
    await said.waitFor();
  } finally {
    await screens.office.station.start();
  }
  await said.waitFor({ state: 'detached' });
  await ends();
  expect(await page.evaluate('window.sameDocument')).toBe('yes');
});

test('the visitors’ screen, a code being typed', async () => {
  const { creator } = screens.desk;
  const originalId = await screens.desk.receive();
  const { dossierId } = await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`);
  const { trackingCode } = await creator.json<DossierDetail>('GET', `/api/dossiers/${dossierId}`);
  const page = await screens.stranger({ path: '/nguoi-dan', ...away });
  await page.getByRole('button', { name: /Hồ sơ của tôi/ }).click();
  const field = page.getByLabel('Mã tra cứu trên giấy tiếp nhận');
  await field.fill(trackingCode ?? '');
  await screens.office.station.kill();
  try {
    await page.getByRole('button', { name: 'Xem tình trạng' }).click();
    await page.locator('main').getByText('STATION-AWAY').waitFor();
  } finally {
    await screens.office.station.start();
  }
  await page.getByRole('button', { name: 'Xem tình trạng' }).click();
  await page.getByRole('heading', { name: 'Tình trạng hồ sơ' }).waitFor();
});

test('the sign-in, name and password typed', async () => {
  const page = await screens.stranger({ path: '/dang-nhap', ...away });
  await page.locator('input[name=username]').fill(people.creator.username);
  await page.locator('input[name=password]').fill(people.creator.password);
  await screens.office.station.kill();
  try {
    await page.locator('button[type=submit]').click();
    await page.getByText('STATION-AWAY').waitFor();
  } finally {
    await screens.office.station.start();
  }
  await page.locator('button[type=submit]').click();
  await page.locator('.frame-who', { hasText: people.creator.fullName }).waitFor();
});

test('a power cut takes the desk’s PC too: whoever signs in again stands before the same next step', async () => {
  const { office, desk } = screens;
  const creator = await screens.page('creator', { path: '/ban-tiep-nhan', ...away });
  await receive(creator, 'Sùng A Dơ', 'Quyết định giao đất');
  await office.loadPaper('notarised-contract');
  await button(creator, 'Quét').click();
  await button(creator, 'Đối chiếu với bản chính').waitFor();
  const nextStep = await step(creator).getByRole('heading').first().textContent();
  const pictures = await creator.locator('.strip img').count();
  const waiting = await submitted(screens, 'Giấy chứng tử');
  const signer = await screens.page('signer', away);
  await row(signer, 'Giấy chứng tử').getByRole('checkbox').check();
  await signer.getByRole('button', { name: 'Ký 1 bản sao' }).click();
  await pinField(signer).fill(pins.signer);
  const { registerNumber } = await desk.original(waiting);
  expect(registerNumber).not.toBeNull();

  await office.station.kill();
  for (const page of [creator, signer]) await page.context().close();
  await office.station.start();

  const again = await screens.page('creator', { path: '/ban-tiep-nhan' });
  await again.getByRole('link', { name: /Sùng A Dơ/ }).click();
  await button(again, 'Đối chiếu với bản chính').waitFor();
  expect(await step(again).getByRole('heading').first().textContent()).toBe(nextStep);
  await picturesHere(again, pictures);
  // Nothing of the PIN was kept; the copy lies where it lay, and gets the number that it had.
  const signerAgain = await screens.page('signer');
  await row(signerAgain, 'Giấy chứng tử').getByRole('checkbox').check();
  await signerAgain.getByRole('button', { name: 'Ký 1 bản sao' }).click();
  expect(await pinField(signerAgain).inputValue()).toBe('');
  await pinField(signerAgain).fill(pins.signer);
  await pinField(signerAgain).press('Enter');
  await signerAgain.getByText('Đã ký 1 trên 1 bản sao.').waitFor();
  expect(await desk.original(waiting)).toMatchObject({ state: 'signed', registerNumber });
});
