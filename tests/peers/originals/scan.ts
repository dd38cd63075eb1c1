import sharp from 'sharp';
import { placeByHand, sceneOf } from './glass.ts';
import { layInk } from './ink.ts';
import { inTile, noiseTiles } from './noise.ts';
import type { PageDrawing } from './page.ts';
import { type Random, randomFrom } from './random.ts';

export interface ScannedPage {
  readonly jpeg: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
}

/** Lays the sheet on the glass and scans it: print, ink, optics, sensor, JPEG (quality 90, 4:2:0). */
export async function scanPage(page: PageDrawing, seed: string, dpi: number): Promise<ScannedPage> {
  const random = randomFrom(seed);
  const width = Math.round((page.width / 25.4) * dpi);
  const height = Math.round((page.height / 25.4) * dpi);
  const placement = placeByHand(page, random);
  const printed = await sharp(Buffer.from(sceneOf(page, placement, { width, height })), { limitInputPixels: false })
    .removeAlpha()
    .raw()
    .toBuffer();
  const raster = { data: printed, width, height };
  for (const mark of page.ink) await layInk(raster, page, mark, placement.transform, random);
  const seen = await sharp(printed, { raw: { width, height, channels: 3 } })
    .blur(0.35 + dpi / 1000)
    .raw()
    .toBuffer();
  addGrain(seen, width, height, page.paper.grain ?? 1, random);
  const jpeg = await sharp(seen, { raw: { width, height, channels: 3 } })
    .withMetadata({ density: dpi, exif: { IFD0: { ImageDescription: notice } } })
    .jpeg({ quality: 90, chromaSubsampling: '4:2:0' })
    .toBuffer();
  return { jpeg, widthPx: width, heightPx: height, dpi };
}

/** Kept in every file, unseen on the page: nobody should take one of these for a document. */
const notice = 'Test sheet of the Tram repository. Invented persons and offices; no document, no legal value.';

/** Sensor noise, paper texture and the scanner's tone curve, in one table look-up per sample. */
function addGrain(data: Buffer, width: number, height: number, strength: number, random: Random): void {
  const { grain } = noiseTiles();
  const table = toneTable(strength);
  const [a, b, c] = [random.whole(0, 511), random.whole(0, 511), random.whole(0, 511)];
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const common = grain[inTile(x + a, y + b)] ?? 32;
      const red = (3 * common + (grain[inTile(y + c, x)] ?? 32)) & 0xfc;
      const blue = (3 * common + (grain[inTile(x + b, y + c)] ?? 32)) & 0xfc;
      data[at] = table[(red << 6) | (data[at] ?? 0)] ?? 0;
      data[at + 1] = table[(common << 8) | (data[at + 1] ?? 0)] ?? 0;
      data[at + 2] = table[(blue << 6) | (data[at + 2] ?? 0)] ?? 0;
    }
  }
}

/** For each noise level and sample: blacks lifted, whites just short of clipping, grain strongest in the ink. */
function toneTable(strength: number): Uint8Array {
  const table = new Uint8Array(64 * 256);
  for (let noise = 0; noise < 64; noise++) {
    for (let value = 0; value < 256; value++) {
      const tone = 20 + (value * 233) / 255;
      const amplitude = (0.1 + 0.32 * (1 - value / 255)) * strength;
      table[(noise << 8) | value] = Math.max(0, Math.min(255, Math.round(tone + (noise - 32) * amplitude)));
    }
  }
  return table;
}
