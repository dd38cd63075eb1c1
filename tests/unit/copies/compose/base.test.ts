import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../../src/common/result.ts';
import { composeBase } from '../../../../src/copies/compose/base.ts';
import { base, baseInput, jpegOf, noisePage } from '../support/material.ts';
import { runWith } from '../support/programs.ts';

const pages = [await noisePage(496, 702, 300), await noisePage(702, 496, 300), await noisePage(400, 300, 600)];

describe('composing the base', () => {
  it('embeds each JPEG byte for byte', async () => {
    const pdf = await base({ pages });
    const { files } = await runWith({ 'base.pdf': pdf }, 'pdfimages', '-all', 'base.pdf', 'page');
    expect([...files.keys()]).toEqual(['page-000.jpg', 'page-001.jpg', 'page-002.jpg']);
    expect([...files.values()].map((file, i) => Buffer.compare(file, jpegOf(pages[i]!)))).toEqual([0, 0, 0]);
  });

  it('gives each page its true size, the attestation A4', async () => {
    const { out } = await runWith({ 'base.pdf': await base({ pages }) }, 'pdfinfo', '-f', '1', '-l', '9', 'base.pdf');
    const sizes = [...out.matchAll(/Page +\d+ size: +([\d.]+) x ([\d.]+)/g)].map((m) => [Number(m[1]), Number(m[2])]);
    expect(sizes).toEqual([
      [119.04, 168.48],
      [168.48, 119.04],
      [48, 36],
      [595.276, 841.89],
    ]);
  });

  it('is sound for qpdf', async () => {
    const { status, out } = await runWith({ 'base.pdf': await base({ pages }) }, 'qpdf', '--check', 'base.pdf');
    expect(out).not.toContain('WARNING');
    expect(status).toBe(0);
  });

  it('paints the page as the JPEG decodes, upright', async () => {
    const slope =
      '<linearGradient id="g" x2="1" y2="0.4"><stop stop-color="#103080"/><stop offset="1" stop-color="#fff0d0"/></linearGradient>';
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="240"><defs>${slope}</defs><rect width="300" height="240" fill="url(#g)"/></svg>`;
    const jpeg = await sharp(Buffer.from(drawing)).jpeg({ quality: 90 }).toBuffer();
    const pdf = await base({
      pages: [{ picture: { form: 'jpeg', jpeg }, widthPx: 300, heightPx: 240, dpi: 300, turn: 0 }],
    });
    const { files } = await runWith(
      { 'base.pdf': pdf },
      'pdftoppm',
      '-r',
      '300',
      '-l',
      '1',
      '-png',
      'base.pdf',
      'page',
    );
    const [rendered] = [...files.values()];
    const raw = (image: Uint8Array): Promise<Buffer> => sharp(image).removeAlpha().raw().toBuffer();
    const [got, wanted] = await Promise.all([raw(rendered!), raw(jpeg)]);
    expect(got.length).toBe(wanted.length);
    expect(wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - (got[i] ?? 0))), 0)).toBeLessThanOrEqual(
      6,
    );
  });

  it('takes a page from a reader and gives the same bytes for the same input', async () => {
    const fileId = randomBytes(16);
    const read = pages.map((page) => ({
      ...page,
      picture: async () => ok({ form: 'jpeg' as const, jpeg: jpegOf(page) }),
    }));
    const [once, again] = [await base({ pages, fileId }), await base({ pages: read, fileId })];
    expect(Buffer.compare(once, again)).toBe(0);
  });

  it('embeds a grey page', async () => {
    const jpeg = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#777' } })
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    const pdf = await base({
      pages: [{ picture: { form: 'jpeg', jpeg }, widthPx: 300, heightPx: 300, dpi: 300, turn: 0 }],
    });
    const { out } = await runWith({ 'base.pdf': pdf }, 'pdfimages', '-list', 'base.pdf');
    expect(out).toContain('gray');
  });
});

describe('refusing pages', async () => {
  const [good] = pages;
  const jpeg = jpegOf(good!);
  const showing = (shown: Uint8Array) => ({ ...good!, picture: { form: 'jpeg' as const, jpeg: shown } });
  const cmyk = await sharp(jpeg).toColourspace('cmyk').jpeg().toBuffer();
  const refusals = {
    'no page': [[], 'COPY-PAGE-INVALID'],
    'too coarse for NĐ 30/2020': [[{ ...good!, dpi: 199 }], 'COPY-PAGE-INVALID'],
    'no resolution': [[{ ...good!, dpi: Number.NaN }], 'COPY-PAGE-INVALID'],
    'another size than the picture has': [[good!, { ...good!, widthPx: 495 }], 'COPY-IMAGE-INVALID'],
    'cut short': [[showing(jpeg.subarray(0, -2))], 'COPY-IMAGE-INVALID'],
    'bytes behind the picture': [[showing(Buffer.concat([jpeg, Buffer.from('x')]))], 'COPY-IMAGE-INVALID'],
    'a PNG': [[showing(await sharp(jpeg).png().toBuffer())], 'COPY-IMAGE-INVALID'],
    CMYK: [[showing(cmyk)], 'COPY-IMAGE-INVALID'],
    'no bytes': [[showing(new Uint8Array())], 'COPY-IMAGE-INVALID'],
    'markers only': [[showing(markersOnly())], 'COPY-IMAGE-INVALID'],
  } as const;

  it.each(Object.entries(refusals))('%s', async (_, [refused, code]) => {
    const result = await composeBase(await baseInput({ pages: refused }));
    expect(result).toMatchObject({ ok: false, error: { code } });
  });

  it('names the page', async () => {
    const result = await composeBase(await baseInput({ pages: [good!, { ...good!, heightPx: 1 }] }));
    expect(result).toMatchObject({ ok: false, error: { facts: { page: 2 } } });
  });

  it('takes no file identifier of another length', async () => {
    await expect(composeBase(await baseInput({ fileId: randomBytes(15) }))).rejects.toThrow(RangeError);
  });
});

/** Start, one comment segment, end: no frame at all. */
function markersOnly(): Uint8Array {
  const comment = Buffer.alloc(120);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 122]), comment, Buffer.from([0xff, 0xd9])]);
}
