import { decodeRaster } from './decode-raster.ts';
import { decodeG4 } from './g4-decode.ts';
import type { MixedPage } from './mixed-page.ts';
import type { Raster } from './raster.ts';

/**
 * Draws a mixed page as a viewer does, from its coded parts alone; undefined where one of them cannot be decoded. The
 * layers are not smoothed when they are made larger, as ISO 32000-1 §8.9.5.3 has it by default: no viewer shows less.
 */
export async function renderMixed(page: MixedPage): Promise<Raster | undefined> {
  const { widthPx: width, heightPx: height } = page;
  const mask = decodeG4(page.mask, width, height)?.bits;
  const [background, ink] = [await decodeRaster(page.background.jpeg), await decodeRaster(page.ink.jpeg)];
  if (mask === undefined || background === undefined || ink === undefined) return undefined;
  if (background.channels !== ink.channels) return undefined;
  const { channels } = background;
  const data = new Uint8Array(width * height * channels);
  const [under, over] = [columnsOf(background, width), columnsOf(ink, width)];
  for (let y = 0, at = 0, into = 0; y < height; y++) {
    const rows = [background, ink].map((layer) => Math.floor((y * layer.height) / height) * layer.width * channels);
    const [underRow = 0, overRow = 0] = rows;
    for (let x = 0; x < width; x++, at++) {
      const black = mask[at] === 1;
      const source = black ? ink.data : background.data;
      const from = black ? overRow + (over[x] ?? 0) : underRow + (under[x] ?? 0);
      for (let c = 0; c < channels; c++) data[into++] = source[from + c] ?? 0;
    }
  }
  return { data, width, height, channels };
}

/** Where in a row of the layer each column of the page lies. */
function columnsOf(layer: Raster, width: number): Uint32Array {
  return Uint32Array.from({ length: width }, (_, x) => Math.floor((x * layer.width) / width) * layer.channels);
}
