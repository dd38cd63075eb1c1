import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { fail, ok, type Result } from '../../common/result.ts';

/** A picture taken apart as PDF wants it: colours and opacity, each compressed (FlateDecode). */
export interface AppearanceImage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
  readonly alpha: Uint8Array;
}

const maxPngBytes = 8 * 1024 * 1024;
const maxSidePx = 4000;

/** Pictures made last, by the SHA-256 of their PNG: an office signs with the same few all day. */
const made = new Map<string, AppearanceImage>();
const mostKept = 4;

/** `makeImage`, or what it made of these bytes before. */
export async function appearanceImage(png: Uint8Array): Promise<Result<AppearanceImage>> {
  const sha256 = createHash('sha256').update(png).digest('hex');
  const known = made.get(sha256);
  if (known !== undefined) return ok(known);
  const image = await makeImage(png);
  if (!image.ok) return image;
  const [oldest] = made.keys();
  if (made.size >= mostKept && oldest !== undefined) made.delete(oldest);
  made.set(sha256, image.value);
  return image;
}

/**
 * Decodes the image of a signature or seal. Fully transparent pixels get the mean colour of the ink, so that smoothing
 * at the edges never mixes in white or black.
 *
 * Error: COPY-IMAGE-INVALID (not a PNG, too large, or nothing but transparent).
 */
async function makeImage(png: Uint8Array): Promise<Result<AppearanceImage>> {
  if (png.length > maxPngBytes || Buffer.from(png.subarray(1, 4)).toString('latin1') !== 'PNG') {
    return fail('COPY-IMAGE-INVALID');
  }
  // Loaded when first needed: the service's start does not wait for it.
  const { default: sharp } = await import('sharp');
  const decoded = await sharp(png, { limitInputPixels: maxSidePx * maxSidePx })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined);
  if (decoded === undefined || decoded.info.channels !== 4) return fail('COPY-IMAGE-INVALID');
  const { data, info } = decoded;
  const count = info.width * info.height;
  const [rgb, alpha] = [Buffer.alloc(count * 3), Buffer.alloc(count)];
  const ink = meanInk(data);
  if (ink === undefined) return fail('COPY-IMAGE-INVALID');
  for (let i = 0; i < count; i++) {
    const opacity = data[i * 4 + 3] ?? 0;
    alpha[i] = opacity;
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = opacity === 0 ? (ink[c] ?? 0) : (data[i * 4 + c] ?? 0);
  }
  return ok({ widthPx: info.width, heightPx: info.height, rgb: deflateSync(rgb), alpha: deflateSync(alpha) });
}

/** The mean colour weighted by opacity, or undefined where there is no ink. */
function meanInk(rgba: Uint8Array): number[] | undefined {
  const sums = [0, 0, 0];
  let weight = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    const opacity = rgba[i + 3] ?? 0;
    weight += opacity;
    for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + opacity * (rgba[i + c] ?? 0);
  }
  return weight === 0 ? undefined : sums.map((sum) => Math.round(sum / weight));
}
