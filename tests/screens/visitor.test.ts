/** The visitors' screen: three choices, nothing left of the last person. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { DossierDetail, OriginalDetail } from '../../src/web/contract/index.ts';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';

const screens = withScreens();

const path = '/nguoi-dan';
const choice = (page: Page, name: RegExp) => page.getByRole('button', { name });
const codeField = (page: Page) => page.getByLabel('Mã tra cứu trên giấy tiếp nhận');

async function trackingCode(): Promise<string> {
  const { creator } = screens.desk;
  const originalId = await screens.desk.receive();
  const { dossierId } = await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`);
  const { trackingCode: code } = await creator.json<DossierDetail>('GET', `/api/dossiers/${dossierId}`);
  if (code === null) throw new Error('the creator is given no code');
  return code;
}

test('a visitor who comes to the station finds the choices, and by touch what a copy is and what to bring', async () => {
  const page = await screens.stranger({ touch: true });
  await choice(page, /cần mang theo gì/).tap();
  await page.getByText('Bản chính giấy tờ cần sao, bằng giấy.').waitFor();
  expect(page.url()).toBe(`${screens.office.address}${path}`);
  await page.getByRole('button', { name: 'Về đầu' }).tap();
  await choice(page, /Hồ sơ của tôi/).waitFor();
});

test('the fees are those of the settings, with sums', async () => {
  const page = await screens.stranger({ path });
  await choice(page, /Phí bao nhiêu/).click();
  await page.getByRole('cell', { name: '12.000 đ' }).waitFor();
  await page.getByText('Một bản không quá 200.000 đ.').waitFor();
  expect(await axe(page)).toEqual([]);
});

test('the state of a dossier is shown for its code, pressed letter by letter, and nothing of the person', async () => {
  const code = await trackingCode();
  const page = await screens.stranger({ path, touch: true });
  await choice(page, /Hồ sơ của tôi/).tap();
  // Its own keys are all it needs: those of the forms stay away, and so do the system's.
  await codeField(page).tap();
  expect(await page.locator('.keyboard').count()).toBe(0);
  expect(await codeField(page).getAttribute('inputmode')).toBe('none');
  for (const letter of code) await page.getByRole('button', { name: letter, exact: true }).tap();
  expect(await codeField(page).inputValue()).toBe(`${code.slice(0, 5)} ${code.slice(5)}`);
  await page.getByRole('button', { name: 'Xem tình trạng' }).tap();
  await page.getByText('Đang xử lý').or(page.getByText('Được tiếp nhận')).first().waitFor();
  expect(await page.locator('body').textContent()).not.toMatch(/Giàng Thị Súa|Hợp đồng/);
  expect(await axe(page)).toEqual([]);
  await shoot(page, 'visitor-found-vi-1280');
});

test('by keyboard alone, a wrong code is said politely and the right one can follow', async () => {
  const code = await trackingCode();
  const page = await screens.stranger({ path });
  await choice(page, /Hồ sơ của tôi/).waitFor();
  await page.keyboard.press('3');
  await codeField(page).waitFor();
  await page.keyboard.type('abc');
  await page.keyboard.press('Enter');
  await page.getByText('Còn thiếu 7.').waitFor();
  await page.keyboard.type('defghjk');
  await page.keyboard.press('Enter');
  await page.getByText('Trạm không tìm thấy hồ sơ có mã này.').waitFor();
  expect(await axe(page)).toEqual([]);
  await shoot(page, 'visitor-unknown-vi-1280');
  await codeField(page).fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tình trạng hồ sơ' }).waitFor();
  await page.keyboard.press('Escape');
  await choice(page, /Hồ sơ của tôi/).waitFor();
});

test('left alone it warns after 40 seconds, starts again after 60, and nothing of the last person is left', async () => {
  const page = await screens.stranger({ path, language: 'vi' });
  await choice(page, /Hồ sơ của tôi/).waitFor();
  await page.clock.install();
  await page.reload();
  await page.getByRole('button', { name: 'English' }).click();
  await choice(page, /Where is my dossier/).click();
  await page.getByLabel('Tracking code').fill('ABCDE12345');
  const entries = await page.evaluate('history.length');
  const warning = page.getByRole('dialog', { name: 'Are you still here?' });

  await page.clock.runFor(39_000);
  expect(await warning.count()).toBe(0);
  await page.clock.runFor(2_000);
  await warning.waitFor();
  expect(await axe(page)).toEqual([]);
  await shoot(page, 'visitor-warning-en-1280');
  await page.getByRole('button', { name: 'I am still here' }).click();
  await warning.waitFor({ state: 'detached' });
  expect(await page.getByLabel('Tracking code').inputValue()).toBe('ABCDE 12345');

  await page.clock.runFor(61_000);
  await choice(page, /Hồ sơ của tôi/).waitFor();
  expect(await warning.count()).toBe(0);
  expect(await page.evaluate('history.length')).toBe(entries);
  await choice(page, /Phí bao nhiêu/).click();
  await page.getByRole('button', { name: 'Về đầu' }).waitFor();
  await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
  await choice(page, /Hồ sơ của tôi/).click();
  expect(await codeField(page).inputValue()).toBe('');
  expect(await page.evaluate('JSON.stringify([{ ...sessionStorage }, location.pathname])')).toBe(
    JSON.stringify([{}, path]),
  );
});

test('a station that was away is asked again until the fees are there', async () => {
  const page = await screens.stranger({ path, expected: ['net::ERR_'] });
  await choice(page, /Phí bao nhiêu/).waitFor();
  await screens.office.station.kill();
  await choice(page, /Phí bao nhiêu/).click();
  await page.getByText('Chưa liên lạc được với trạm.').waitFor();
  await screens.office.station.start();
  await page.getByRole('cell', { name: '12.000 đ' }).waitFor();
});

test.each(['vi', 'en'] as const)(
  '%s: axe finds nothing in any part, nothing is cut off, targets are large',
  async (language) => {
    const page = await screens.stranger({ path, language });
    await page.locator('.visitor-choice').first().waitFor();
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      await shoot(page, `visitor-start-${language}-${size.width}`);
      expect(await axe(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
    for (const [index, name] of ['about', 'fees', 'where'].entries()) {
      await page.locator('.visitor-choice').nth(index).click();
      await page.locator('.visitor .sheet, .visitor-pad').first().waitFor();
      for (const size of screenSizes) {
        await page.setViewportSize(size);
        await shoot(page, `visitor-${name}-${language}-${size.width}`);
        expect(await sidewaysScroll(page)).toBe(0);
      }
      expect(await axe(page)).toEqual([]);
      const small = await page
        .locator('.visitor button')
        .evaluateAll((buttons) =>
          (buttons as { getBoundingClientRect(): { width: number; height: number } }[])
            .map((button) => button.getBoundingClientRect())
            .filter(({ width, height }) => width < 70 || height < 70),
        );
      expect(small).toEqual([]);
      await page.keyboard.press('Escape');
    }
  },
);
