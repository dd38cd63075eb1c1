import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Authority, makeAuthority } from '../support/keys.ts';
import { base } from '../support/material.ts';
import { type QpdfObject, qpdfObjects, runWith } from '../support/programs.ts';
import { sealBy, signBy } from '../support/signing.ts';

/*
 * What ISO 19005-2 asks of level B, read by qpdf, not by our own reader. No full validator is at hand; this is the list of
 * rules that the content of a copy can touch.
 */
let authority: Authority;
let pdf: Uint8Array;
let objects: Record<string, QpdfObject>;
let dicts: Record<string, Record<string, unknown>>;

beforeAll(async () => {
  authority = makeAuthority();
  pdf = await sealBy(authority, await signBy(authority, await base()));
  objects = await qpdfObjects(pdf);
  dicts = Object.fromEntries(
    Object.entries(objects).map(([key, object]) => [key, (object.stream?.dict ?? object.value ?? {}) as never]),
  );
});

const ofType = (key: string, value: string): Record<string, unknown>[] =>
  Object.values(dicts).filter((each) => each[key] === value);
const at = (reference: unknown): Record<string, unknown> => dicts[`obj:${reference}`] ?? {};

describe('a sealed copy as PDF/A-2b', () => {
  it('begins with the version and a comment of bytes above 127 (6.1.2)', () => {
    expect(Buffer.from(pdf.subarray(0, 10)).toString('latin1')).toBe('%PDF-1.7\n%');
    expect([...pdf.subarray(10, 14)].every((byte) => byte > 127)).toBe(true);
  });

  it('has file identifiers: the first stays, the second changes with each revision (6.1.3)', () => {
    const ids = [
      ...Buffer.from(pdf)
        .toString('latin1')
        .matchAll(/\/ID \[<([0-9a-f]{32})> <([0-9a-f]{32})>\]/g),
    ];
    expect(ids).toHaveLength(3);
    expect(new Set(ids.map((each) => each[1])).size).toBe(1);
    expect(new Set(ids.map((each) => each[2])).size).toBe(3);
  });

  it('is neither encrypted nor holds scripts, actions, attachments or layers (6.1.3, 6.5, 6.8, 6.9)', () => {
    const everything = JSON.stringify(objects);
    for (const key of [
      'Encrypt',
      'JS',
      'JavaScript',
      'OpenAction',
      'AA',
      'A',
      'EmbeddedFiles',
      'OCProperties',
      'XFA',
    ]) {
      expect(everything, key).not.toContain(`"/${key}"`);
    }
  });

  it('says part 2, level B in its XMP packet, which agrees with the document information (6.6.2)', () => {
    const xmp =
      Buffer.from(pdf)
        .toString('utf8')
        .match(/<\?xpacket begin[\s\S]*?<\?xpacket end="w"\?>/)?.[0] ?? '';
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    const info = at((dicts['trailer'] as { '/Info': string })['/Info']);
    expect(info['/Title']).toBe('u:Bản sao điện tử có chứng thực');
    expect(plain(xmp)).toContain('Bản sao điện tử có chứng thực</rdf:li></rdf:Alt></dc:title>');
    expect(info['/CreationDate']).toBe('u:D:20261121020507Z');
    expect(xmp).toContain('<xmp:CreateDate>2026-11-21T02:05:07Z</xmp:CreateDate>');
    expect(xmp).toContain('<xmp:ModifyDate>2026-11-21T02:05:07Z</xmp:ModifyDate>');
    expect(Object.values(dicts).find((each) => each['/Type'] === '/Metadata')?.['/Filter']).toBeUndefined();
  });

  it('has one sRGB output intent of three components (6.2.3)', () => {
    const [root] = ofType('/Type', '/Catalog');
    const intents = root?.['/OutputIntents'] as string[];
    expect(intents).toHaveLength(1);
    const intent = at(intents[0]);
    expect(intent).toMatchObject({ '/Type': '/OutputIntent', '/S': '/GTS_PDFA1' });
    expect(at(intent['/DestOutputProfile'])).toMatchObject({ '/N': 3 });
  });

  it('embeds every font with Unicode maps, named as subsets (6.2.11)', () => {
    const fonts = ofType('/Type', '/Font');
    expect(fonts.length).toBe(4);
    for (const font of fonts) {
      expect(font['/BaseFont']).toMatch(/^\/[A-Z]{6}\+LiberationSerif/);
      if (font['/Subtype'] === '/Type0') {
        expect(font).toMatchObject({
          '/Encoding': '/Identity-H',
          '/ToUnicode': expect.stringMatching(/ 0 R$/) as string,
        });
      } else {
        const descriptor = at(font['/FontDescriptor']);
        expect(font).toMatchObject({ '/Subtype': '/CIDFontType2', '/CIDToGIDMap': '/Identity' });
        expect(descriptor['/FontFile2']).toEqual(expect.any(String));
        expect(descriptor['/FontName']).toBe(font['/BaseFont']);
      }
    }
  });

  it('never shows the glyph .notdef (6.2.11.8)', () => {
    const content = Buffer.from(pdf).toString('latin1');
    const shown = [...content.matchAll(/<([0-9a-f]+)> Tj/g)].map((each) => each[1] ?? '');
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.flatMap((codes) => codes.match(/.{4}/g) ?? [])).not.toContain('0000');
  });

  it('paints only in spaces that the output intent covers, with no interpolation or alternates (6.2.4, 6.2.8)', () => {
    const images = ofType('/Subtype', '/Image');
    expect(images.length).toBe(2 + 4);
    for (const image of images) {
      expect(['/DeviceRGB', '/DeviceGray']).toContain(image['/ColorSpace']);
      expect(image).not.toHaveProperty('/Interpolate');
      expect(image).not.toHaveProperty('/Alternates');
    }
  });

  it('uses filters that the standard knows (6.1.7)', () => {
    const filters = Object.values(dicts).map((each) => each['/Filter']);
    const known = new Set(['/FlateDecode', '/DCTDecode', '/Adobe.PPKLite', undefined]);
    expect(filters.filter((filter) => !known.has(filter as string))).toEqual([]);
  });

  it('prints every annotation, each with a normal appearance only (6.3)', () => {
    const widgets = ofType('/Type', '/Annot');
    expect(widgets.map((each) => each['/T'])).toEqual(['u:ChuKyNguoiKy', 'u:DauCoQuan']);
    for (const widget of widgets) {
      const flags = widget['/F'] as number;
      expect(flags & 4).toBe(4);
      expect(flags & (1 | 2 | 32 | 256)).toBe(0);
      const appearances = widget['/AP'] as Record<string, string>;
      expect(Object.keys(appearances)).toEqual(['/N']);
      expect(at(appearances['/N'])).toMatchObject({ '/Subtype': '/Form' });
    }
  });

  it('has a form without defaults to compute, append only (6.4.1)', () => {
    const [root] = ofType('/Type', '/Catalog');
    const form = at(root?.['/AcroForm']);
    expect(Object.keys(form).sort()).toEqual(['/Fields', '/SigFlags']);
    expect(form['/SigFlags']).toBe(3);
  });

  it('keeps its streams whole: fonts and profile inflate', () => {
    const view = Buffer.from(pdf);
    const found = [...view.toString('latin1').matchAll(/\/Filter \/FlateDecode[^>]*\/Length (\d+) >>\nstream\n/g)];
    expect(found.length).toBeGreaterThanOrEqual(9);
    for (const each of found) {
      const start = each.index + each[0].length;
      expect(inflateSync(view.subarray(start, start + Number(each[1]))).length).toBeGreaterThan(0);
    }
  });

  it('reads as Vietnamese text', async () => {
    const { out } = await runWith({ 'copy.pdf': pdf }, 'pdftotext', '-f', '3', 'copy.pdf', '-');
    expect(out).toContain('CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH');
    expect(out).toContain('Số chứng thực: 123, quyển số: 01/2026-SCT/BS');
    expect(out).toContain('Hoàng Thị Mỷ Ngọc');
  });
});

/** XML escapes as pdf-lib writes them, undone. */
function plain(xml: string): string {
  return xml
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replace(/&([aeo])(acute|grave|circ|tilde);/g, (_, letter: string, mark: string) =>
      `${letter}${{ acute: '\u0301', grave: '\u0300', circ: '\u0302', tilde: '\u0303' }[mark] ?? ''}`.normalize('NFC'),
    );
}
