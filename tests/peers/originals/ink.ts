import sharp from 'sharp';
import { inTile, noiseTiles } from './noise.ts';
import type { InkKind, InkMark, PageDrawing } from './page.ts';
import type { Random } from './random.ts';

export interface Raster {
  /** RGB, three bytes a pixel. */
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Per kind: how far edges wander (mm), how much blotches take, how much ink lies at all. */
const behaviour: Record<InkKind, { wander: number; blotch: number; cover: number }> = {
  pen: { wander: 0.012, blotch: 0.12, cover: 0.9 },
  stamp: { wander: 0.06, blotch: 0.27, cover: 0.8 },
};

/** Multiplies one mark onto the page. `place` is the SVG transform of the sheet on the glass. */
export async function layInk(
  raster: Raster,
  page: PageDrawing,
  mark: InkMark,
  place: string,
  random: Random,
): Promise<void> {
  const dotsPerMm = raster.width / page.width;
  const margin = 6;
  const left = Math.max(0, Math.floor((mark.box.x - margin) * dotsPerMm));
  const top = Math.max(0, Math.floor((mark.box.y - margin) * dotsPerMm));
  const width = Math.min(raster.width, Math.ceil((mark.box.x + mark.box.width + margin) * dotsPerMm)) - left;
  const height = Math.min(raster.height, Math.ceil((mark.box.y + mark.box.height + margin) * dotsPerMm)) - top;
  const view = [left, top, width, height].map((v) => (v / dotsPerMm).toFixed(4)).join(' ');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}">` +
    `<g transform="${place}">${mark.svg}</g></svg>`;
  const ink = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  const { blotch, wobble } = noiseTiles();
  const { wander, blotch: patchy, cover } = behaviour[mark.kind];
  const reach = wander * dotsPerMm;
  const shift = random.whole(0, 511);
  const lean = { x: random.between(-0.12, 0.12) / width, y: random.between(-0.12, 0.12) / height };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const nearby = inTile(x + shift, y);
      const fromX = x + Math.round((wobble[nearby] ?? 0) * reach);
      const fromY = y + Math.round((wobble[inTile(y + shift, x)] ?? 0) * reach);
      if (fromX < 0 || fromY < 0 || fromX >= width || fromY >= height) continue;
      const source = (fromY * width + fromX) * 4;
      const alpha = ink[source + 3] ?? 0;
      if (alpha === 0) continue;
      const pressed =
        cover + patchy * (blotch[nearby] ?? 0) * 0.55 + lean.x * (x - width / 2) + lean.y * (y - height / 2);
      const amount = (alpha / 255) * Math.max(0.06, Math.min(1, pressed));
      const target = ((top + y) * raster.width + left + x) * 3;
      for (let c = 0; c < 3; c++) {
        const kept = 1 - amount * (1 - (ink[source + c] ?? 0) / 255);
        raster.data[target + c] = Math.round((raster.data[target + c] ?? 0) * kept);
      }
    }
  }
}
