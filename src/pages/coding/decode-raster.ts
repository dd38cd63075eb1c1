import { sharp } from '../image-library.ts';
import type { Raster } from './raster.ts';

/** The pixels of a JPEG, gray or RGB; undefined for what cannot be decoded whole. */
export async function decodeRaster(jpeg: Uint8Array): Promise<Raster | undefined> {
  const decoded = await sharp(jpeg, { failOn: 'error' })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined);
  if (decoded === undefined) return undefined;
  const { width, height, channels } = decoded.info;
  if (channels !== 1 && channels !== 3) return undefined;
  return { data: decoded.data, width, height, channels };
}
