import sharp from 'sharp';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import type { AttestationModel } from '../../../../src/certification/attestation.ts';
import { fail } from '../../../../src/common/result.ts';
import { composeBase } from '../../../../src/copies/compose/base.ts';
import { attestation, base, baseInput } from '../support/material.ts';
import { runWith } from '../support/programs.ts';

const address = 'https://tracuu.xa-thu.vn/?ma=H99.14-20261121-0003';
const with_ = (lines: readonly string[]): AttestationModel => {
  const model = attestation();
  const [line] = model.lines;
  if (!line) throw new Error('an attestation without lines');
  return { ...model, lookup: { address, lines, style: { ...line.style, align: 'left', sizePt: 10 } } };
};

describe('the address where a copy is looked up', () => {
  it('stands on the attestation as words and as a QR code, module for module', async () => {
    const pdf = await base({ attestation: with_([`Tra cứu bản sao: ${address}`, 'Mã hồ sơ: H99.14-20261121-0003']) });
    const { out } = await runWith({ 'base.pdf': pdf }, 'pdftotext', '-f', '3', '-layout', 'base.pdf', '-');
    expect(out).toContain(`Tra cứu bản sao: ${address}`);
    const args = ['-r', '300', '-f', '3', '-png', 'base.pdf', 'page'];
    const [png] = [...(await runWith({ 'base.pdf': pdf }, 'pdftoppm', ...args)).files.values()];
    const { data, info } = await sharp(png).grayscale().raw().toBuffer({ resolveWithObject: true });
    const code = encode(address, { ecc: 'M', border: 4 }).data;
    const dark = (x: number, y: number): boolean => (data[Math.round(y) * info.width + Math.round(x)] ?? 255) < 128;
    // The left margin is 30 mm and the square 24 mm; its top is looked for from the first finder pattern.
    const px = (mm: number): number => (mm / 25.4) * 300;
    const module = px(24) / code.length;
    const inFinder = px(30) + 4.5 * module;
    let top = 0;
    for (let y = px(200); top === 0 && y < px(290); y++) if (dark(inFinder, y)) top = y;
    const seen = code.map((row, y) => row.map((_, x) => dark(px(30) + (x + 0.5) * module, top + (y - 3.5) * module)));
    expect(seen).toEqual(code);
  });

  it('that leaves no room for the rest is refused, never laid over it', async () => {
    const input = await baseInput({ attestation: with_(Array.from({ length: 6 }, () => 'xã '.repeat(300))) });
    expect(await composeBase(input)).toMatchObject(fail('COPY-ATTESTATION-TOO-LONG'));
  });
});
