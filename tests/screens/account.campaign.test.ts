/** Beside the identity number: whether the person has an account at the portal, asked by a press. */
import { expect, test } from 'vitest';
import type { StationAnswer } from '../../src/web/contract/index.ts';
import { withScreens } from '../peers/browser/index.ts';
import { button } from './desk-bench.ts';
import { look } from './look.ts';

const screens = withScreens();

test('found, and not known while the portal is away: nothing is lost and nobody waits', async () => {
  const { desk, office } = screens;
  office.portal.online.file();
  const { dossierId } = await desk.original(await desk.receive('Giấy khai sinh'));
  const line = async () => (await desk.creator.json<StationAnswer>('GET', '/api/station')).portal.portal.state;
  await expect.poll(line, { timeout: 30_000 }).toBe('up');
  const page = await screens.page('creator', { path: `/ban-tiep-nhan/${dossierId}`, expected: [/status of 50\d/] });
  office.portal.misbehave({ kind: 'status', status: 503, service: 'TraCuuTechID', times: 1 });
  await button(page, 'Tra tài khoản trên Cổng').click();
  await page.getByText('Cổng đang bận hoặc bảo trì nên chưa lấy được dữ liệu').waitFor();
  await look(page, 'account-busy-vi');
  await button(page, 'Tra tài khoản trên Cổng').click();
  // Said aloud too, for a while: what stays is the paragraph.
  await page.locator('p', { hasText: 'Có tài khoản trên Cổng theo số định danh này.' }).waitFor();
  await page.getByText('FETCH-BUSY').waitFor({ state: 'detached' });
  await look(page, 'account-found-vi');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('There is an account at the portal under this number.').waitFor();
  await look(page, 'account-found-en');
});
