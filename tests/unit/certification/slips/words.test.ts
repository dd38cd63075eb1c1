import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateInWords,
  dongInWords,
  officeLines,
  placeOfOffice,
  printable,
  timeInWords,
} from '../../../../src/certification/slips/words.ts';
import { at } from './facts.ts';

describe('an amount in words', () => {
  it.each([
    [0, 'Không đồng'],
    [2000, 'Hai nghìn đồng'],
    [5000, 'Năm nghìn đồng'],
    [10_000, 'Mười nghìn đồng'],
    [15_000, 'Mười lăm nghìn đồng'],
    [21_000, 'Hai mươi mốt nghìn đồng'],
    [24_000, 'Hai mươi tư nghìn đồng'],
    [55_000, 'Năm mươi lăm nghìn đồng'],
    [104_000, 'Một trăm linh bốn nghìn đồng'],
    [111_000, 'Một trăm mười một nghìn đồng'],
    [200_000, 'Hai trăm nghìn đồng'],
    [1_000_005, 'Một triệu không trăm linh năm đồng'],
    [1_020_000, 'Một triệu không trăm hai mươi nghìn đồng'],
    [12_640_000, 'Mười hai triệu sáu trăm bốn mươi nghìn đồng'],
    [3_000_000_001, 'Ba tỷ không trăm linh một đồng'],
  ])('%d', (amount, words) => {
    expect(dongInWords(amount)).toBe(words);
  });

  it('is another for every amount', () => {
    const amount = fc.integer({ min: 0, max: 999_999_999_999 });
    fc.assert(fc.property(amount, amount, (a, b) => a === b || dongInWords(a) !== dongInWords(b)));
  });

  it.each([-1, 1.5, Number.NaN, 1e12])('is never made of %d', (amount) => {
    expect(() => dongInWords(amount)).toThrow(RangeError);
  });
});

describe('times', () => {
  it('have a zero before the days under ten and before January and February only', () => {
    expect(dateInWords(at('2026-02-05T00:00:00'))).toBe('ngày 05 tháng 02 năm 2026');
    expect(dateInWords(at('2026-03-15T23:59:59'))).toBe('ngày 15 tháng 3 năm 2026');
  });

  it('say the day of the week', () => {
    expect(timeInWords(at('2026-11-22T08:05:00'))).toBe('08 giờ 05 phút, Chủ nhật, ngày 22 tháng 11 năm 2026');
    expect(timeInWords(at('2026-11-23T17:00:00'))).toBe('17 giờ 00 phút, thứ Hai, ngày 23 tháng 11 năm 2026');
  });
});

describe('the office', () => {
  it.each([
    ['Ủy ban nhân dân xã Nậm Phai', 'Nậm Phai', 'ỦY BAN NHÂN DÂN\nXÃ NẬM PHAI'],
    ['Uỷ ban nhân dân phường Hòa Bình', 'Hòa Bình', 'UỶ BAN NHÂN DÂN\nPHƯỜNG HÒA BÌNH'],
    ['ủy ban nhân dân đặc khu Phú Quốc', 'Phú Quốc', 'ỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ QUỐC'],
    ['Phòng công chứng số 1', 'Vạn Lĩnh', 'PHÒNG CÔNG CHỨNG SỐ 1'],
    ['', 'Vạn Lĩnh', ''],
  ])('%s dates its papers from %s', (name, place, lines) => {
    expect(placeOfOffice(name.normalize('NFD'), 'Vạn  Lĩnh')).toBe(place);
    expect(officeLines(name.normalize('NFD'))).toBe(lines);
  });
});

describe('a text from outside', () => {
  it('loses what cannot be seen, and nothing else', () => {
    const given = '  Giấy\u0000 khai\u200b\u202esinh\tbản\u00a0chính\u0007\ud800 ';
    expect(printable(given)).toBe('Giấy khaisinh bản chính');
    expect(printable('một\nhai')).toBe('một hai');
    expect(printable('một \r\n\n\n\u2028 hai\u0085ba', { lines: true })).toBe('một\n\nhai\nba');
  });

  it('is printable for good, NFC and without a control character, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.boolean(), (text, lines) => {
        const once = printable(text, { lines });
        expect(printable(once, { lines })).toBe(once);
        expect(once).toBe(once.normalize('NFC'));
        expect(once.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(once).toBe(once.trim());
      }),
    );
  });
});
