/** Two creators on one dossier at once: who comes second is told so, and sees how it stands now. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { FirstPasswordAnswer } from '../../src/web/contract/index.ts';
import { withScreens } from '../peers/browser/index.ts';
import { Screen } from '../peers/office/client.ts';
import { administrator } from './admin-bench.ts';
import { button, placeOf, step } from './desk-bench.ts';
import { look } from './look.ts';

const screens = withScreens();
const colleague = { username: 'sua.giang', fullName: 'Giàng Thị Súa', password: 'con-duong-ven-suoi-72' };

beforeAll(async () => {
  const { office } = screens;
  const admin = await administrator(office);
  const { username, fullName, password: next } = colleague;
  const { firstPassword: present } = await admin.json<FirstPasswordAnswer>('POST', '/api/officers', {
    username,
    fullName,
    roles: ['creator'],
    roleTerms: [],
    positionTitle: 'Công chức Tư pháp – Hộ tịch',
    decisionNumber: '31/QĐ-UBND',
    validFrom: '2025-07-01',
    validTo: null,
    signatureBlock: null,
    delegationDocument: null,
    certificateSha256: null,
    certificateSerial: null,
  });
  const own = new Screen(office.address, office.authorityPem);
  await own.signIn(username, present);
  await own.json('PUT', '/api/session/password', { present, next });
});

/** The colleague's screen. */
async function second(path: string): Promise<Page> {
  const page = await screens.stranger({ path });
  await page.locator('input[name=username]').fill(colleague.username);
  await page.locator('input[name=password]').fill(colleague.password);
  await page.locator('button[type=submit]').click();
  await page.locator('.frame-who', { hasText: colleague.fullName }).waitFor();
  await page.locator('.lamps').waitFor();
  return page;
}

/** Holds what this screen sends there until it is let go: a request that is under way when another arrives first. */
async function hold(page: Page, address: string): Promise<{ sent: Promise<void>; letGo(): void }> {
  const sent = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    sent.resolve();
    await gate.promise;
    await route.continue();
  });
  return { sent: sent.promise, letGo: () => gate.resolve() };
}

/** A scanned original, and where it is. */
async function scanned(title: string): Promise<{ originalId: string; path: string }> {
  const { desk, office } = screens;
  const originalId = await desk.receive(title);
  await office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  const { dossierId } = await desk.original(originalId);
  return { originalId, path: `/ban-tiep-nhan/${dossierId}/${originalId}` };
}

async function tickAll(page: Page): Promise<void> {
  await page.getByText('Đã xem đủ 1 trang.').waitFor();
  for (const box of await step(page).getByRole('checkbox').all()) await box.check();
}

test('both compare: the second comparison is refused, and its officer sees the first one’s', async () => {
  const { originalId, path } = await scanned('Hợp đồng thuê nhà');
  const [mine, theirs] = await Promise.all([
    screens.page('creator', { path: `${path}/doi-chieu` }),
    second(`${path}/doi-chieu`),
  ]);
  await Promise.all([tickAll(mine), tickAll(theirs)]);
  await mine.getByLabel('Số trang tính phí').fill('2');
  await theirs.getByLabel('Số trang tính phí').fill('4');
  const held = await hold(theirs, '**/comparison');
  await button(theirs, 'Đã đối chiếu đúng').click();
  await held.sent;
  await button(mine, 'Đã đối chiếu đúng').click();
  await button(mine, 'Trình ký').click();
  await mine.getByText('Đang chờ lãnh đạo ký.').waitFor();
  await theirs.getByText('Đang chờ lãnh đạo ký.').waitFor();

  held.letGo();
  await step(theirs).locator('.notice-danger').waitFor();
  await step(theirs).getByText('STORE-CHANGED-MEANWHILE').waitFor();
  expect(await step(theirs).getByText('Đang chờ lãnh đạo ký.').count()).toBe(1);
  await look(theirs, 'desk-overtaken-vi');
  expect(await screens.desk.original(originalId)).toMatchObject({ state: 'awaiting-signature', chargeablePages: 2 });
});

test('one refuses what the other submits: the refusal comes too late, its reason stays typed', async () => {
  const { originalId, path } = await scanned('Giấy phép lái xe');
  const theirs = await second(path);
  await button(theirs, 'Từ chối…').click();
  const dialog = theirs.getByRole('dialog');
  await dialog.getByLabel(/Bản chính bị hư hỏng, cũ nát/).check();
  await dialog.getByLabel('Lý do').fill('Mất góc trái');
  const held = await hold(theirs, '**/refusal');
  await dialog.getByRole('button', { name: 'Từ chối giấy tờ này' }).click();
  await held.sent;
  await screens.desk.submit(originalId);
  held.letGo();
  await theirs.getByText('STORE-CHANGED-MEANWHILE').first().waitFor();
  await theirs.getByText('Đang chờ lãnh đạo ký.').waitFor();
  expect((await screens.desk.original(originalId)).state).toBe('awaiting-signature');
  expect(placeOf(theirs).originalId).toBe(originalId);
});
