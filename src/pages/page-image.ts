import type { Sharp } from 'sharp';
import { liesAcross, type Turn } from '../certification/index.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { release } from '../store/documents/release.ts';
import { sharp } from './image-library.ts';

/**
 * A JPEG of a page for a screen, turned clockwise and then `widthPx` wide (16 to 2,000), or as wide as the page when
 * that is less or null. Only what is looked at is made here; the page that is kept and certified stays as it was scanned.
 * PAGE-IMAGE-DAMAGED when `jpeg` cannot be decoded.
 */
export async function pageImage(
  jpeg: Uint8Array,
  { widthPx, turn }: { readonly widthPx: number | null; readonly turn: Turn },
): Promise<Result<Buffer>> {
  try {
    const page = sharp(jpeg, { failOn: 'error' });
    if (widthPx !== null) {
      const side = Math.min(2_000, Math.max(16, Math.round(widthPx)));
      // Made small before it is turned: the height as scanned becomes the width of a page that lies across.
      page.resize({ [liesAcross(turn) ? 'height' : 'width']: side, withoutEnlargement: true });
    }
    page.rotate(turn);
    return ok(widthPx === null ? await asJpeg(page, 85) : await smallJpeg(page));
  } catch {
    return fail('PAGE-IMAGE-DAMAGED', { place: 'pixels' });
  }
}

/** A page that was made small, as the screens are given it. */
export async function smallJpeg(page: Sharp): Promise<Buffer> {
  return await asJpeg(page, 72);
}

async function asJpeg(page: Sharp, quality: number): Promise<Buffer> {
  const made = await page.jpeg({ quality }).toBuffer();
  // In memory of its own: what the image library made cannot be moved to another thread, nor freed at once.
  const bytes = Buffer.from(Uint8Array.from(made).buffer);
  release(made);
  return bytes;
}
