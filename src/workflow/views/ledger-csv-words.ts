import type { OutboxRow } from '../../store/repositories/outbox.ts';

/** A language in which a table is written: those of the screens. */
export type CsvLanguage = 'vi' | 'en';

interface CsvWords {
  readonly dossier: string;
  readonly columns: readonly string[];
  readonly kinds: Readonly<Record<OutboxRow['kind'], string>>;
  readonly states: Readonly<Record<OutboxRow['state'], string>>;
  /** By the connector's name; one without words stands as it is kept. */
  readonly ways: Readonly<Record<string, string>>;
  /** Services of the station's own; those of the far side stand as the far side names them. */
  readonly services: Readonly<Record<string, string>>;
  readonly fetch: string;
  readonly whole: string;
  readonly part: string;
}

/** What stands in the cells of a dossier's ledger. */
export const csvWords: Readonly<Record<CsvLanguage, CsvWords>> = {
  vi: {
    dossier: 'hồ sơ',
    columns: [
      'nội dung',
      'giấy tờ thứ',
      'trạng thái',
      'lúc tạo hoặc tải',
      'lúc xác nhận',
      'số byte',
      'đường gửi',
      'dịch vụ',
      'bên tải',
      'sha-256',
      'lý do',
      'mã lý do',
    ],
    kinds: {
      'upload-copy': 'tệp bản sao',
      'sync-dossier': 'trạng thái hồ sơ',
      progress: 'các bước xử lý',
      'answer-request': 'trả lời hồ sơ trực tuyến',
    },
    states: { waiting: 'đang chờ', sending: 'đang gửi', confirmed: 'đã xác nhận', rejected: 'bị từ chối' },
    ways: {
      lgsp: 'LGSP của tỉnh',
      mapi: 'mapi của Cổng',
      dvcsync: 'DvcSync',
      'one-stop': 'hệ thống một cửa',
      'hand-over': 'trạm gửi hộ',
      manual: 'cán bộ đưa lên Cổng',
      tus: 'kho văn bản của tỉnh',
    },
    services: { tus: 'tải tệp lên', 'look-up': 'hỏi lại Cổng', officer: 'cán bộ xác nhận đã có' },
    fetch: 'lượt tải bản sao',
    whole: 'tải trọn tệp',
    part: 'tải dở',
  },
  en: {
    dossier: 'dossier',
    columns: [
      'what',
      'paper',
      'state',
      'created or fetched',
      'confirmed',
      'bytes',
      'way',
      'service',
      'fetched by',
      'sha-256',
      'reason',
      'code of the reason',
    ],
    kinds: {
      'upload-copy': 'file of the copy',
      'sync-dossier': 'state of the dossier',
      progress: 'steps',
      'answer-request': 'answer to a request filed online',
    },
    states: { waiting: 'waiting', sending: 'being sent', confirmed: 'confirmed', rejected: 'refused' },
    ways: {
      lgsp: 'LGSP of the province',
      mapi: 'mapi of the portal',
      dvcsync: 'DvcSync',
      'one-stop': 'one-stop system',
      'hand-over': 'sending station',
      manual: 'put on the portal by an officer',
      tus: 'document gateway of the province',
    },
    services: { tus: 'upload', 'look-up': 'asked the portal', officer: 'said by an officer' },
    fetch: 'fetch of the copy',
    whole: 'whole file',
    part: 'part of the file',
  },
};
