import { addDays, civilDate, compactTime, instantOf } from '../../../src/common/vietnam-time.ts';
import type { Scene } from '../scene.ts';

/** Appointments: none, today's and tomorrow's, a file before it is taken, one that cannot be read. */
export const appointments: Scene = async ({ camera, office, desk }) => {
  const page = await camera.page('creator', { path: '/lich-hen' });
  await camera.sees(page, 'appointments.none');
  await camera.take(page, 'appointments-empty');
  const today = civilDate(Date.now());
  office.portal.online.book({
    ThoiGianHen: compactTime(instantOf(addDays(today, 1), 8, 30)),
    HoVaTen: 'Nguyễn Hoàng Thị Phương Thảo',
  });
  await desk.creator.json('POST', '/api/online-requests/pull');
  await page.locator('.appointment').first().waitFor();
  const choose = async (name: string, rows: string, encoding: BufferEncoding = 'utf8'): Promise<void> => {
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(rows, encoding) };
    await page.locator('input[type=file]').setInputFiles(file);
  };
  await choose(
    'lich-hen.csv',
    [
      'Ngày;Giờ;Họ và tên;Số bản chính;Số định danh;Điện thoại;Ghi chú',
      `${today};23:30;Sùng Văn Páo;2;;0912 345 678;Mang sổ hộ tịch`,
      `${today};23:45;Lò Thị Mẩy;1;;;`,
      '31/02/2026;8:30;Vàng A Lử;1;;;',
      `${today};25:00;Tẩn Mẩy Dao;1;;;`,
      `${today};9:00;;1;;;`,
      '',
    ].join('\n'),
  );
  await page.locator('.appointment-preview').scrollIntoViewIfNeeded();
  await camera.take(page, 'appointments-preview');
  await page.locator('.appointment-preview .button-primary').click();
  await page.locator('.notice-done').waitFor();
  await camera.take(page, 'appointments-done');
  await page.locator('.appointment .button').first().click();
  await page.waitForURL('**/ban-tiep-nhan/**');
  await camera.sees(page, 'appointments.from');
  await camera.take(page, 'appointments-dossier');
  await page.goto('/lich-hen');
  await camera.sees(page, 'appointments.opened');
  await camera.take(page, 'appointments-full');
  await choose('lich-cu.csv', `Ng\xe0y;Gi\xed\n${today};8:30\n`, 'latin1');
  await page.locator('.notice-danger').scrollIntoViewIfNeeded();
  await camera.take(page, 'appointments-failing');
};
