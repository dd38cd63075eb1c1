import { expect, it } from 'vitest';
import type { Ledger } from '../../../../src/workflow/views/ledger.ts';
import { ledgerCsv } from '../../../../src/workflow/views/ledger-csv.ts';

const message: Ledger['messages'][number] = {
  id: 'm',
  kind: 'upload-copy',
  state: 'confirmed',
  createdAt: 0,
  begunAt: 1,
  confirmedAt: 60_000,
  attempts: 1,
  bytes: 2000,
  failureCode: null,
  ordinal: 1,
  connector: 'tus',
  service: 'tus',
  receipt: 'Đã nhận',
  sha256: 'ab',
  statusCode: null,
};
const ledger: Ledger = {
  ...{ dossierId: 'd', dossierCode: 'H56.14-251122-00001', recalls: [], references: [], far: null, differences: [] },
  messages: [
    message,
    {
      ...message,
      kind: 'sync-dossier',
      state: 'rejected',
      ...{ confirmedAt: null, ordinal: null, connector: null, service: null, sha256: null },
      failureCode: 'PORTAL-REJECTED',
    },
  ],
  copies: [
    {
      ...{ messageId: 'm', ordinal: 1, title: 'Giấy khai sinh', sha256: 'ab', bytes: 2000, sentAt: 60_000, link: null },
      fetches: [{ at: 120_000, caller: '=truc', bytes: 2000, whole: false }],
    },
  ],
};

it('the cells are words of the officers, in the language asked for; no name and no formula is among them', () => {
  const vi = ledgerCsv(ledger, 'vi');
  const lines = vi.split('\r\n');
  expect(lines[2]).toBe(
    'tệp bản sao,1,đã xác nhận,1970-01-01T07:00:00+07:00,1970-01-01T07:01:00+07:00,2000,kho văn bản của tỉnh,tải tệp lên,,ab,,',
  );
  expect(lines[3]).toMatch(/^trạng thái hồ sơ,,bị từ chối,.*,"Nơi nhận .*",PORTAL-REJECTED$/);
  expect(lines[4]).toMatch(/^lượt tải bản sao,1,tải dở,.*,'=truc,ab,,$/);
  expect(new Set(lines.slice(1, 5).map((line) => line.replaceAll(/"[^"]*"/g, '').split(',').length))).toEqual(
    new Set([12]),
  );
  const en = ledgerCsv(ledger, 'en');
  expect(en).toContain('file of the copy,1,confirmed,');
  expect(en).toContain('fetch of the copy,1,part of the file,');
  for (const table of [vi, en]) expect(table).not.toMatch(/upload-copy|sync-dossier|Giấy khai sinh|Đã nhận/);
});
