import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cos, dict, hex, literal, name, ref } from '../../../../src/copies/cos/objects.ts';
import { CosReader, CosSyntaxError } from '../../../../src/copies/cos/parse.ts';
import { namePattern, serialise, serialiseNumber } from '../../../../src/copies/cos/serialise.ts';
import { qpdfObjects } from '../support/programs.ts';

const names = fc.stringMatching(/^[A-Za-z0-9.+\-_]{1,20}$/);
const bytes = fc.uint8Array({ maxLength: 40 });
const { value: values } = fc.letrec<{ value: Cos }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
    fc.integer({ min: -90_000_000, max: 90_000_000 }).map((n) => n / 10_000),
    names.map(name),
    fc.nat().map(ref),
    bytes.map(hex),
    bytes.map((each) => literal(Buffer.from(each).toString('latin1'))),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5, noNullPrototype: true }).map(dict),
  ),
}));

/** Reads a text that must be one value and nothing more. */
function parse(text: string): Cos {
  const reader = new CosReader(Buffer.from(text, 'latin1'), 0);
  const value = reader.value();
  if (reader.position !== text.length) throw new CosSyntaxError('more than a value');
  return value;
}

describe('values', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(values, (value) => {
        const written = serialise(value);
        const reader = new CosReader(Buffer.from(`${written} `, 'latin1'), 0);
        return serialise(reader.value()) === written && reader.position === written.length;
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it('are read by qpdf as we mean them', async () => {
    const content = {
      A: literal('a(b)c\\'),
      B: hex(Buffer.from([0xfe, 0xff, 0x1e, 0xe8])),
      C: [1, -2.5, 0.0001, null, true],
    };
    const object = (n: number, value: Cos): string => `${n} 0 obj\n${serialise(value)}\nendobj\n`;
    const body = [
      object(1, dict({ Type: name('Catalog'), Pages: ref(2), Ours: dict(content) })),
      object(2, dict({ Type: name('Pages'), Kids: [], Count: 0 })),
    ];
    const offsets = [9, 9 + body[0]!.length].map((n) => `${String(n).padStart(10, '0')} 00000 n \n`);
    const table = 9 + body.join('').length;
    const pdf = `%PDF-1.7\n${body.join('')}xref\n0 3\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
    const objects = await qpdfObjects(Buffer.from(pdf, 'latin1'));
    expect(objects['obj:1 0 R']?.value).toHaveProperty('/Ours', {
      '/A': 'u:a(b)c\\',
      '/B': 'u:Ứ',
      '/C': [1, -2.5, 0.0001, null, true],
    });
  });

  it.each([
    ['a comment', '%x\n1'],
    ['a word', 'nul'],
    ['a key twice', '<< /A 1 /A 2 >>'],
    ['a name with an escape', '/A#42'],
    ['a name with nothing', '/'],
    ['an array without end', '[1 2'],
    ['a string without end', '(abc'],
    ['hexadecimal in capitals', '<AB>'],
    ['hexadecimal without its last digit', '<abc>'],
    ['hexadecimal without end', '<ab'],
    ['five decimals', '1.00001'],
    ['a plus sign', '+1'],
    ['nesting without end', '['.repeat(50)],
    ['dictionaries nested without end', '<< /A '.repeat(50)],
  ])('are refused: %s', (_, text) => {
    expect(() => parse(text)).toThrow(CosSyntaxError);
  });

  it('never read past their bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        try {
          const reader = new CosReader(noise, 0);
          reader.value();
          return reader.position <= noise.length;
        } catch (error) {
          return error instanceof CosSyntaxError;
        }
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  it('numbers have one spelling', () => {
    expect([0, -0, 1.5, 0.00001, -0.00001, 595.27559, 10].map(serialiseNumber)).toEqual([
      '0',
      '0',
      '1.5',
      '0',
      '0',
      '595.2756',
      '10',
    ]);
    expect(() => serialiseNumber(Number.NaN)).toThrow(RangeError);
    expect(() => serialiseNumber(5e9)).toThrow(RangeError);
  });

  it('names outside the allowed characters cannot be written', () => {
    expect(namePattern.test('Chữ')).toBe(false);
    expect(() => serialise(name('A B'))).toThrow(RangeError);
  });
});
