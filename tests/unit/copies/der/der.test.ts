import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenOf, DerSyntaxError, readElement, readElements } from '../../../../src/copies/der/read.ts';
import {
  element,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  set,
  smallInteger,
} from '../../../../src/copies/der/write.ts';
import { runWith } from '../support/programs.ts';

describe('distinguished encoding', () => {
  it('is read by openssl as we mean it', async () => {
    const der = sequence(
      smallInteger(1),
      objectIdentifier('1.2.840.113549.1.9.16.2.47'),
      objectIdentifier('2.16.840.1.101.3.4.2.1'),
      nothing(),
      octetString(new Uint8Array(300).fill(7)),
      set(smallInteger(2), smallInteger(1)),
    );
    const { out, status } = await runWith({ 'a.der': der }, 'openssl', 'asn1parse', '-inform', 'DER', '-in', 'a.der');
    expect(status).toBe(0);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => line.replace(/^.*(?:prim|cons): /, '').trim());
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual([
      'SEQUENCE',
      'INTEGER',
      'OBJECT',
      'OBJECT',
      'NULL',
      'OCTET STRING',
      'SET',
      'INTEGER',
      'INTEGER',
    ]);
    expect(out).toContain(':id-smime-aa-signingCertificateV2');
    expect(out).toContain(':sha256');
    expect(out).toMatch(/hl=4 l= 300 prim: OCTET STRING/);
    expect(lines.slice(-2).map((line) => line.split(':').at(-1))).toEqual(['01', '02']);
  });

  it('is read as it is written, at every length', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 127, 128, 255, 256, 65_535, 65_536),
        fc.constantFrom(0x04, 0x30, 0xa0),
        (size, tag) => {
          const written = element(tag, new Uint8Array(size));
          const read = readElement(Buffer.concat([written, Buffer.from('more')]));
          return read.tag === tag && read.content.length === size && Buffer.compare(read.whole, written) === 0;
        },
      ),
      { seed: 5 },
    );
  });

  it.each([
    ['nothing', []],
    ['a tag alone', [0x30]],
    ['a long tag', [0x1f, 0x81, 0x00]],
    ['an indefinite length', [0x30, 0x80, 0, 0]],
    ['a length not shortest', [0x04, 0x81, 0x01, 0x00]],
    ['a length with a leading zero', [0x04, 0x82, 0x00, 0x80]],
    ['a length of four octets', [0x04, 0x84, 1, 0, 0, 0]],
    ['less than it says', [0x04, 0x02, 0x01]],
  ])('is refused: %s', (_, octets) => {
    expect(() => readElement(Uint8Array.from(octets))).toThrow(DerSyntaxError);
  });

  it('is refused where another type or fewer elements are expected', () => {
    expect(() => childrenOf(readElement(smallInteger(1)), 0x30)).toThrow(DerSyntaxError);
    expect(() => childrenOf(undefined, 0x30)).toThrow(DerSyntaxError);
    expect(() => readElements(Buffer.concat(Array.from({ length: 65 }, nothing)))).toThrow(DerSyntaxError);
  });
});
