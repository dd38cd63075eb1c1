import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../../src/portal/connectors/dossier-services/answer.ts';

const envelope = (error_code: unknown, message?: unknown): string => JSON.stringify({ error_code, message });

describe('an answer of the portal', () => {
  it.each([
    ['0 as a number', envelope(0, 'Đồng bộ thành công'), 'done'],
    ['0 as a string', envelope('0', 'Thành công'), 'done'],
    ['00', envelope('00', 'THÀNH CÔNG'), 'done'],
    ['words in NFD', envelope('0', 'Thành công'.normalize('NFD')), 'done'],
    ['0 without words', envelope(0), 'done'],
    ['0 with null words', envelope(0, null), 'done'],
    ['0 with other words', envelope(0, 'Đã tiếp nhận yêu cầu'), 'unknown'],
    ['0 with a denial', envelope(0, 'Đồng bộ không thành công'), 'unknown'],
    ['3, exists', envelope('3', 'Hồ sơ đã tồn tại'), 'exists'],
    ['-3, exists', envelope(-3, 'Mã hồ sơ H56 ĐÃ TỒN TẠI trong hệ thống'), 'exists'],
    ['0, exists', envelope('0', 'Hồ sơ đã tồn tại'), 'exists'],
    ['exists under a code nobody has seen', envelope('17', 'Hồ sơ đã tồn tại'), 'refused'],
    ['missing', envelope('4', 'Mã hồ sơ không tồn tại'), 'missing'],
    ['refused', envelope('-2', 'NgayTiepNhan không hợp lệ'), 'refused'],
    ['refused though it says success', envelope('5', 'thành công'), 'refused'],
    ['session over', envelope('-1', 'Phiên làm việc đã hết hạn'), 'expired'],
    ['session over, in English', envelope('-1', 'Invalid session'), 'expired'],
    ['maintenance', envelope('99', 'Hệ thống đang bảo trì'), 'busy'],
    ['no code', JSON.stringify({ message: 'thành công' }), 'unreadable'],
    ['a code of another type', envelope(true, 'thành công'), 'unreadable'],
    ['words of another type', envelope('0', { vi: 'thành công' }), 'unreadable'],
    ['an array', JSON.stringify([{ error_code: 0, message: 'thành công' }]), 'unreadable'],
    ['no JSON', 'thành công', 'unreadable'],
    ['cut JSON', '{"error_code":"0","message":"thành công', 'unreadable'],
    ['nothing', '', 'unreadable'],
    ['null', 'null', 'unreadable'],
  ])('%s', (_, text, meaning) => {
    expect(readAnswer(text, false).meaning).toBe(meaning);
  });

  it.each([
    ['words', 'Cập nhật tiến độ THÀNH CÔNG', 'done'],
    ['words in quotes', '"Cập nhật thành công"', 'done'],
    ['an envelope', envelope('0', 'Cập nhật thành công'), 'done'],
    ['a denial', 'Cập nhật không thành công', 'refused'],
    ['a denial with a word between', 'Cập nhật chưa được thành công', 'refused'],
    ['failure', 'Cập nhật thất bại', 'refused'],
    ['failure for the moment', 'Cập nhật thất bại, vui lòng thử lại sau', 'busy'],
    ['other words', 'OK', 'unreadable'],
    ['a page', '<html><body>thành công</body></html>', 'unreadable'],
    ['cut JSON', '{"message":"thành công', 'unreadable'],
    ['a number', '0', 'unreadable'],
    ['nothing', '', 'unreadable'],
  ])('to the steps: %s', (_, text, meaning) => {
    expect(readAnswer(text, true).meaning).toBe(meaning);
  });

  it('never throws, and its words are short and well-formed', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .tuple(fc.anything(), fc.string({ maxLength: 2000 }))
        .map(([c, m]) => envelope(typeof c === 'bigint' ? '1' : String(JSON.stringify(c)).slice(0, 20), m)),
    );
    fc.assert(
      fc.property(anything, fc.boolean(), (text, plain) => {
        const { message } = readAnswer(text, plain);
        expect(message.length).toBeLessThanOrEqual(500);
        expect(message.isWellFormed()).toBe(true);
      }),
      { seed: 20251122, numRuns: 500 },
    );
  });
});
