import { fail, ok, type Result } from '../common/result.ts';
import { release } from '../store/documents/release.ts';
import { sharp } from './image-library.ts';

/**
 * A small JPEG of a page for a screen, `widthPx` wide (16 to 2,000) or as wide as the page when that is less.
 * PAGE-IMAGE-DAMAGED when `jpeg` cannot be decoded.
 */
export async function thumbnail(jpeg: Uint8Array, widthPx: number): Promise<Result<Buffer>> {
  const width = Math.min(2_000, Math.max(16, Math.round(widthPx)));
  try {
    const small = await sharp(jpeg, { failOn: 'error' })
      .resize({ width, withoutEnlargement: true })
      .jpeg({ quality: 72 })
      .toBuffer();
    // In memory of its own: what the image library made cannot be moved to another thread, nor freed at once.
    const bytes = Buffer.from(Uint8Array.from(small).buffer);
    release(small);
    return ok(bytes);
  } catch {
    return fail('PAGE-IMAGE-DAMAGED', { place: 'pixels' });
  }
}
