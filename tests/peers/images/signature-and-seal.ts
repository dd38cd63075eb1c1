import sharp from 'sharp';
import { sealDrawing } from '../originals/seal.ts';
import { signature } from '../originals/signature.ts';

/*
 * The two images that an office loads for its copies (NĐ 30/2020 Phụ lục I): the signer's signature in blue and the
 * agency's seal in red at its true size, both PNG with a transparent ground. Invented people and offices.
 */

const svg = (x: number, y: number, width: number, height: number, dpi: number, content: string): Buffer => {
  const px = (mm: number): number => Math.round((mm * dpi) / 25.4);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="${x} ${y} ${width} ${height}">${content}</svg>`,
  );
};

/** One person's signature, trimmed to its ink. The same person always signs alike. */
export async function signaturePng(fullName: string, dpi = 300): Promise<Uint8Array> {
  const mark = signature(fullName, 0, 0, { width: 40, pen: { width: 0.6, color: '#1a3fae', opacity: 1 } });
  return await sharp(svg(-40, -30, 80, 60, dpi, mark.svg))
    .trim()
    .png()
    .toBuffer();
}

export interface SealFacts {
  /** Around the rim, e.g. `ỦY BAN NHÂN DÂN XÃ BẢN LIỀN`. */
  readonly body: string;
  /** Along the foot, e.g. `TỈNH LÀO CAI`. */
  readonly above: string;
}

/** Diameter of a commune's seal. */
export const sealMm = 36;

/** A people's committee's round seal with the national emblem; the picture is exactly 36 mm wide and high. */
export async function sealPng(facts: SealFacts, dpi = 400): Promise<Uint8Array> {
  const drawing = sealDrawing({ rim: facts.body, foot: facts.above, device: 'emblem', diameter: sealMm });
  return await sharp(svg(-sealMm / 2, -sealMm / 2, sealMm, sealMm, dpi, `<g transform="rotate(-3)">${drawing}</g>`))
    .png()
    .toBuffer();
}
