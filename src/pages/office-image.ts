import { fail, ok, type Result } from '../common/result.ts';
import { sharp } from './image-library.ts';
import { imageLimits } from './image-limits.ts';

/** The image of a signature or of the agency's seal, as it was sent. */
export interface SentImage {
  readonly bytes: Uint8Array;
  /** What it measures on paper. */
  readonly widthMm: number;
  readonly heightMm: number;
}

/** What is kept of it: the pixels alone, written anew, without whatever else the file carried. */
export interface OfficeImage {
  readonly png: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** How much must be see-through (the ground) and how much must not (the ink), as parts of all pixels. */
const shares = { groundMin: 0.2, inkMin: 0.001 } as const;

/** How far the picture's proportions may be from those of its size in millimetres: a tape measure is not exact. */
const proportion = 0.08;

/**
 * Reads the image of a signature or a seal (NĐ 30/2020 Phụ lục I: PNG, transparent ground).
 * Error: WEB-IMAGE-UNUSABLE (facts: reason, one of not-png, damaged, too-small, too-large, no-transparency, empty,
 * proportions).
 */
export async function readOfficeImage({ bytes, widthMm, heightMm }: SentImage): Promise<Result<OfficeImage>> {
  if (bytes.length > imageLimits.bytes) return unusable('too-large');
  if (!Buffer.from(bytes.subarray(0, 8)).equals(pngSignature)) return unusable('not-png');
  // The size stands in the header chunk, which comes first: no pixel is decoded of what is out of bounds.
  const header = Buffer.from(bytes.subarray(0, 24));
  if (header.length < 24) return unusable('damaged');
  const [widthPx, heightPx] = [header.readUInt32BE(16), header.readUInt32BE(20)];
  if (Math.max(widthPx, heightPx) > imageLimits.sideMax) return unusable('too-large');
  if (Math.min(widthPx, heightPx) < imageLimits.sideMin) return unusable('too-small');
  if (Math.abs(widthPx / heightPx / (widthMm / heightMm) - 1) > proportion) return unusable('proportions');
  const decoded = await sharp(bytes, { limitInputPixels: imageLimits.sideMax ** 2, failOn: 'error' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(() => null);
  if (decoded === null || decoded.info.channels !== 4) return unusable('damaged');
  const share = opacity(decoded.data);
  if (share.ink < shares.inkMin) return unusable('empty');
  if (share.ground < shares.groundMin) return unusable('no-transparency');
  const { width, height } = decoded.info;
  const png = await sharp(decoded.data, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return ok({ png, widthPx: width, heightPx: height });
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The parts of all pixels that are see-through, and that are not. */
function opacity(rgba: Buffer): { readonly ground: number; readonly ink: number } {
  let ground = 0;
  let ink = 0;
  for (let at = 3; at < rgba.length; at += 4) {
    const alpha = rgba[at] ?? 0;
    if (alpha < 16) ground += 1;
    else if (alpha > 127) ink += 1;
  }
  const all = rgba.length / 4;
  return { ground: ground / all, ink: ink / all };
}

function unusable(reason: string): Result<never> {
  return fail('WEB-IMAGE-UNUSABLE', { reason });
}
