import type { FeeRate } from '../fee.ts';
import type { SlipOriginal, SlipRequest } from './facts.ts';
import type { SlipColumn, SlipTable } from './model.ts';
import type { SlipTableName } from './template-types.ts';
import { grouped, printable } from './words.ts';

/** Where a figure is not known yet. */
export const unknown = '–';

/** A column of a table; its weight is its part of the width. */
export const column = (title: string, weight: number, align: SlipColumn['align'] = 'centre'): SlipColumn => ({
  title,
  align,
  weight,
});

/** The table of that name with what is known, or null where it does not belong. */
export function slipTable(name: SlipTableName, request: SlipRequest): SlipTable | null {
  switch (name) {
    case 'originals':
      return request.kind === 'rates' ? null : originalsTable(request.dossier.originals);
    case 'fees':
      return request.kind === 'rates' ? null : feesTable(charged(request.dossier.originals));
    case 'rates':
      return request.kind === 'rates' ? ratesTable(request.rate) : null;
    case 'examples':
      return request.kind === 'rates' ? examplesTable(request.examples) : null;
  }
}

/** The originals that cost something. */
export function charged(originals: readonly SlipOriginal[]): readonly SlipOriginal[] {
  return originals.filter((original) => original.charged);
}

/** What all of them cost together; null while a fee is not confirmed, or when there is none to pay. */
export function feeTotal(originals: readonly SlipOriginal[]): number | null {
  let total = 0;
  for (const { fee } of originals) {
    if (fee === null) return null;
    total += fee.total;
  }
  return originals.length === 0 ? null : total;
}

function originalsTable(originals: readonly SlipOriginal[]): SlipTable {
  return {
    columns: [
      column('STT', 8),
      column('Tên giấy tờ, văn bản', 45, 'left'),
      column('Số trang', 14),
      column('Bản điện tử', 18),
      column('Bản giấy', 15),
    ],
    rows: originals.map((one) => [
      String(one.ordinal),
      printable(one.title) || unknown,
      one.pages === null ? unknown : String(one.pages),
      '1',
      String(one.paperCopies),
    ]),
    total: null,
  };
}

function feesTable(originals: readonly SlipOriginal[]): SlipTable {
  const total = feeTotal(originals);
  return {
    columns: [
      column('STT', 8),
      column('Tên giấy tờ, văn bản', 42, 'left'),
      column('Số trang', 11),
      column('Phí một bản (đồng)', 16, 'right'),
      column('Số bản', 9),
      column('Thành tiền (đồng)', 17, 'right'),
    ],
    rows: originals.map((one) => [
      String(one.ordinal),
      printable(one.title) || unknown,
      one.pages === null ? unknown : String(one.pages),
      one.fee === null ? unknown : `${grouped(one.fee.perCopy)}${one.fee.capped ? ' (mức tối đa)' : ''}`,
      String(1 + one.paperCopies),
      one.fee === null ? unknown : grouped(one.fee.total),
    ]),
    total: { label: 'Tổng cộng', value: total === null ? unknown : grouped(total) },
  };
}

function ratesTable({ firstPages, firstPage, furtherPage, capPerCopy }: FeeRate): SlipTable {
  const first = firstPages === 1 ? 'Trang thứ 1' : `Từ trang thứ 1 đến trang thứ ${firstPages}`;
  const rows = [
    ...(firstPages > 0 ? [[first, `${grouped(firstPage)} đồng/trang`]] : []),
    [`Từ trang thứ ${firstPages + 1} trở lên`, `${grouped(furtherPage)} đồng/trang`],
    ['Mức thu tối đa cho một bản', `${grouped(capPerCopy)} đồng/bản`],
  ];
  return {
    columns: [column('STT', 10), column('Nội dung', 55, 'left'), column('Mức thu', 35, 'right')],
    rows: rows.map((row, index) => [String(index + 1), ...row]),
    total: null,
  };
}

function examplesTable(examples: readonly { readonly pages: number; readonly total: number }[]): SlipTable {
  return {
    columns: [column('Số trang của bản chính', 50), column('Phí một bản', 50)],
    rows: examples.map(({ pages, total }) => [String(pages), `${grouped(total)} đồng`]),
    total: null,
  };
}
