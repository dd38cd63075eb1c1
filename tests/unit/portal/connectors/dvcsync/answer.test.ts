import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readDossierNames,
  readDvcAnswer,
  readFile,
  readNextNumber,
  readToken,
} from '../../../../../src/portal/connectors/dvcsync/answer.ts';
import { dvcSyncDefaults } from '../../../../../src/portal/connectors/dvcsync/settings.ts';
import { readLogin } from '../../../../../src/portal/connectors/mapi/session.ts';

const success = dvcSyncDefaults.successCodes;
const said = (code: unknown, message?: unknown, data?: unknown, status = 200) =>
  readDvcAnswer(JSON.stringify({ code, message, data }), status, success);

describe('an answer of the 2026 interface', () => {
  it.each([
    ['00', 'Thành công', 'done'],
    ['OK', undefined, 'done'],
    [200, 'Tạo hồ sơ thành công', 'done'],
    [0, null, 'done'],
    ['00', 'Tạo hồ sơ không thành công', 'unknown'],
    ['00', 'Đã tiếp nhận yêu cầu', 'unknown'],
    ['3', 'Hồ sơ đã tồn tại', 'exists'],
    ['00', 'Hồ sơ đã tồn tại', 'exists'],
    ['404', 'Không tìm thấy hồ sơ', 'missing'],
    ['401', 'Phiên đăng nhập đã hết hạn', 'expired'],
    ['500', 'Hệ thống đang bận', 'busy'],
    ['500', 'Sai mã thủ tục', 'refused'],
  ])('%j with %j means %s', (code, message, meaning) => {
    expect(said(code, message)?.verdict.meaning).toBe(meaning);
  });

  it('is no success beside a status of failure, whatever it says', () => {
    expect(said('00', 'Thành công', null, 400)?.verdict.meaning).toBe('refused');
    expect(said('00', undefined, null, 404)?.verdict.meaning).toBe('refused');
    expect(readDvcAnswer('<html>', 400, success)).toBeNull();
    expect(readDvcAnswer('<html>', 200, success)?.verdict.meaning).toBe('unreadable');
  });

  it('names files, dossiers, numbers and tokens as texts or as numbers', () => {
    expect(readFile({ IdTepTin: 7, HashTepTin: 'ab' })).toEqual({ id: '7', hash: 'ab' });
    expect(readFile([{ IdTepTin: 'f', HashTepTin: '' }])).toEqual({ id: 'f', hash: '' });
    expect(readFile([])).toBeNull();
    expect(readDossierNames({ idHoSo: 12 })).toEqual({ id: '12' });
    expect(readDossierNames(null)).toEqual({});
    expect(readNextNumber('{"value":15}')).toBe('15');
    expect(readNextNumber('{"code":"00","data":{"value":"A-1"}}')).toBe('A-1');
    expect(readNextNumber('{"value":""}')).toBeNull();
    expect(readToken({ access_token: 't', expires_in: '60' })).toEqual({ session: 't', validMs: 60_000 });
    expect(readToken({ access_token: 'two words' })).toBeNull();
  });

  it('never throws, whatever comes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, fc.jsonValue(), fc.constantFrom(200, 400, 404), (answer, data, status) => {
        readDvcAnswer(answer, status, success);
        readNextNumber(answer);
        readLogin(answer);
        readFile(data);
        readToken(data);
        readDossierNames(data);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});
