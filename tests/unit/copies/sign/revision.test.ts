import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { contentsBytes, fieldNames } from '../../../../src/copies/sign/field-objects.ts';
import { completeRevision, prepareRevision } from '../../../../src/copies/sign/revision.ts';
import { sealBox } from '../../../../src/copies/signature-box.ts';
import { points, rectangle } from '../../../../src/copies/units.ts';
import { verifyCopy } from '../../../../src/copies/verify/verify-copy.ts';
import { sha256 } from '../support/hash.ts';
import { issueCopy } from '../support/issued-copy.ts';
import type { Authority } from '../support/keys.ts';
import { at, attestation, base, noisePage } from '../support/material.ts';
import { runWith } from '../support/programs.ts';
import { images, policyOf, prepareSeal, prepareSigner, sealBy, signBy } from '../support/signing.ts';

let authority: Authority;
let unsigned: Uint8Array;
let signed: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  ({ authority, unsigned, signed, sealed } = await issueCopy());
});

const startsWith = (longer: Uint8Array, shorter: Uint8Array): boolean =>
  Buffer.compare(longer.subarray(0, shorter.length), shorter) === 0;
const box = rectangle(300, 500, 150, 80);

describe('appending', () => {
  it('leaves what was there byte for byte', () => {
    expect(startsWith(signed, unsigned)).toBe(true);
    expect(startsWith(sealed, signed)).toBe(true);
  });

  it('covers all but the signature itself', async () => {
    const { bytes, byteRange, contentsOffset, digest } = await prepareSigner(unsigned);
    const [a, b, c, d] = byteRange;
    expect([a, c + d]).toEqual([0, bytes.length]);
    expect(Buffer.from(bytes.subarray(b, c)).toString('latin1')).toBe(`<${'0'.repeat(2 * contentsBytes)}>`);
    expect(contentsOffset).toBe(b + 1);
    const covered = Buffer.concat([bytes.subarray(0, b), bytes.subarray(c)]);
    expect(Buffer.compare(digest, sha256(covered))).toBe(0);
  });

  it('gives the same bytes for the same input', async () => {
    const [once, again] = [await prepareSigner(unsigned), await prepareSigner(unsigned)];
    expect(Buffer.compare(once.bytes, again.bytes)).toBe(0);
  });

  it('completing changes the signature’s place alone', async () => {
    const prepared = await prepareSigner(unsigned);
    const before = Buffer.from(prepared.bytes);
    const completed = unwrap(completeRevision(prepared, Buffer.from([1, 2, 255])));
    expect(Buffer.compare(prepared.bytes, before)).toBe(0);
    before.write('0102ff', prepared.contentsOffset, 'latin1');
    expect(Buffer.compare(completed, before)).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('settles its byte range around a change of digits (%i)', async (size) => {
    // Page images of growing size move the end of the file over 100,000 bytes and beyond.
    const copy = await signBy(authority, await base({ pages: [await noisePage(40 * size, 60, 300, 95)] }));
    expect(verifyCopy(copy, policyOf(authority, { expected: [{ role: 'signer' }] })).complete).toBe(true);
  });
});

describe('refusing', () => {
  const revision = { fieldName: fieldNames.signer, box, at } as const;

  it('a signature larger than its place', async () => {
    const prepared = await prepareSigner(unsigned);
    expect(completeRevision(prepared, new Uint8Array(contentsBytes + 1))).toMatchObject({
      error: { code: 'COPY-CONTENTS-TOO-SMALL' },
    });
    expect(completeRevision(prepared, new Uint8Array(contentsBytes)).ok).toBe(true);
  });

  it('the seal before the signer, the signer twice, a third revision', async () => {
    const image = await images.signature;
    for (const [pdf, fieldName] of [
      [unsigned, fieldNames.seal],
      [signed, fieldNames.signer],
      [sealed, fieldNames.signer],
      [sealed, fieldNames.seal],
    ] as const) {
      const result = await prepareRevision(pdf, { ...revision, fieldName, image });
      expect(result).toMatchObject({ error: { code: 'COPY-REVISION-NOT-ALLOWED' } });
    }
  });

  it('a file that is not ours', async () => {
    const image = await images.signature;
    expect(await prepareRevision(Buffer.from('hello'), { ...revision, image })).toMatchObject({
      error: { code: 'COPY-NOT-PDF' },
    });
    expect(await prepareRevision(Buffer.concat([unsigned, Buffer.from('%')]), { ...revision, image })).toMatchObject({
      error: { code: 'COPY-BYTES-UNACCOUNTED' },
    });
  });

  const canvas = (alpha: number) =>
    sharp({ create: { width: 40, height: 20, channels: 4, background: { r: 0, g: 0, b: 200, alpha } } });
  it.each([
    ['no bytes', async () => new Uint8Array()],
    ['a JPEG', async () => await canvas(1).jpeg().toBuffer()],
    ['nothing but transparent', async () => await canvas(0).png().toBuffer()],
    ['a PNG cut short', async () => (await images.seal).subarray(0, 400)],
  ])('an image that is %s', async (_, image) => {
    const result = await prepareRevision(unsigned, { ...revision, image: await image() });
    expect(result).toMatchObject({ error: { code: 'COPY-IMAGE-INVALID' } });
  });
});

describe('what other programs say', () => {
  it('qpdf: no errors in either revision', async () => {
    for (const pdf of [signed, sealed]) {
      const { status, out } = await runWith({ 'copy.pdf': pdf }, 'qpdf', '--check', 'copy.pdf');
      expect(out).not.toContain('WARNING');
      expect(status).toBe(0);
    }
  });

  it('pdfsig: both valid, the second over the total document', async () => {
    const { out } = await runWith({ 'copy.pdf': sealed }, 'pdfsig', 'copy.pdf');
    const [, first = '', second = ''] = out.split(/Signature #\d:/);
    expect(first).toContain('Signature Field Name: ChuKyNguoiKy');
    expect(first).toContain('Signer Certificate Common Name: Hoàng Thị Mỷ Ngọc');
    expect(first).toContain('Signature is Valid');
    expect(second).toContain('Signature Field Name: DauCoQuan');
    expect(second).toContain('Signature Type: ETSI.CAdES.detached');
    expect(second).toContain('Total document signed');
    expect(second).toContain('Signature is Valid');
  });

  it.each([
    [0, 'ChuKyNguoiKy'],
    [1, 'DauCoQuan'],
  ])('openssl: the CMS of signature %i holds over its byte range, the chain leads to the root', async (index) => {
    const text = Buffer.from(sealed).toString('latin1');
    const ranges = [...text.matchAll(/\/Contents <([0-9a-f]+)> \/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)];
    const [, contents = '', ...numbers] = ranges[index] ?? [];
    const [a = 0, b = 0, c = 0, d = 0] = numbers.map(Number);
    const covered = Buffer.concat([sealed.subarray(a, a + b), sealed.subarray(c, c + d)]);
    const files = { 'sig.der': Buffer.from(contents, 'hex'), content: covered, 'root.der': authority.root };
    const trusted = ['-CAfile', 'root.pem', '-purpose', 'any', '-binary', '-content', 'content', '-out', 'verified'];
    const { status, out } = await runWith(
      files,
      'bash',
      ...[
        '-c',
        `openssl x509 -inform DER -in root.der -out root.pem && openssl cms -verify -cades -inform DER -in sig.der ${trusted.join(' ')}`,
      ],
    );
    expect(out).toMatch(/Verification successful/i);
    expect(status).toBe(0);
  });

  it('openssl reads exactly the three signed attributes', async () => {
    const contents = /\/Contents <([0-9a-f]+)>/.exec(Buffer.from(sealed).toString('latin1'))?.[1] ?? '';
    const { out } = await runWith(
      { 'sig.der': Buffer.from(contents, 'hex') },
      'openssl',
      ...['cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', 'sig.der'],
    );
    const attributes = out.slice(out.indexOf('signedAttrs'), out.indexOf('unsignedAttrs'));
    const types = [...attributes.matchAll(/object: (?:id-smime-aa-)?(\w+) \(/g)].map((each) => each[1] ?? '');
    expect(types.sort()).toEqual(['contentType', 'messageDigest', 'signingCertificateV2']);
    expect(attributes).not.toContain('signingTime');
    expect(out).toMatch(/unsignedAttrs:\s+<ABSENT>/);
  });
});

describe('the images on the page', () => {
  it('shows the signature in blue between title and name, the seal in red at its true size over its left third', async () => {
    const { files } = await runWith(
      { 'copy.pdf': sealed },
      'pdftoppm',
      '-r',
      '72',
      '-f',
      '3',
      '-png',
      'copy.pdf',
      'page',
    );
    const [png] = [...files.values()];
    const { data, info } = await sharp(png!).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const extent = (is: (r: number, g: number, b: number) => boolean) => {
      const found = { left: info.width, right: 0, top: info.height, bottom: 0 };
      for (let y = 0; y < info.height; y++) {
        for (let x = 0; x < info.width; x++) {
          const i = (y * info.width + x) * 3;
          if (!is(data[i]!, data[i + 1]!, data[i + 2]!)) continue;
          found.left = Math.min(found.left, x);
          found.right = Math.max(found.right, x + 1);
          found.top = Math.min(found.top, y);
          found.bottom = Math.max(found.bottom, y + 1);
        }
      }
      return found;
    };
    const red = extent((r, g, b) => r > 150 && r - g > 60 && r - b > 60);
    const blue = extent((r, _, b) => b > 110 && b - r > 50);
    expect(Math.abs(red.right - red.left - points(36))).toBeLessThan(3);
    expect(Math.abs(red.bottom - red.top - points(36))).toBeLessThan(3);
    const third = blue.left + (blue.right - blue.left) / 3;
    expect(Math.abs(red.right - third)).toBeLessThan(6);
    const words = await runWith({ 'copy.pdf': sealed }, 'pdftotext', '-f', '3', '-bbox', 'copy.pdf', '-');
    const yOf = (word: string): number => Number(new RegExp(`yM(?:ax|in)="([\\d.]+)">${word}<`).exec(words.out)?.[1]);
    expect(blue.top).toBeGreaterThan(yOf('PHÓ') - 2);
    expect(blue.bottom).toBeLessThan(yOf('Ngọc'));
  });

  it('keeps the picture’s proportions in the box', async () => {
    const { data, info } = await sharp(await images.signature).toBuffer({ resolveWithObject: true });
    const prepared = unwrap(await prepareRevision(unsigned, { fieldName: fieldNames.signer, box, at, image: data }));
    const rect = /\/T \(ChuKyNguoiKy\) \/F 132 \/Rect \[([^\]]+)\]/.exec(
      Buffer.from(prepared.bytes).toString('latin1'),
    );
    const [left = 0, bottom = 0, right = 0, top = 0] = rect?.[1]?.split(' ').map(Number) ?? [];
    expect((right - left) / (top - bottom)).toBeCloseTo(info.width / info.height, 1);
    expect(left).toBeGreaterThanOrEqual(300);
    expect(right).toBeLessThanOrEqual(450);
    expect((left + right) / 2).toBeCloseTo(375, 1);
    expect((bottom + top) / 2).toBeCloseTo(540, 1);
  });

  it('keeps a seal on the sheet and needs a signature under it', async () => {
    const size = { widthMm: 36, heightMm: 36 };
    expect(sealBox(unsigned, size)).toMatchObject({ error: { code: 'COPY-SIGNATURE-MISSING' } });
    const image = await images.signature;
    const atEdge = { fieldName: fieldNames.signer, box: rectangle(0, 0, 60, 30), at, image };
    const prepared = unwrap(await prepareRevision(unsigned, atEdge));
    expect(unwrap(sealBox(prepared.bytes, size))).toMatchObject({ left: 0, bottom: 0 });
  });

  it('takes a copy of the other profile as well', async () => {
    const model = attestation('one-stop');
    const copy = await sealBy(authority, await signBy(authority, await base({ attestation: model }), undefined, model));
    expect(verifyCopy(copy, policyOf(authority)).complete).toBe(true);
  });

  it('prepares the seal with texts in Vietnamese that viewers read', async () => {
    const { bytes } = await prepareSeal(signed);
    const utf16 = Buffer.from('\ufeffỦy ban nhân dân xã Bản Liền', 'utf16le').swap16().toString('hex');
    expect(Buffer.from(bytes).includes(`/Name <${utf16}> /M (D:20261121090607+07'00')`)).toBe(true);
  });
});
