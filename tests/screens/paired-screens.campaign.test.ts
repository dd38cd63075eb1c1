import { expect, it } from 'vitest';
import { axe, screenSizes, shoot, sidewaysScroll, withScreens } from '../peers/browser/index.ts';

const screens = withScreens({ settings: { 'http.install-port': 0 } });

it('the unit admin sees what opens the station, is told of a wrong code, and opens and closes the install page', async () => {
  const page = await screens.page('admin');
  await page.goto('/quan-tri/man-hinh');
  await page.getByText('Chưa ghép màn hình nào').waitFor();
  await page.keyboard.press('n');
  await page.locator('input[name=code]').fill('12 34');
  await page.getByRole('button', { name: 'Ghép', exact: true }).click();
  await page.getByText('Nhập đủ sáu chữ số.').waitFor();
  await page.locator('input[name=code]').fill('123 456');
  await page.locator('input[name=screen-name]').fill('Bàn 1');
  await page.getByRole('button', { name: 'Ghép', exact: true }).click();
  await page.getByText('SCREEN-CODE-UNKNOWN').waitFor();
  expect(await axe(page)).toEqual([]);
  await shoot(page, 'paired-screens-wrong-code');
  await page.getByRole('button', { name: 'Để sau' }).click();

  await page.getByRole('button', { name: 'Mở trang cài đặt 30 phút' }).click();
  const address = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/$/).textContent();
  expect(await (await fetch(address ?? '')).text()).toContain('Cài chứng thư của trạm');
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    expect(await sidewaysScroll(page)).toBe(0);
    await shoot(page, `paired-screens-${size.width}`);
  }
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Đóng trang cài đặt' }).click();
  await page.getByText('Trang cài đặt đang đóng.').waitFor();
  await expect(fetch(address ?? '')).rejects.toThrow();
});
