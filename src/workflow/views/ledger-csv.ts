import { iso8601 } from '../../common/vietnam-time.ts';
import { csvLines, csvMark } from './csv.ts';
import type { Ledger } from './ledger.ts';

const columns = [
  'loại',
  'giấy tờ',
  'trạng thái',
  'lúc tạo',
  'lúc xác nhận',
  'số byte',
  'đường gửi',
  'dịch vụ',
  'sha-256',
  'mã',
];

/**
 * A dossier's ledger as a table (RFC 4180, UTF-8 with a mark by which spreadsheets know it): codes, times and hashes, no
 * names and no words of the portal, so that no cell can be taken for a formula.
 */
export function ledgerCsv({ dossierCode, messages, copies }: Ledger): string {
  const sent = messages.map((one) => [
    one.kind,
    one.ordinal,
    one.state,
    iso8601(one.createdAt),
    time(one.confirmedAt),
    one.bytes,
    one.connector,
    one.service,
    one.sha256,
    one.failureCode,
  ]);
  const fetched = copies.flatMap(({ ordinal, sha256, fetches }) =>
    fetches.map(({ at, caller, bytes, whole }) => [
      'fetch',
      ordinal,
      whole ? 'whole' : 'part',
      iso8601(at),
      null,
      bytes,
      caller,
      null,
      sha256,
      null,
    ]),
  );
  return csvMark + csvLines([['hồ sơ', dossierCode], columns, ...sent, ...fetched]);
}

function time(at: number | null): string | null {
  return at === null ? null : iso8601(at);
}
