import { describe, expect, it } from 'vitest';
import {
  type BookRow,
  composeRegisterBook,
  type RegisterBook,
} from '../../../../src/certification/slips/register-book.ts';
import { at } from './facts.ts';

const row = (change: Partial<BookRow>): BookRow => ({
  number: 1,
  state: 'entered',
  signedAt: at('2026-11-20T09:05:00'),
  requesterName: 'Giàng Thị Súa',
  title: 'Giấy khai sinh',
  signerName: 'Vàng Văn Hiển',
  signerTitle: 'Phó Chủ tịch',
  pages: 3,
  copies: 2,
  feeVnd: 10_000,
  voidReason: null,
  replaces: null,
  replacedBy: null,
  ...change,
});
const unsigned = { signedAt: null, pages: null, copies: null, feeVnd: null, signerName: null, signerTitle: null };

const book = (volumes: RegisterBook['volumes'], change: Partial<RegisterBook> = {}) =>
  composeRegisterBook({
    office: 'Ủy ban nhân dân xã Nậm Phai',
    registerType: 'SCT/BS',
    year: 2026,
    month: 11,
    volumes,
    lost: [],
    readAt: at('2026-12-01T08:00:00'),
    ...change,
  });
const of = (...rows: BookRow[]) => book([{ ordinal: 1, rows }]);

const tables = (slip: ReturnType<typeof book>) => slip.blocks.filter((block) => block.kind === 'table');
const cellsOf = (one: BookRow): readonly string[] => tables(of(one))[0]?.rows[0] ?? [];
const titleOf = (one: BookRow): string => cellsOf(one)[3] ?? '';
const said = (slip: ReturnType<typeof book>): string[] =>
  slip.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));

describe('the month’s pages of the register', () => {
  it('carry the columns of the book, a row for each number, and the sums', () => {
    const slip = of(row({}), row({ number: 2, copies: 1, feeVnd: 6_000 }));
    expect(slip).toMatchObject({ kind: 'register', subtitle: 'Tháng 11 năm 2026' });
    expect(slip.reference).toBe('Quyển số: 01/2026-SCT/BS, tháng 11/2026');
    expect(tables(slip)[0]).toMatchObject({ total: { label: 'Cộng: 2 bản chính, 3 bản sao', value: '16.000' } });
    expect(cellsOf(row({}))).toEqual([
      ...['01', '20/11/2026', 'Giàng Thị Súa', 'Giấy khai sinh'],
      ...['Vàng Văn Hiển\nPhó Chủ tịch', '3 / 2', '10.000'],
    ]);
    expect(said(slip)).toEqual([
      expect.stringMatching(
        /^Cộng tháng 11 năm 2026: 2 bản chính, 3 bản sao, phí 16\.000 đồng \(mười sáu nghìn đồng\)\.$/i,
      ),
      'Các số trong tháng: từ 01 đến 02, gồm 2 số.',
      expect.stringContaining('In theo dữ liệu của sổ tại trạm'),
    ]);
    expect(slip.signatures.map(({ title }) => title)).toEqual(['NGƯỜI GIỮ SỔ', 'THỦ TRƯỞNG CƠ QUAN']);
  });

  it('show what is not known as not known', () => {
    const empty = row({ ...unsigned, state: 'reserved', requesterName: null, title: null });
    expect(cellsOf(empty)).toEqual(['01', '–', '–', 'Đã cấp số, chưa ký xong.', '–', '–', '–']);
    expect(titleOf(row({ title: null }))).toBe('–');
    // A fee is unknown, and a number of copies.
    expect(cellsOf(row({ feeVnd: null, copies: null })).slice(5)).toEqual(['–', '–']);
    expect(tables(of(row({ feeVnd: null, copies: null })))[0]?.total?.value).toBe('0');
  });

  it.each<[Partial<BookRow>, string]>([
    [{ state: 'signed' }, 'Giấy khai sinh\nĐã ký, chưa đóng dấu.'],
    [{ state: 'voided', voidReason: 'Quét nhầm.' }, 'Giấy khai sinh\nSố bỏ. Quét nhầm.'],
    [{ state: 'voided' }, 'Giấy khai sinh\nSố bỏ.'],
    [{ state: 'cancelled' }, 'Giấy khai sinh\nĐã hủy giá trị pháp lý.'],
    [{ state: 'cancelled', voidReason: 'Hủy theo Quyết định 5.' }, 'Giấy khai sinh\nHủy theo Quyết định 5.'],
    [{ replaces: 'Số 03' }, 'Giấy khai sinh\nCấp thay bản sao đã hủy, số 03.'],
    [{ replacedBy: 'Số 09' }, 'Giấy khai sinh\nĐã cấp bản sao thay thế, số 09.'],
  ])('say of a row that is not simply entered what it is: %o', (change, words) => {
    expect(titleOf(row(change))).toBe(words);
  });

  it('count a fee where a copy came of it: also after a cancellation, not of what is void or open', () => {
    const slip = of(
      row({ number: 1, state: 'cancelled' }),
      row({ number: 2, state: 'voided' }),
      row({ number: 3, ...unsigned, state: 'reserved' }),
      row({ number: 4, state: 'signed' }),
    );
    expect(tables(slip)[0]?.total).toEqual({ label: 'Cộng: 1 bản chính, 2 bản sao', value: '10.000' });
    expect(said(slip)[1]).toBe(
      'Các số trong tháng: từ 01 đến 04, gồm 4 số; 1 số bỏ, lý do ghi tại dòng của số; 2 số chưa xong khi in.',
    );
  });

  it('name each of several volumes, and the numbers that were lost beside those of the month', () => {
    const volumes = [
      { ordinal: 1, rows: [row({ number: 5 })] },
      { ordinal: 2, rows: [row({ number: 9 })] },
    ];
    const lost = [
      { from: 1, to: 2 },
      { from: 3, to: 4 },
      { from: 6, to: 8 },
      { from: 10, to: 12 },
      { from: 20, to: 21 },
    ];
    const slip = book(volumes, { lost });
    const fields = slip.blocks.flatMap((block) => (block.kind === 'field' ? [block.value] : []));
    expect(fields).toEqual(['01/2026-SCT/BS', '02/2026-SCT/BS']);
    expect(said(slip).filter((text) => text.includes('không còn'))).toEqual([
      'Các số từ 03 đến 04 đã cấp nhưng dữ liệu tại trạm không còn.',
      'Các số từ 06 đến 08 đã cấp nhưng dữ liệu tại trạm không còn.',
      'Các số từ 10 đến 12 đã cấp nhưng dữ liệu tại trạm không còn.',
    ]);
  });

  it('of a month without a number say so', () => {
    const slip = book([]);
    expect(slip.reference).toBeNull();
    expect(said(slip)[0]).toBe('Trong tháng không có số chứng thực nào.');
  });
});
