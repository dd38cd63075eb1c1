import { expect, it } from 'vitest';
import { composeRegisterBook } from '../../../../src/certification/index.ts';
import { instantOf } from '../../../../src/common/vietnam-time.ts';

const row = (number: number) => ({
  number,
  state: 'entered' as const,
  signedAt: instantOf('2026-11-20', 9),
  requesterName: 'Giàng Thị Súa',
  title: 'Giấy khai sinh',
  signerName: 'Vàng Văn Hiển',
  signerTitle: 'Chủ tịch',
  pages: 1,
  copies: 1,
  feeVnd: 2000,
  voidReason: null,
  replaces: null,
  replacedBy: null,
});
const book = (elsewhere?: readonly { from: number; to: number; reason: string }[]): string =>
  JSON.stringify(
    composeRegisterBook({
      office: 'UBND xã Suối Mơ',
      registerType: 'SCT/BS',
      year: 2026,
      month: 11,
      volumes: [{ ordinal: 1, rows: [row(5), row(9)] }],
      lost: [],
      ...(elsewhere === undefined ? {} : { elsewhere }),
      readAt: instantOf('2026-12-01', 8),
    }),
  );

it('the printed month says of each number between its rows where it was used, and of those of other months nothing', () => {
  const text = book([
    { from: 1, to: 2, reason: 'Sổ giấy' },
    { from: 6, to: 7, reason: 'Bản sao giấy' },
    { from: 8, to: 8, reason: 'Viết hỏng' },
    { from: 11, to: 12, reason: 'Tháng sau' },
  ]);
  expect(text).toContain('Các số từ 06 đến 07 dùng ngoài trạm. Lý do: Bản sao giấy');
  expect(text).toContain('"Số 08 dùng ngoài trạm. Lý do: Viết hỏng');
  expect(text).not.toContain('Sổ giấy');
  expect(text).not.toContain('Tháng sau');
  expect(book()).not.toContain('dùng ngoài trạm');
});
