import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../../src/pages/coding/bitmap.ts';
import { decodeG4 } from '../../../../src/pages/coding/g4-decode.ts';
import { encodeG4 } from '../../../../src/pages/coding/g4-encode.ts';

/** The same bits coded by libtiff, which calls them white where we say black: a TIFF of one tile. */
async function byLibtiff({ bits, width, height }: Bitmap): Promise<Buffer> {
  const gray = Uint8Array.from(bits).map((bit) => (bit === 1 ? 255 : 0));
  const tiff = await sharp(gray, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, tile: true, tileWidth: width, tileHeight: height })
    .toBuffer();
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number): number => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = u32(4);
  const entries = Array.from({ length: u16(directory) }, (_, n) => directory + 2 + 12 * n);
  const value = (tag: number): number => u32((entries.find((at) => u16(at) === tag) ?? Number.NaN) + 8);
  expect(value(262) & 0xffff).toBe(1);
  return tiff.subarray(value(324), value(324) + value(325));
}

function bitmap(width: number, height: number, black: (x: number, y: number) => boolean): Bitmap {
  const bits = Uint8Array.from({ length: width * height }, (_, at) =>
    Number(black(at % width, Math.floor(at / width))),
  );
  return { bits, width, height };
}

const pictures: Record<string, Bitmap> = {
  white: bitmap(64, 16, () => false),
  black: bitmap(64, 16, () => true),
  'runs longer than one make-up code': bitmap(5904, 16, (x, y) => y % 3 === 1 && x > 20 && x < 5800),
  'a slope of every shift': bitmap(160, 32, (x, y) => x > (y * y) / 8 && x < 40 + y * 3),
  checks: bitmap(96, 16, (x, y) => (x + y) % 2 === 0),
  'text-like strokes': bitmap(320, 48, (x, y) => (x * 7 + y * 3) % 23 < 4 && (x >> 4) % 3 !== 1),
};

describe('Group 4', () => {
  it.each(Object.entries(pictures))('%s: comes back as it was, and libtiff says the same of it', async (_, picture) => {
    const coded = encodeG4(picture);
    expect(Buffer.compare(decodeG4(coded, picture.width, picture.height)?.bits ?? Buffer.alloc(0), picture.bits)).toBe(
      0,
    );
    expect(Buffer.compare(coded, await byLibtiff(picture))).toBe(0);
  });

  it('any picture comes back', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 12 }));
    const any = sizes.chain(([width, height]) =>
      fc
        .uint8Array({ minLength: width * height, maxLength: width * height, max: 1 })
        .map((bits) => ({ bits, width, height })),
    );
    fc.assert(
      fc.property(any, (picture) => {
        const back = decodeG4(encodeG4(picture), picture.width, picture.height);
        return back !== undefined && Buffer.compare(back.bits, picture.bits) === 0;
      }),
      { numRuns: 300 },
    );
  });

  it('damaged data end as nothing or as a picture of the right size, never in a hang', () => {
    const [width, height] = [200, 20];
    const coded = encodeG4(bitmap(width, height, (x, y) => (x ^ y) % 5 === 0));
    fc.assert(
      fc.property(fc.nat(coded.length - 1), fc.nat(255), fc.nat(coded.length), (at, byte, length) => {
        const damaged = Buffer.from(coded.subarray(0, length));
        if (at < damaged.length) damaged[at] = byte;
        const read = decodeG4(damaged, width, height);
        return read === undefined || read.bits.length === width * height;
      }),
      { numRuns: 500 },
    );
    expect(decodeG4(coded.subarray(0, coded.length / 2), width, height)).toBeUndefined();
    expect(decodeG4(Buffer.alloc(400), width, height)).toBeUndefined();
  });
});
