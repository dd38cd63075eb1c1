import { sharp } from '../image-library.ts';
import type { Bitmap } from './bitmap.ts';
import { encodeG4 } from './g4-encode.ts';
import { inkMask, widened } from './ink-mask.ts';
import { layerOf } from './layer.ts';
import type { Layer, MixedPage } from './mixed-page.ts';
import { lumaOf, type Raster } from './raster.ts';

/** How much darker than its surroundings a pixel must be to go into the mask, of 255: paper grain stays below. */
const contrast = 30;
/** What a soft edge reaches beyond the mask: it must not darken the background. */
const edgeMm = 0.17;
/** Dots per inch of the layers, and their quality. Text is sharp by the mask; the layers hold colours and pictures. */
const background = { dpi: 150, quality: 50 } as const;
const ink = { dpi: 75, quality: 60 } as const;
/** How much darker than the background that would show there a pixel must be to join the mask after all. */
const lostContrast = 60;

/** Takes a page apart into mask, ink and background. A page that is all of one kind has a layer of nothing but fill. */
export async function splitPage(page: Raster, dpi: number): Promise<MixedPage> {
  const { width, height } = page;
  const luma = lumaOf(page);
  const mask = inkMask(luma, width, height, dpi, contrast);
  const edge = Math.max(1, Math.round((edgeMm / 25.4) * dpi));
  const cell = cellOf(dpi, background.dpi);
  addLost(mask, luma, paperOf(page, widened(mask, edge), cell), cell);
  const ground = paperOf(page, widened(mask, edge), cell);
  // The darkest pixels of a stroke say its colour best: at its edges there is paper in it.
  const weigh = (at: number): number => (mask.bits[at] === 1 ? (256 - (luma[at] ?? 0)) ** 2 : 0);
  const colours = layerOf(page, cellOf(dpi, ink.dpi), weigh);
  return {
    widthPx: width,
    heightPx: height,
    background: await coded(ground, background.quality),
    ink: await coded(colours, ink.quality),
    mask: encodeG4(mask),
  };
}

const cellOf = (dpi: number, wanted: number): number => Math.max(1, Math.round(dpi / wanted));

/** The page without its ink. */
function paperOf(page: Raster, edges: Bitmap, cell: number): Raster {
  return layerOf(page, cell, (at) => (edges.bits[at] === 1 ? 0 : 1));
}

/**
 * Where strokes cross, the mean around a pixel is dark and the pixel does not stand out: it would be taken for the edge
 * of its neighbour and lost.
 */
function addLost({ bits, width }: Bitmap, luma: Uint8Array, paper: Raster, cell: number): void {
  const under = lumaOf(paper);
  for (let at = 0; at < bits.length; at++) {
    if (bits[at] === 1) continue;
    const [x, y] = [at % width, (at / width) | 0];
    const shown = under[((y / cell) | 0) * paper.width + ((x / cell) | 0)] ?? 0;
    if ((luma[at] ?? 255) < shown - lostContrast) bits[at] = 1;
  }
}

async function coded({ data, width, height, channels }: Raster, quality: number): Promise<Layer> {
  const jpeg = await sharp(data, { raw: { width, height, channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg({ quality, mozjpeg: true })
    .toBuffer();
  return { jpeg, widthPx: width, heightPx: height };
}
