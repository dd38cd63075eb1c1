/** The QR code of an identity card, as a barcode reader types it. All numbers and names are invented. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasNoMarks, looksLikeCard, readCard } from '../../kiosk-ui/src/views/desk/card-text.ts';

const number = '001190000001';
const person = 'Giàng Thị Súa';
const seven = `${number}|099000001|${person}|05021990|Nữ|Bản Nậm Khao, xã Nậm Phai|12082021`;

describe('the code of a card', () => {
  test.each([
    ['of seven fields', seven],
    ['without an old number', `${number}||${person}|05021990|Nữ|Bản Nậm Khao|12082021`],
    ['of six fields', `${number}||${person}|05021990|Nữ|Bản Nậm Khao`],
    ['of eleven fields', `${seven}||Giàng A Páo|Vàng Thị Mỷ|`],
    ['after something typed', `Gi ${seven}`],
    ['with marks apart and spaces too many', seven.normalize('NFD').replace('Thị', ' Thị').trim()],
    ['with the end of a line', `${seven}\r\n`],
  ])('%s gives name and number and nothing else', (_what, text) => {
    expect(readCard(text)).toEqual({ name: person, identityNumber: number });
  });

  test.each([
    ['a name', person],
    ['five fields', `${number}||${person}|05021990|Nữ`],
    ['twelve fields', `${seven}|||||`],
    ['a short number', seven.slice(1)],
    ['no birth day', seven.replace('05021990', '5/2/1990')],
    ['no name', seven.replace(person, ' ')],
    ['digits for a name', seven.replace(person, '12345')],
    ['more than any card holds', `${seven}${'x'.repeat(1000)}`],
  ])('is not %s', (_what, text) => {
    expect(readCard(text)).toBeNull();
  });

  test('is found in no text without its separators', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        fc.pre(!text.includes('|'));
        expect(looksLikeCard(text)).toBe(false);
        expect(readCard(text)).toBeNull();
      }),
      { seed: 5 },
    );
  });

  test('a name that may have lost its marks is told apart', () => {
    expect(['Giang Thi Sua', person, 'Minh', 'Lò Văn An'].map(hasNoMarks)).toEqual([true, false, false, false]);
  });
});
