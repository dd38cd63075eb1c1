import type { ViewPath } from '../../../../src/web/contract/index.ts';

export const registerPath: ViewPath = '/so-chung-thuc';

/** A month of the register. */
export interface BookMonth {
  readonly year: number;
  readonly month: number;
}

/** Where a month of the register is printed. */
export const bookPath = ({ year, month }: BookMonth): string => `${registerPath}/in/${year}/${month}`;

/** The month that an address names after `in`; null when it names none. */
export function bookMonthOf([year = '', month = '', ...more]: readonly string[]): BookMonth | null {
  const known = /^2\d{3}$/.test(year) && /^([1-9]|1[0-2])$/.test(month) && more.length === 0;
  return known ? { year: Number(year), month: Number(month) } : null;
}

/** `11/2026` */
export const monthText = ({ year, month }: BookMonth): string => `${String(month).padStart(2, '0')}/${year}`;
