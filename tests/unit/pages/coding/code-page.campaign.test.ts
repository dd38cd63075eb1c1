import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { codePage } from '../../../../src/pages/coding/code-page.ts';
import { readMixedPage } from '../../../../src/pages/coding/mixed-page.ts';
import { renderMixed } from '../../../../src/pages/coding/render-mixed.ts';

const limits = { text: 0.98, similarity: 0.88, colour: 16, bytesPerA4: 150 * 1024 };
const [width, height] = [1240, 874];

/** A sheet of A6 at 300 dpi with a little grain, as a scanner gives it. */
async function sheet(content: string, paper = '#fbfaf5', sigma = 2, scale = 1): Promise<Buffer> {
  const [w, h] = [width * scale, height * scale];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${paper}"/>${content}</svg>`;
  const grain = await sharp({
    create: { width: w, height: h, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma } },
  })
    .png()
    .toBuffer();
  return await sharp(Buffer.from(svg))
    .composite([{ input: grain, blend: 'soft-light' }])
    .removeAlpha()
    .jpeg({ quality: 90 })
    .toBuffer();
}

const lines = [
  'Số chứng thực: 123, quyển số: 01/2026',
  'Ủy ban nhân dân xã Bản Liền, tỉnh Lào Cai',
  'Nguyễn Thị Ngọc Ưởng — đã ký, đóng dấu',
];
const text = lines
  .map((line, n) => `<text x="60" y="${120 + 90 * n}" font-family="Liberation Serif" font-size="46">${line}</text>`)
  .join('');
const seal =
  '<circle cx="900" cy="600" r="170" fill="none" stroke="#d22" stroke-width="9"/><path d="M760 640 C 850 480 900 760 1060 560" fill="none" stroke="#2338a0" stroke-width="6"/>';
/** What no mask can hold: smooth tones with fine detail. */
const photograph = Array.from({ length: 900 }, (_, n) => {
  const [x, y] = [(n % 30) * 41, Math.floor(n / 30) * 29];
  return `<ellipse cx="${x}" cy="${y}" rx="${9 + (n % 7) * 3}" ry="${5 + (n % 5) * 4}" fill="hsl(${(n * 37) % 360} 30% ${35 + (n % 11) * 4}%)"/>`;
}).join('');

const plain = await sheet(text);

const code = (kept: Uint8Array, coding: 'standard' | 'compact', change = {}, dpi = 300) =>
  codePage(kept, { coding, dpi, limits: { ...limits, ...change } });

describe('a compact page', () => {
  it('with text, seal and ink is proven, small, and shows the same page', async () => {
    const kept = await sheet(text + seal);
    const page = await code(kept, 'compact');
    expect(page).toMatchObject({ form: 'mixed', notCompact: null });
    expect(page.fidelity?.text).toBeGreaterThan(0.99);
    expect(page.bytes.length * 4).toBeLessThan(kept.length);
    const mixed = readMixedPage(page.bytes);
    const drawn = mixed && (await renderMixed(mixed));
    const pixel = (x: number, y: number): number[] => [
      ...(drawn?.data.subarray((y * width + x) * 3).subarray(0, 3) ?? []),
    ];
    const [red = 0, green = 0, blue = 0] = pixel(900, 430);
    expect([red > 150, green < 100, blue < 100]).toEqual([true, true, true]);
    expect(pixel(30, 800).every((value) => value > 235)).toBe(true);
  });

  it.each([
    ['blank', '', '#fbfaf5'],
    ['black all over', '', '#111111'],
  ])('%s is compact too', async (_, content, paper) => {
    expect(await code(await sheet(content, paper), 'compact')).toMatchObject({ form: 'mixed' });
  });

  it('at 600 dpi keeps its full resolution', async () => {
    const page = await code(await sheet(text, '#fbfaf5', 2, 2), 'compact', {}, 600);
    expect(page.form).toBe('mixed');
    expect(readMixedPage(page.bytes)).toMatchObject({ widthPx: 2 * width, heightPx: 2 * height });
  });

  it('in gray stays gray', async () => {
    const gray = await sharp(plain).toColourspace('b-w').jpeg({ quality: 90 }).toBuffer();
    const mixed = readMixedPage((await code(gray, 'compact')).bytes);
    expect((await sharp(mixed?.background.jpeg).metadata()).channels).toBe(1);
  });
});

describe('what compact would spoil is coded as standard', () => {
  it('a photograph', async () => {
    const page = await code(await sheet(photograph), 'compact');
    expect(page.form).toBe('jpeg');
    expect(page.notCompact).not.toBeNull();
    expect(await sharp(page.bytes).metadata()).toMatchObject({ format: 'jpeg', width, height });
  });

  it.each([
    ['text', { text: 1.01 }],
    ['similarity', { similarity: 1.01 }],
    ['colour', { colour: -1 }],
    ['larger', { bytesPerA4: 1000 }],
  ])('a page below the limit of %s', async (why, change) => {
    expect(await code(plain, 'compact', change)).toMatchObject({ form: 'jpeg', notCompact: why });
  });
});

describe('what cannot be coded stays as it was kept', () => {
  it.each(['standard', 'compact'] as const)('a damaged page, %s', async (coding) => {
    const kept = plain;
    const page = await code(kept.subarray(0, 900), coding);
    expect(page).toMatchObject({ form: 'kept', notCompact: coding === 'compact' ? 'undecodable' : null });
    expect(page.bytes.length).toBe(0);
  });

  it('a page that would become larger', async () => {
    const small = await sharp(plain).jpeg({ quality: 30, mozjpeg: true }).toBuffer();
    expect((await code(small, 'standard')).form).toBe('kept');
  });

  it('a mixed page that is not whole is none', async () => {
    const { bytes } = await code(plain, 'compact');
    expect(readMixedPage(bytes)).toBeDefined();
    for (const length of [0, 8, 40, 60, bytes.length - 1])
      expect(readMixedPage(bytes.subarray(0, length))).toBeUndefined();
  });
});
