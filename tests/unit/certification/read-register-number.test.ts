import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRegisterNumber, REGISTER_TYPES, readRegisterNumber } from '../../../src/certification/index.ts';

const numbers = fc.record({
  registerType: fc.constantFrom(...REGISTER_TYPES),
  year: fc.integer({ min: 2000, max: 2999 }),
  volume: fc.integer({ min: 1, max: 999 }),
  number: fc.integer({ min: 1, max: 999_999 }),
});

test('every number that the station writes is read again, whatever stands around it', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const page = `CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH ${formatRegisterNumber(number)} Ngày 21 tháng 11 năm 2026`;
      expect(readRegisterNumber(page)).toEqual(number);
      expect(readRegisterNumber(page.normalize('NFD'))).toEqual(number);
    }),
  );
});

test.each([
  ['an office’s own wording', 'Số chứng thực 07 – quyển số 02/2026-SCT/BS', 7],
  ['capitals, and a line break in it', 'SỐ CHỨNG THỰC: 12,\nQUYỂN SỐ: 01/2026-SCT/BS', 12],
  ['no number yet', 'Số chứng thực: , quyển số: 01/2026-SCT/BS', null],
  ['nought', 'Số chứng thực: 00, quyển số: 01/2026-SCT/BS', null],
  ['a volume that is none', 'Số chứng thực: 01, quyển số: 00/2026-SCT/BS', null],
  ['another book', 'Số chứng thực: 01, quyển số: 01/2026-SCT/CK', null],
  ['a longer name of a book', 'Số chứng thực: 01, quyển số: 01/2026-SCT/BSX', null],
  ['nothing of the kind', 'Ngày 21 tháng 11 năm 2026', null],
])('%s', (_name, text, number) => {
  expect(readRegisterNumber(text)?.number ?? null).toBe(number);
});
