import { fail, ok, type Result } from '../common/result.ts';

/** The header of a binary PNM image: 8 bits a sample, 1 (P5, gray) or 3 (P6, RGB) samples a pixel. */
export interface PnmHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 1 | 3;
  /** Where the pixels begin. */
  readonly offset: number;
  /** How many bytes of pixels there are. */
  readonly length: number;
}

/** JPEG holds sides up to 65,535 (T.81 §B.2.2); 200 million pixels is an A3 page at 1000 dpi. */
const maxSide = 65_535;
const maxPixels = 200_000_000;
const maxHeader = 1_024;

/**
 * Reads the header of a PNM file (netpbm's pgm(5), ppm(5)) from its first bytes, at most 1,024 of them.
 * PAGE-IMAGE-DAMAGED for what is none, has 16 bits a sample or no pixels; PAGE-IMAGE-TOO-LARGE over the limits.
 */
export function parsePnmHeader(start: Uint8Array): Result<PnmHeader> {
  const text = Buffer.from(start.buffer, start.byteOffset, Math.min(start.byteLength, maxHeader)).toString('latin1');
  const magic = text.slice(0, 2);
  if (magic !== 'P5' && magic !== 'P6') return fail('PAGE-IMAGE-DAMAGED', { place: 'magic' });
  // A number, after blanks and comments. Exactly one blank stands between the last number and the pixels.
  // Each number stands after blanks and comments; exactly one blank is between the last one and the pixels.
  const fields = /^..(?:\s|#[^\n]*\n)+(\d{1,9})(?:\s|#[^\n]*\n)+(\d{1,9})(?:\s|#[^\n]*\n)+(\d{1,9})\s/.exec(text);
  if (fields === null) return fail('PAGE-IMAGE-DAMAGED', { place: 'header' });
  const [widthPx = 0, heightPx = 0, maximum = 0] = fields.slice(1).map(Number);
  const offset = fields[0].length;
  if (maximum !== 255 || widthPx === 0 || heightPx === 0) return fail('PAGE-IMAGE-DAMAGED', { place: 'size' });
  if (widthPx > maxSide || heightPx > maxSide || widthPx * heightPx > maxPixels) {
    return fail('PAGE-IMAGE-TOO-LARGE', { widthPx, heightPx });
  }
  const channels = magic === 'P5' ? 1 : 3;
  return ok({ widthPx, heightPx, channels, offset, length: widthPx * heightPx * channels });
}
