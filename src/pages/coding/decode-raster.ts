import { sharp } from '../image-library.ts';
import type { Raster } from './raster.ts';

/** The pixels of a JPEG, gray or RGB; undefined for what cannot be decoded whole. */
export async function decodeRaster(jpeg: Uint8Array): Promise<Raster | undefined> {
  const decoded = await decode(jpeg).catch(() => undefined);
  if (decoded === undefined) return undefined;
  const { width, height, channels } = decoded.info;
  if (channels !== 1 && channels !== 3) return undefined;
  return { data: decoded.data, width, height, channels };
}

async function decode(jpeg: Uint8Array) {
  const image = sharp(jpeg, { failOn: 'error' });
  const { channels } = await image.metadata();
  // Said, since the library makes RGB of gray otherwise.
  return await image
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
}
