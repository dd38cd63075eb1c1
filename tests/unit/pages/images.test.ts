import { createHash } from 'node:crypto';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import { encodePage, measurePage, pageImage } from '../../../src/pages/index.ts';
import { scratchFolder, textPage, writePnm } from './support.ts';

const folder = scratchFolder();
const file = (name: string) => join(folder.path, name);

async function pnmOf(jpeg: Buffer, name: string, gray = false): Promise<{ path: string; pixels: Buffer }> {
  const image = gray ? sharp(jpeg).toColourspace('b-w') : sharp(jpeg);
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  await writePnm(file(name), info.width, info.height, data);
  return { path: file(name), pixels: data };
}

/** Mean over the samples of two pictures of one size. */
async function difference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = [await sharp(one).raw().toBuffer(), await sharp(other).raw().toBuffer()];
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}

describe('a page as it is kept', () => {
  test('is a JPEG of the same size, near the scanned pixels, with its resolution and no profile', async () => {
    const { path, pixels } = await pnmOf(await textPage(40), 'colour.pnm');
    const page = unwrap(await encodePage(path, 300));
    expect(page).toMatchObject({ widthPx: 1240, heightPx: 1754, dpi: 300, channels: 3 });
    expect(page.sha256).toBe(createHash('sha256').update(page.jpeg).digest('hex'));
    const metadata = await sharp(page.jpeg).metadata();
    expect(metadata).toMatchObject({
      format: 'jpeg',
      density: 300,
      channels: 3,
      chromaSubsampling: '4:2:0',
      isProgressive: false,
    });
    expect(metadata.icc).toBeUndefined();
    expect(metadata.xmp).toBeUndefined();
    const decoded = await sharp(page.jpeg).raw().toBuffer();
    let difference = 0;
    for (let at = 0; at < pixels.length; at++) difference += Math.abs((pixels[at] ?? 0) - (decoded[at] ?? 0));
    expect(difference / pixels.length).toBeLessThan(3);
  });

  test('comes with the same page in small, of each width that is less than its own', async () => {
    const { path } = await pnmOf(await textPage(40), 'small.pnm');
    const { jpeg, small } = unwrap(await encodePage(path, 300, { smallWidths: [252, 160, 1240, 2_000] }));
    expect(small.map(({ widthPx }) => widthPx)).toEqual([252, 160]);
    for (const picture of small) {
      expect(await sharp(picture.jpeg).metadata()).toMatchObject({ format: 'jpeg', width: picture.widthPx });
      // As the one that is made later from the kept page, and not as another.
      const later = unwrap(await pageImage(jpeg, { widthPx: picture.widthPx, turn: 0 }));
      const other = unwrap(await pageImage(jpeg, { widthPx: picture.widthPx, turn: 180 }));
      expect(await difference(picture.jpeg, later)).toBeLessThan((await difference(picture.jpeg, other)) / 3);
    }
  });

  test('stays gray when it was scanned gray', async () => {
    const { path } = await pnmOf(await textPage(10), 'gray.pnm', true);
    const page = unwrap(await encodePage(path, 200));
    expect(await sharp(page.jpeg).metadata()).toMatchObject({ channels: 1, density: 200 });
  });

  test('is not made of a file that is short, long or no image', async () => {
    const { path, pixels } = await pnmOf(await textPage(5), 'short.pnm');
    await truncate(path, pixels.length - 1);
    expect(await encodePage(path, 300)).toMatchObject({
      error: { code: 'PAGE-IMAGE-DAMAGED', facts: { place: 'length' } },
    });
    await writePnm(file('long.pnm'), 10, 10, Buffer.alloc(301));
    expect(await encodePage(file('long.pnm'), 300)).toMatchObject({ error: { code: 'PAGE-IMAGE-DAMAGED' } });
    await writeFile(file('text.pnm'), 'xin chào');
    expect(await encodePage(file('text.pnm'), 300)).toMatchObject({ error: { code: 'PAGE-IMAGE-DAMAGED' } });
    await writeFile(file('huge.pnm'), 'P6 99999 99999 255\n');
    expect(await encodePage(file('huge.pnm'), 300)).toMatchObject({ error: { code: 'PAGE-IMAGE-TOO-LARGE' } });
  });
});

describe('a page for a screen', () => {
  const small = (page: Uint8Array, widthPx: number) => pageImage(page, { widthPx, turn: 0 });

  test('has the width asked for and the page’s proportions, and never more than the page', async () => {
    const page = await textPage(20);
    expect(await sharp(unwrap(await small(page, 310))).metadata()).toMatchObject({ width: 310, height: 439 });
    expect(await sharp(unwrap(await small(page, 2_000))).metadata()).toMatchObject({ width: 1240 });
    expect(await sharp(unwrap(await small(page, -5))).metadata()).toMatchObject({ width: 16 });
  });

  test.each([
    { turn: 0, width: 300, height: 424, red: 'top left' },
    { turn: 90, width: 300, height: 212, red: 'top right' },
    { turn: 180, width: 300, height: 424, red: 'bottom right' },
    { turn: 270, width: 300, height: 212, red: 'bottom left' },
  ] as const)('turned by $turn degrees has its mark at the $red', async ({ turn, width, height, red }) => {
    const mark = Buffer.from('<svg width="300" height="300"><rect width="300" height="300" fill="#f00"/></svg>');
    const page = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fff' } })
      .composite([{ input: mark, left: 0, top: 0 }])
      .jpeg()
      .toBuffer();
    for (const widthPx of [300, null]) {
      const { data, info } = await sharp(unwrap(await pageImage(page, { widthPx, turn })))
        .raw()
        .toBuffer({ resolveWithObject: true });
      const whole = turn === 90 || turn === 270 ? { width: 1754, height: 1240 } : { width: 1240, height: 1754 };
      expect(info).toMatchObject(widthPx === null ? whole : { width, height });
      const isRed = (x: number, y: number): boolean => (data[(y * info.width + x) * 3 + 1] ?? 255) < 60;
      const [right, bottom] = [info.width - 4, info.height - 4];
      expect([isRed(4, 4), isRed(right, 4), isRed(right, bottom), isRed(4, bottom)]).toEqual(
        ['top left', 'top right', 'bottom right', 'bottom left'].map((corner) => corner === red),
      );
    }
  });

  test('is not made of what cannot be decoded', async () => {
    const page = await textPage(20);
    for (const bad of [Buffer.from('no image'), Buffer.alloc(0), page.subarray(0, 2_000)]) {
      expect(await small(bad, 200)).toMatchObject({ error: { code: 'PAGE-IMAGE-DAMAGED' } });
      expect(await measurePage(bad)).toMatchObject({ error: { code: 'PAGE-IMAGE-DAMAGED' } });
    }
  });
});

describe('what a page is measured for', () => {
  test('a full page gives no warning', async () => {
    const measure = unwrap(await measurePage(await textPage(40)));
    expect(measure.warnings).toEqual([]);
    expect(measure.blankFraction).toBeGreaterThan(0.6);
    expect(measure.blankFraction).toBeLessThan(0.95);
  });

  test('an empty page is blank, also on yellowed paper; one line of text is not', async () => {
    expect(unwrap(await measurePage(await textPage(0))).warnings).toEqual(['blank']);
    expect(unwrap(await measurePage(await textPage(0, 0, '#e3d6b0'))).warnings).toEqual(['blank']);
    expect(unwrap(await measurePage(await textPage(1))).warnings).toEqual([]);
  });

  test('a page that is mostly black is dark', async () => {
    const measure = unwrap(await measurePage(await textPage(30, 0, '#202020')));
    expect(measure.warnings).toContain('dark');
    expect(measure.meanDarkness).toBeGreaterThan(0.8);
  });

  test.each([-4, -2, -0.5, 0, 0.5, 2, 4])('lines that lean by %d degrees are seen to', async (degrees) => {
    const measure = unwrap(await measurePage(await textPage(40, degrees)));
    expect(Math.abs(measure.skewDegrees - degrees)).toBeLessThanOrEqual(0.25);
    expect(measure.warnings.includes('skewed')).toBe(Math.abs(degrees) > 1.5);
  });
});
