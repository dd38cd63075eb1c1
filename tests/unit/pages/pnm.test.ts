import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePnmHeader } from '../../../src/pages/pnm.ts';

const header = (text: string) => parsePnmHeader(Buffer.from(text, 'latin1'));

describe('the header of a PNM image', () => {
  test('as scanimage writes it, in colour and in gray', () => {
    expect(header('P6\n# SANE data follows\n2480 3507\n255\n\x00\x01')).toEqual({
      ok: true,
      value: { widthPx: 2480, heightPx: 3507, channels: 3, offset: 37, length: 2480 * 3507 * 3 },
    });
    expect(header('P5 4 2 255 abc')).toMatchObject({ ok: true, value: { channels: 1, offset: 11, length: 8 } });
  });

  test('a pixel that looks like a blank or a comment is a pixel', () => {
    expect(header('P5 1 1 255\n#\n')).toMatchObject({ ok: true, value: { offset: 11 } });
    expect(header('P5 1 1 255\n\n')).toMatchObject({ ok: true, value: { offset: 11 } });
  });

  test.each([
    ['another format', 'P4 8 8\n'],
    ['16 bits a sample', 'P6 1 1 65535\n'],
    ['no width', 'P6 0 1 255\n'],
    ['a negative height', 'P6 1 -1 255\n'],
    ['no end of the header', 'P6 1 1 255'],
    ['a comment without end', `P6 # ${'x'.repeat(2000)}\n1 1 255\n`],
    ['nothing', ''],
    ['words', 'P6 a b c\n'],
  ])('%s is damaged', (_, text) => {
    expect(header(text)).toMatchObject({ ok: false, error: { code: 'PAGE-IMAGE-DAMAGED' } });
  });

  test.each(['P6 65536 1 255\n', 'P6 1 65536 255\n', 'P5 60000 60000 255\n', 'P6 999999999 999999999 255\n'])(
    '%s is too large',
    (text) => {
      expect(header(text)).toMatchObject({ ok: false, error: { code: 'PAGE-IMAGE-TOO-LARGE' } });
    },
  );

  test('every header that netpbm allows is read back, and no bytes make it throw', () => {
    const blank = fc.constantFrom(' ', '\n', '\t', '\n# note 7 7 7\n', '  ');
    const side = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(fc.constantFrom('P5', 'P6'), side, side, blank, blank, blank, (magic, w, h, a, b, c) => {
        const text = `${magic}${a}${w}${b}${h}${c}255\n`;
        expect(header(`${text}pixels`)).toMatchObject({
          ok: true,
          value: { widthPx: w, heightPx: h, offset: text.length },
        });
      }),
      { seed: 2026 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(typeof parsePnmHeader(bytes).ok).toBe('boolean');
      }),
      { seed: 2026 },
    );
  });
});
