import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PageImage } from '../../../../src/copies/compose/base.ts';
import { composeBase } from '../../../../src/copies/compose/base.ts';
import { readCopy } from '../../../../src/copies/cos/document.ts';
import { baseIsOurs } from '../../../../src/copies/verify/base-check.ts';
import { codePage } from '../../../../src/pages/coding/code-page.ts';
import { readMixedPage } from '../../../../src/pages/coding/mixed-page.ts';
import { renderMixed } from '../../../../src/pages/coding/render-mixed.ts';
import { base, baseInput } from '../support/material.ts';
import { runWith } from '../support/programs.ts';

const loose = { text: 0, similarity: 0, colour: 255, bytesPerA4: 1_000_000 };
let page: PageImage;
let pdf: Uint8Array;
let drawn: { data: Uint8Array; width: number; height: number };

beforeAll(async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="#fbfaf5"/><text x="30" y="120" font-family="Liberation Serif" font-size="44">Ủy ban nhân dân xã Ngọc Ưởng</text><circle cx="420" cy="260" r="90" fill="none" stroke="#d22" stroke-width="8"/></svg>`;
  const kept = await sharp(Buffer.from(svg)).removeAlpha().jpeg({ quality: 90 }).toBuffer();
  const { bytes } = await codePage(kept, { coding: 'compact', dpi: 300, limits: loose });
  const mixed = readMixedPage(bytes);
  const raster = mixed && (await renderMixed(mixed));
  if (!mixed || !raster) throw new Error('no mixed page');
  drawn = raster;
  page = { picture: { form: 'mixed', mixed }, widthPx: 600, heightPx: 400, dpi: 300, turn: 0 };
  pdf = await base({ pages: [page, { ...page, turn: 90 }], keywords: 'page-coding=compact' });
});

const ours = (bytes: Uint8Array): boolean => {
  const document = readCopy(bytes);
  return document.ok && baseIsOurs(bytes, document.value);
};

describe('a copy with pages of mixed raster', () => {
  it('is sound, at true size, and says how it is coded', async () => {
    const { status, out } = await runWith({ 'base.pdf': pdf }, 'qpdf', '--check', 'base.pdf');
    expect([status, out.includes('WARNING')]).toEqual([0, false]);
    const info = await runWith({ 'base.pdf': pdf }, 'pdfinfo', '-f', '1', '-l', '2', 'base.pdf');
    expect(info.out).toMatch(/Keywords: +page-coding=compact/);
    expect(info.out).toMatch(/Page +1 size: +144 x 96 pts/);
    expect(info.out).toMatch(/Page +2 size: +96 x 144 pts/);
    expect(Buffer.from(pdf).includes('<pdf:Keywords>page-coding=compact</pdf:Keywords>')).toBe(true);
  });

  it.each([
    ['poppler', ['pdftoppm', '-r', '300', '-l', '1', '-png', 'base.pdf', 'page']],
    ['mupdf', ['mutool', 'draw', '-q', '-A', '0', '-r', '300', '-o', 'page.png', 'base.pdf', '1']],
  ] as const)('is drawn by %s as by ourselves', async (_, [program, ...args]) => {
    const { files } = await runWith({ 'base.pdf': pdf }, program, ...args);
    const [png] = [...files.values()];
    const theirs = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([theirs.info.width, theirs.info.height]).toEqual([600, 400]);
    let [sum, far] = [0, 0];
    for (let at = 0; at < drawn.data.length; at++) {
      const difference = Math.abs((theirs.data[at] ?? 0) - (drawn.data[at] ?? 0));
      sum += difference;
      far += Number(difference > 96);
    }
    expect(sum / drawn.data.length).toBeLessThan(3);
    expect(far / drawn.data.length).toBeLessThan(0.01);
  });

  it('is one that the verifier knows, and no other that is like it', () => {
    expect(ours(pdf)).toBe(true);
    const text = Buffer.from(pdf).toString('latin1');
    for (const [from, to] of [
      ['/ImageMask true', '/ImageMask null'],
      ['/K -1 /Columns', '/K -2 /Columns'],
      ['/Im Do /Ink Do Q', '/Ink Do /Im Do Q'],
      ['/Filter /CCITTFaxDecode', '/Filter /CCITTFaxDecodf'],
    ] as const) {
      expect(text.includes(from)).toBe(true);
      expect(ours(Buffer.from(text.replace(from, to), 'latin1'))).toBe(false);
    }
  });

  it('refuses layers for another page, and layers that are no JPEG', async () => {
    if (typeof page.picture === 'function' || page.picture.form !== 'mixed') throw new Error('no mixed page');
    const { mixed } = page.picture;
    const broken = { ...mixed, ink: { ...mixed.ink, jpeg: mixed.ink.jpeg.subarray(0, 90) } };
    for (const change of [{ widthPx: 601 }, { picture: { form: 'mixed' as const, mixed: broken } }]) {
      const refused = await composeBase(await baseInput({ pages: [{ ...page, ...change }] }));
      expect(refused).toMatchObject({ error: { code: 'COPY-IMAGE-INVALID', facts: { page: 1 } } });
    }
  });
});
