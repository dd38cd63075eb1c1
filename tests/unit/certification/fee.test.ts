import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkFeeTable,
  DEFAULT_FEE_TABLE,
  explainFee,
  type FeeRate,
  fee,
  formatDong,
} from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';

const on = '2026-11-21';
const perCopy = (chargeablePages: number): number => unwrap(fee({ chargeablePages, copies: 1, on })).perCopy;
const [rate] = DEFAULT_FEE_TABLE as [FeeRate];

describe('the fee', () => {
  it.each([
    [1, 2000],
    [2, 4000],
    [3, 5000],
    [10, 12_000],
    [50, 52_000],
    [197, 199_000],
    [198, 200_000],
    [199, 200_000],
    [500, 200_000],
    [999, 200_000],
  ])('of a copy of %i pages is %i đ', (pages, amount) => {
    expect(perCopy(pages)).toBe(amount);
  });

  it('is capped for each copy, not for all together', () => {
    expect(unwrap(fee({ chargeablePages: 500, copies: 3, on }))).toMatchObject({ total: 600_000, capped: true });
    expect(unwrap(fee({ chargeablePages: 198, copies: 3, on }))).toMatchObject({ total: 600_000, capped: false });
  });

  it.each([0, -1, 1.5, 1000, Number.NaN, Number.POSITIVE_INFINITY])('is not worked out for %d pages', (pages) => {
    expect(fee({ chargeablePages: pages, copies: 1, on })).toMatchObject({ error: { code: 'LAW-PAGES-RANGE' } });
  });

  it.each([0, 2.5, 1000])('is not worked out for %d copies', (copies) => {
    expect(fee({ chargeablePages: 1, copies, on })).toMatchObject({ error: { code: 'LAW-FEE-COPIES' } });
  });

  it('follows the rate in force on the day', () => {
    const table = [rate, { ...rate, from: '2027-01-01', firstPage: 3000 }];
    const of = (day: string) => fee({ chargeablePages: 1, copies: 1, on: day, table });
    expect(unwrap(of('2026-12-31')).total).toBe(2000);
    expect(unwrap(of('2027-01-01')).total).toBe(3000);
    expect(of('2016-12-31')).toEqual({ ok: false, error: { code: 'LAW-FEE-NO-RATE', facts: { on: '2016-12-31' } } });
  });

  const pages = fc.integer({ min: 1, max: 999 });

  it('grows with the pages, stays under the cap, and its parts add up', () => {
    fc.assert(
      fc.property(pages, fc.integer({ min: 1, max: 999 }), (n, copies) => {
        const result = unwrap(fee({ chargeablePages: n, copies, on }));
        const ofPages = result.parts.filter(({ kind }) => kind !== 'copies');
        const sum = ofPages.reduce((total, { amount }) => total + amount, 0);
        expect(ofPages.reduce((total, { count }) => total + count, 0)).toBe(n);
        expect(result.perCopy).toBe(Math.min(sum, 200_000));
        expect(result.capped).toBe(sum > 200_000);
        expect(result.total).toBe(result.perCopy * copies);
        expect(result.parts.at(-1)?.amount).toBe(result.total);
        if (n > 1) expect(result.perCopy).toBeGreaterThanOrEqual(perCopy(n - 1));
      }),
      { seed: 1 },
    );
  });
});

describe('the sum on the screen', () => {
  it('shows each step in both languages', () => {
    expect(explainFee(unwrap(fee({ chargeablePages: 10, copies: 2, on })))).toEqual({
      vi: [
        '2 trang đầu × 2.000 đ = 4.000 đ',
        '8 trang tiếp theo × 1.000 đ = 8.000 đ',
        '2 bản × 12.000 đ = 24.000 đ',
        'Tổng cộng: 24.000 đ',
      ],
      en: [
        '2 first pages × 2.000 đ = 4.000 đ',
        '8 further pages × 1.000 đ = 8.000 đ',
        '2 copies × 12.000 đ = 24.000 đ',
        'Total: 24.000 đ',
      ],
    });
  });

  it('says one of a thing in English as one', () => {
    expect(explainFee(unwrap(fee({ chargeablePages: 3, copies: 1, on }))).en).toEqual([
      '2 first pages × 2.000 đ = 4.000 đ',
      '1 further page × 1.000 đ = 1.000 đ',
      '1 copy × 5.000 đ = 5.000 đ',
      'Total: 5.000 đ',
    ]);
  });

  it('leaves out further pages when there are none, and names the cap when it is reached', () => {
    expect(explainFee(unwrap(fee({ chargeablePages: 1, copies: 1, on }))).vi).toEqual([
      '1 trang đầu × 2.000 đ = 2.000 đ',
      '1 bản × 2.000 đ = 2.000 đ',
      'Tổng cộng: 2.000 đ',
    ]);
    expect(explainFee(unwrap(fee({ chargeablePages: 500, copies: 1, on }))).vi[2]).toBe(
      'Mức thu tối đa mỗi bản: 200.000 đ',
    );
  });

  it('groups thousands with full stops', () => {
    expect([0, 999, 12_000, 1_234_567].map(formatDong)).toEqual(['0 đ', '999 đ', '12.000 đ', '1.234.567 đ']);
  });
});

describe('a fee table from the settings', () => {
  it('is taken as it is when it is sound', () => {
    expect(unwrap(checkFeeTable(DEFAULT_FEE_TABLE))).toBe(DEFAULT_FEE_TABLE);
    expect(checkFeeTable([rate, { ...rate, from: '2027-01-01' }]).ok).toBe(true);
  });

  it.each<[string, FeeRate[], number]>([
    ['no rate', [], 0],
    ['a date that does not exist', [{ ...rate, from: '2026-02-31' }], 1],
    ['dates out of order', [{ ...rate, from: '2027-01-01' }, rate], 2],
    ['the same date twice', [rate, rate], 2],
    ['half a đồng', [{ ...rate, furtherPage: 0.5 }], 1],
    ['less than nothing', [{ ...rate, capPerCopy: -1 }], 1],
  ])('is refused with %s', (_, table, row) => {
    expect(checkFeeTable(table)).toEqual({ ok: false, error: { code: 'LAW-FEE-TABLE', facts: { row } } });
  });
});
