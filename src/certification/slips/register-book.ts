import { type CivilDate, civilDate } from '../../common/vietnam-time.ts';
import { type NumberRange, rangesBeside } from '../number-ranges.ts';
import { formatNumber, formatVolume } from '../register-number.ts';
import { REGISTER_TYPE_WORDS, type RegisterEntry, type RegisterType } from '../register-types.ts';
import type { SlipBlock, SlipModel } from './model.ts';
import { column, unknown } from './tables.ts';
import { dongInWords, grouped, officeLines, printable, timeInWords } from './words.ts';

/** A row of the book as it is printed; instants in epoch milliseconds, the fee in đồng. */
export interface BookRow {
  readonly number: number;
  readonly state: RegisterEntry['state'];
  readonly signedAt: number | null;
  readonly requesterName: string | null;
  readonly title: string | null;
  readonly signerName: string | null;
  readonly signerTitle: string | null;
  readonly pages: number | null;
  readonly copies: number | null;
  readonly feeVnd: number | null;
  readonly voidReason: string | null;
  /** The numbers that this row stands for, and that stands for it, as the book writes them. */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
}

/** The rows of a month that stand in one volume, in the order of their numbers. */
export interface BookVolume {
  readonly ordinal: number;
  readonly rows: readonly BookRow[];
}

/** A month of the register, as the office printed it at `readAt`. */
export interface RegisterBook {
  readonly office: string;
  readonly registerType: RegisterType;
  readonly year: number;
  readonly month: number;
  readonly volumes: readonly BookVolume[];
  /** Numbers of the year that were given and whose rows were lost with a database. */
  readonly lost: readonly NumberRange[];
  /** Numbers of the year that were used elsewhere, each with the reason that an officer gave. */
  readonly elsewhere?: readonly (NumberRange & { readonly reason: string })[];
  readonly readAt: number;
}

/** The columns of the book (TT 01/2020). */
const columns = [
  column('Số chứng thực', 8),
  column('Ngày, tháng, năm chứng thực', 11),
  column('Họ tên người yêu cầu chứng thực', 17, 'left'),
  column('Tên của bản chính giấy tờ, văn bản', 29, 'left'),
  column('Họ tên, chức danh người ký chứng thực', 23, 'left'),
  column('Số trang/ Số bản', 8),
  column('Lệ phí/Phí chứng thực (đồng)', 11, 'right'),
];

const signHere = '(Ngày, tháng, năm; ký, ghi rõ họ tên)';
const byHand = '………………………………';

/** The month's pages of the book: each volume as a table, the sums, and the places for those who close the month. */
export function composeRegisterBook(book: RegisterBook): SlipModel {
  const { registerType, year, month, volumes, readAt } = book;
  const named = `tháng ${String(month).padStart(2, '0')}/${year}`;
  const nameOf = ({ ordinal }: BookVolume): string => formatVolume({ registerType, year, volume: ordinal });
  const names = volumes.map(nameOf);
  const several = volumes.length > 1;
  return {
    kind: 'register',
    office: null,
    unit: officeLines(book.office),
    nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    reference: names.length === 0 ? null : `Quyển số: ${names.join('; ')}, ${named}`,
    placeAndDate: null,
    title: REGISTER_TYPE_WORDS[registerType].vi.toLocaleUpperCase('vi'),
    subtitle: `Tháng ${month} năm ${year}`,
    blocks: [
      ...volumes.flatMap((volume): SlipBlock[] => [
        ...(several ? [field('Quyển số', nameOf(volume))] : []),
        { kind: 'table', columns, rows: volume.rows.map(cells), total: total(volume.rows) },
      ]),
      ...closing(book),
      { kind: 'paragraph', small: true, text: `In theo dữ liệu của sổ tại trạm lúc ${timeInWords(readAt)}.` },
    ],
    signatures: [
      { title: 'NGƯỜI GIỮ SỔ', note: signHere, name: byHand },
      { title: 'THỦ TRƯỞNG CƠ QUAN', note: '(Ngày, tháng, năm; ký, đóng dấu, ghi rõ họ tên)', name: byHand },
    ],
  };
}

function cells(row: BookRow): string[] {
  const signer = [row.signerName, row.signerTitle].map((text) => printable(text ?? '')).filter(Boolean);
  return [
    formatNumber(row),
    row.signedAt === null ? unknown : slashed(civilDate(row.signedAt)),
    printable(row.requesterName ?? '') || unknown,
    [printable(row.title ?? ''), ...notes(row)].filter(Boolean).join('\n') || unknown,
    signer.join('\n') || unknown,
    row.pages === null || row.copies === null ? unknown : `${row.pages} / ${row.copies}`,
    row.feeVnd === null || !counts(row) ? unknown : grouped(row.feeVnd),
  ];
}

/** What the book says of a row that is not simply entered. */
function notes({ state, voidReason, replaces, replacedBy }: BookRow): string[] {
  const reason = printable(voidReason ?? '');
  const word = {
    reserved: 'Đã cấp số, chưa ký xong.',
    signed: 'Đã ký, chưa đóng dấu.',
    entered: '',
    voided: `Số bỏ. ${reason}`,
    cancelled: reason === '' ? 'Đã hủy giá trị pháp lý.' : reason,
  }[state].trim();
  return [
    word,
    replaces === null ? '' : `Cấp thay bản sao đã hủy, ${lowered(replaces)}.`,
    replacedBy === null ? '' : `Đã cấp bản sao thay thế, ${lowered(replacedBy)}.`,
  ];
}

/** A certified copy came of it: its fee is owed also after a cancellation. */
const counts = ({ state }: BookRow): boolean => state === 'entered' || state === 'cancelled';

const sums = (rows: readonly BookRow[]) => {
  const done = rows.filter(counts);
  const sum = (of: (row: BookRow) => number | null): number => done.reduce((all, row) => all + (of(row) ?? 0), 0);
  return { originals: done.length, copies: sum(({ copies }) => copies), fee: sum(({ feeVnd }) => feeVnd) };
};

function total(rows: readonly BookRow[]): { label: string; value: string } {
  const { originals, copies, fee } = sums(rows);
  return { label: `Cộng: ${grouped(originals)} bản chính, ${grouped(copies)} bản sao`, value: grouped(fee) };
}

function closing({ year, month, volumes, lost, elsewhere = [] }: RegisterBook): SlipBlock[] {
  const rows = volumes.flatMap((volume) => volume.rows);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [paragraph('Trong tháng không có số chứng thực nào.')];
  const { originals, copies, fee } = sums(rows);
  const voided = rows.filter(({ state }) => state === 'voided');
  const open = rows.filter(({ state }) => state === 'reserved' || state === 'signed');
  return [
    paragraph(
      `Cộng tháng ${month} năm ${year}: ${grouped(originals)} bản chính, ${grouped(copies)} bản sao, phí ${grouped(fee)} đồng (${dongInWords(fee)}).`,
    ),
    paragraph(
      [
        `Các số trong tháng: từ ${formatNumber(first)} đến ${formatNumber(last)}, gồm ${grouped(rows.length)} số`,
        voided.length === 0 ? '' : `${grouped(voided.length)} số bỏ, lý do ghi tại dòng của số`,
        open.length === 0 ? '' : `${grouped(open.length)} số chưa xong khi in`,
      ]
        .filter(Boolean)
        .join('; ')
        .concat('.'),
    ),
    ...rangesBeside(lost, first.number, last.number).map((range) =>
      paragraph(`${spanned(range)} đã cấp nhưng dữ liệu tại trạm không còn.`),
    ),
    ...rangesBeside(elsewhere, first.number, last.number).map((range) =>
      paragraph(`${spanned(range)} dùng ngoài trạm. Lý do: ${printable(range.reason)}`),
    ),
  ];
}

const spanned = ({ from, to }: NumberRange): string =>
  from === to
    ? `Số ${formatNumber({ number: from })}`
    : `Các số từ ${formatNumber({ number: from })} đến ${formatNumber({ number: to })}`;
const paragraph = (text: string): SlipBlock => ({ kind: 'paragraph', text, small: false });
const field = (label: string, value: string): SlipBlock => ({
  kind: 'field',
  number: null,
  label,
  value,
  strong: true,
});
const lowered = (text: string): string => `${text.charAt(0).toLocaleLowerCase('vi')}${text.slice(1)}`;
const slashed = (date: CivilDate): string => date.split('-').reverse().join('/');
