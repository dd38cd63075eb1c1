import { formatVolume, type RegisterType } from '../../certification/index.ts';
import { civilDate, iso8601 } from '../../common/vietnam-time.ts';
import type { Settings } from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { csvLines, csvMark } from './csv.ts';
import { type RegisterRowView, registerRowViews } from './register.ts';
import { type RegisterRange, registerRows, registerVolumesOf } from './register-rows.ts';

/** The columns of the book (TT 01/2020), then what the station knows beside them. */
const columns = [
  'Số chứng thực',
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
];

const states: Readonly<Record<RegisterRowView['state'], string>> = {
  reserved: 'Đã cấp số, chưa ký',
  signed: 'Đã ký, chưa đóng dấu',
  entered: 'Đã vào sổ',
  voided: 'Số bỏ',
  cancelled: 'Đã hủy giá trị pháp lý',
};

/** Rows read at a time, so that others are answered between them. */
const step = 500;

/** The register of a year or a month as a table, piece by piece, in the order of its numbers. */
export function* registerCsv(db: Reader, settings: Settings, range: RegisterRange): Generator<string> {
  yield csvMark + csvLines([columns]);
  const volumes = registerVolumesOf(db, settings);
  for (let after = 0; ; ) {
    const rows = registerRows(db, settings, { ...range, newestFirst: false, before: null, after, limit: step });
    const last = rows.at(-1);
    if (!last) return;
    yield csvLines(registerRowViews(db, volumes, rows).map((row) => cells(row, range.year, settings['register.type'])));
    after = last.number;
  }
}

function cells(row: RegisterRowView, year: number, registerType: RegisterType) {
  return [
    row.number,
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
  ];
}

const time = (at: number | null): string | null => (at === null ? null : iso8601(at));
