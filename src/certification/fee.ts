import { fail, ok, type Result } from '../common/result.ts';
import { type CivilDate, isCivilDate } from '../common/vietnam-time.ts';
import { areChargeablePages, CHARGEABLE_PAGES } from './pages.ts';

/** The rate of one copy from a date on. Money in đồng. */
export interface FeeRate {
  readonly from: CivilDate;
  /** How many pages cost `firstPage` each; the others cost `furtherPage`. */
  readonly firstPages: number;
  readonly firstPage: number;
  readonly furtherPage: number;
  readonly capPerCopy: number;
  /** The instrument and whether later ones were checked. */
  readonly source: string;
}

/** Rates in the order of their dates. */
export type FeeTable = readonly FeeRate[];

/** TT 226/2016/TT-BTC Điều 4: no later instrument changing it was found up to November 2026. */
export const DEFAULT_FEE_TABLE: FeeTable = [
  {
    from: '2017-01-01',
    firstPages: 2,
    firstPage: 2000,
    furtherPage: 1000,
    capPerCopy: 200_000,
    source: 'Thông tư 226/2016/TT-BTC Điều 4',
  },
];

/** How many copies of one original one request may ask for. */
export const COPIES = { min: 1, max: 999 } as const;

/** One line of the sum: `count` × `unit` = `amount`. */
export interface FeePart {
  readonly kind: 'first-pages' | 'further-pages' | 'copies';
  readonly count: number;
  readonly unit: number;
  readonly amount: number;
}

export interface Fee {
  readonly total: number;
  readonly perCopy: number;
  /** The cap was reached: the parts for pages add up to more than `perCopy`. */
  readonly capped: boolean;
  readonly parts: readonly FeePart[];
  readonly rate: FeeRate;
}

export interface FeeRequest {
  readonly chargeablePages: number;
  readonly copies: number;
  /** The day of reception, in Vietnam: it decides which rate applies. */
  readonly on: CivilDate;
  readonly table?: FeeTable;
}

/**
 * The fee for copies of one original. A page is a page of the original, as the officer confirms it.
 * Errors: LAW-PAGES-RANGE, LAW-FEE-COPIES, LAW-FEE-NO-RATE (no rate is in force on that day).
 */
export function fee({ chargeablePages, copies, on, table = DEFAULT_FEE_TABLE }: FeeRequest): Result<Fee> {
  if (!areChargeablePages(chargeablePages)) return fail('LAW-PAGES-RANGE', { ...CHARGEABLE_PAGES });
  if (!Number.isInteger(copies) || copies < COPIES.min || copies > COPIES.max) {
    return fail('LAW-FEE-COPIES', { ...COPIES });
  }
  const rate = feeRate(on, table);
  if (rate === null) return fail('LAW-FEE-NO-RATE', { on });

  const first = Math.min(chargeablePages, rate.firstPages);
  const further = chargeablePages - first;
  const pages = first * rate.firstPage + further * rate.furtherPage;
  const perCopy = Math.min(pages, rate.capPerCopy);
  const parts: FeePart[] = [
    part('first-pages', first, rate.firstPage),
    part('further-pages', further, rate.furtherPage),
  ];
  return ok({
    total: perCopy * copies,
    perCopy,
    capped: pages > rate.capPerCopy,
    parts: [...parts.filter(({ count }) => count > 0), part('copies', copies, perCopy)],
    rate,
  });
}

/** The rate in force on a day; null when the table has none. */
export function feeRate(on: CivilDate, table: FeeTable): FeeRate | null {
  return table.findLast((candidate) => candidate.from <= on) ?? null;
}

/** Whether a table edited by the office can be used: at least one rate, real dates ascending, whole đồng. */
export function checkFeeTable(table: FeeTable): Result<FeeTable> {
  if (table.length === 0) return fail('LAW-FEE-TABLE', { row: 0 });
  for (const [row, rate] of table.entries()) {
    const amounts = [rate.firstPages, rate.firstPage, rate.furtherPage, rate.capPerCopy];
    const whole = amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0);
    const later = table.slice(0, row).every((before) => before.from < rate.from);
    if (!whole || !later || !isCivilDate(rate.from)) return fail('LAW-FEE-TABLE', { row: row + 1 });
  }
  return ok(table);
}

/** `12000` → `12.000 đ` */
export function formatDong(amount: number): string {
  return `${String(amount).replaceAll(/\B(?=(\d{3})+$)/g, '.')} đ`;
}

/** The sum as the screen shows it, line by line. */
export function explainFee({ parts, perCopy, capped, total }: Fee): { readonly vi: string[]; readonly en: string[] } {
  const words = {
    'first-pages': { vi: 'trang đầu', en: ['first page', 'first pages'] },
    'further-pages': { vi: 'trang tiếp theo', en: ['further page', 'further pages'] },
    copies: { vi: 'bản', en: ['copy', 'copies'] },
  } as const;
  const line = (language: 'vi' | 'en', { kind, count, unit, amount }: FeePart): string => {
    const { vi, en } = words[kind];
    const what = language === 'vi' ? vi : en[count === 1 ? 0 : 1];
    return `${count} ${what} × ${formatDong(unit)} = ${formatDong(amount)}`;
  };
  const explain = (language: 'vi' | 'en', cap: string, sum: string): string[] => {
    const pages = parts.filter(({ kind }) => kind !== 'copies').map((p) => line(language, p));
    const copies = parts.filter(({ kind }) => kind === 'copies').map((p) => line(language, p));
    return [...pages, ...(capped ? [`${cap}: ${formatDong(perCopy)}`] : []), ...copies, `${sum}: ${formatDong(total)}`];
  };
  return {
    vi: explain('vi', 'Mức thu tối đa mỗi bản', 'Tổng cộng'),
    en: explain('en', 'Highest fee for a copy', 'Total'),
  };
}

const part = (kind: FeePart['kind'], count: number, unit: number): FeePart => ({
  kind,
  count,
  unit,
  amount: count * unit,
});
