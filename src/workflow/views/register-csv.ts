import { formatVolume, type NumberRange, type RegisterType, rangesBeside } from '../../certification/index.ts';
import { civilDate, iso8601 } from '../../common/vietnam-time.ts';
import type { Settings } from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { csvLines, csvMark } from './csv.ts';
import { type RegisterRowView, registerRowViews, withoutRows } from './register.ts';
import { type RegisterRange, registerKey, registerRows, registerVolumesOf } from './register-rows.ts';

/** The columns of the book (TT 01/2020), then what the station knows beside them. */
const columns = [
  'Số chứng thực',
  'Đến số',
  'Quyển số',
  'Ngày tháng năm chứng thực',
  'Họ tên người yêu cầu chứng thực',
  'Tên của bản chính giấy tờ, văn bản',
  'Họ tên người ký chứng thực',
  'Chức danh người ký chứng thực',
  'Số trang',
  'Số bản',
  'Lệ phí/Phí chứng thực (đồng)',
  'Tình trạng',
  'Lý do',
  'Thay cho',
  'Được thay bởi',
  'Lúc cấp số',
  'Lúc ký',
  'Lúc đóng dấu',
  'Lúc bỏ số',
  'Nguồn số',
  'Lúc ghi nhận',
];

const states: Readonly<Record<RegisterRowView['state'], string>> = {
  reserved: 'Đã cấp số, chưa ký',
  signed: 'Đã ký, chưa đóng dấu',
  entered: 'Đã vào sổ',
  voided: 'Số bỏ',
  cancelled: 'Đã hủy giá trị pháp lý',
};

const sources: Readonly<Record<RegisterRowView['source'], string>> = {
  station: 'Trạm cấp',
  'paper-book': 'Sổ giấy',
  'one-stop': 'Hệ thống một cửa',
};

/** Rows read at a time, so that others are answered between them. */
const step = 500;

/**
 * The register of a year or a month as a table, piece by piece, in the order of its numbers: also those without a row, of
 * which the view and the printed book tell; several of them that follow each other are one line, with the last in a column.
 */
export function* registerCsv(db: Reader, settings: Settings, range: RegisterRange): Generator<string> {
  yield csvMark + csvLines([columns]);
  const others = numbersWithoutRows(db, settings, range);
  const volumes = registerVolumesOf(db, settings);
  for (let after = 0; ; ) {
    const rows = registerRows(db, settings, { ...range, newestFirst: false, before: null, after, limit: step });
    const last = rows.at(-1);
    if (!last) break;
    yield csvLines(
      registerRowViews(db, volumes, rows).flatMap((row) => [
        ...before(others, row.number),
        cells(row, range.year, settings['register.type']),
      ]),
    );
    after = last.number;
  }
  yield csvLines(before(others, Number.POSITIVE_INFINITY));
}

type Line = readonly (string | number | null | undefined)[];

/** A line about numbers that have no row here. */
interface OtherNumbers extends NumberRange {
  readonly line: Line;
}

/** The lines of a range's numbers without a row, in their order; of a month those among or beside its rows. */
function numbersWithoutRows(db: Reader, settings: Settings, range: RegisterRange): OtherNumbers[] {
  const { lost, elsewhere } = withoutRows(db, { ...registerKey(settings), year: range.year });
  const all = [
    ...lost.map(({ since, ...range }) =>
      otherNumbers(range, { state: 'Đã cấp, dữ liệu tại trạm không còn', at: since }),
    ),
    ...elsewhere.map(({ reason, saidAt, ...range }) =>
      otherNumbers(range, { state: 'Dùng ngoài trạm', reason, source: 'Ngoài trạm', at: saidAt }),
    ),
  ].toSorted((a, b) => a.from - b.from);
  if (all.length === 0 || range.month === undefined) return all;
  const end = (newestFirst: boolean): number | undefined =>
    registerRows(db, settings, { ...range, newestFirst, after: 0, before: null, limit: 1 })[0]?.number;
  const [first, last] = [end(false), end(true)];
  return first === undefined || last === undefined ? [] : rangesBeside(all, first, last);
}

/** Takes the lines of the numbers below `number` off the list. */
function before(others: OtherNumbers[], number: number): Line[] {
  const count = others.findIndex(({ from }) => from > number);
  return others.splice(0, count === -1 ? others.length : count).map(({ line }) => line);
}

function otherNumbers(
  { from, to }: NumberRange,
  known: { readonly state: string; readonly reason?: string; readonly source?: string; readonly at: number },
): OtherNumbers {
  const facts: Readonly<Record<string, string | number | undefined>> = {
    'Số chứng thực': from,
    'Đến số': to,
    'Tình trạng': known.state,
    'Lý do': known.reason,
    'Nguồn số': known.source,
    'Lúc ghi nhận': iso8601(known.at),
  };
  return { from, to, line: columns.map((column) => facts[column]) };
}

function cells(row: RegisterRowView, year: number, registerType: RegisterType): Line {
  return [
    row.number,
    null,
    formatVolume({ registerType, year, volume: row.volume }),
    row.signedAt === null ? null : civilDate(row.signedAt).split('-').reverse().join('/'),
    row.requesterName,
    row.title,
    row.signerName,
    row.signerTitle,
    row.pages,
    row.copies,
    row.feeVnd,
    states[row.state],
    row.voidReason,
    row.replaces?.text,
    row.replacedBy?.text,
    iso8601(row.reservedAt),
    time(row.signedAt),
    time(row.enteredAt),
    time(row.voidedAt),
    sources[row.source],
    null,
  ];
}

const time = (at: number | null): string | null => (at === null ? null : iso8601(at));
