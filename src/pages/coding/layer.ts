import type { Raster } from './raster.ts';

/** A picture of low resolution of which only some pixels are known yet. */
interface Sparse {
  readonly sums: Float32Array;
  readonly weights: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/**
 * One layer of a page: every cell has the mean colour of those of its pixels that count, by weight; a cell where none
 * counts takes the colour of its surroundings, so that nothing sharp is left for the JPEG to code.
 *
 * @param weigh  how much the pixel at this place of `source` counts; 0 is not at all
 */
export function layerOf(source: Raster, cell: number, weigh: (at: number) => number): Raster {
  const { data, channels } = source;
  const [width, height] = [Math.ceil(source.width / cell), Math.ceil(source.height / cell)];
  const sums = new Float32Array(width * height * channels);
  const weights = new Float32Array(width * height);
  for (let y = 0, at = 0; y < source.height; y++) {
    const row = Math.min(height - 1, (y / cell) | 0) * width;
    for (let x = 0; x < source.width; x++, at++) {
      const weight = weigh(at);
      if (weight === 0) continue;
      const into = row + Math.min(width - 1, (x / cell) | 0);
      weights[into] = (weights[into] ?? 0) + weight;
      for (let c = 0; c < channels; c++) {
        sums[into * channels + c] = (sums[into * channels + c] ?? 0) + weight * (data[at * channels + c] ?? 0);
      }
    }
  }
  return filled({ sums, weights, width, height, channels });
}

/** Pull and push: what is unknown is taken from the same place in the picture of half the size, filled before. */
function filled(sparse: Sparse): Raster {
  const { sums, weights, width, height, channels } = sparse;
  const holes = weights.indexOf(0) !== -1;
  const coarse = holes && (width > 1 || height > 1) ? filled(halved(sparse)) : undefined;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const weight = weights[at] ?? 0;
      const from = coarse === undefined ? -1 : ((y >> 1) * coarse.width + (x >> 1)) * channels;
      for (let c = 0; c < channels; c++) {
        const known = (sums[at * channels + c] ?? 0) / weight;
        data[at * channels + c] = weight > 0 ? Math.round(known) : (coarse?.data[from + c] ?? 255);
      }
    }
  }
  return { data, width, height, channels };
}

function halved({ sums, weights, width, height, channels }: Sparse): Sparse {
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1];
  const half = { sums: new Float32Array(w * h * channels), weights: new Float32Array(w * h) };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const weight = weights[at] ?? 0;
      if (weight === 0) continue;
      const into = (y >> 1) * w + (x >> 1);
      // Each known cell counts alike: a full one does not drown its neighbours.
      half.weights[into] = (half.weights[into] ?? 0) + 1;
      for (let c = 0; c < channels; c++) {
        half.sums[into * channels + c] =
          (half.sums[into * channels + c] ?? 0) + (sums[at * channels + c] ?? 0) / weight;
      }
    }
  }
  return { ...half, width: w, height: h, channels };
}
