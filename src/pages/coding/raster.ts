/** Samples of a picture, 8 bits each, row by row from the top; 1 channel is gray, 3 are RGB. */
export interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** How bright each pixel looks (luma of ITU-R BT.601, which is also JPEG's Y). */
export function lumaOf({ data, width, height, channels }: Raster): Uint8Array {
  if (channels === 1) return data;
  const luma = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < luma.length; at++, from += 3) {
    luma[at] = (77 * (data[from] ?? 0) + 150 * (data[from + 1] ?? 0) + 29 * (data[from + 2] ?? 0) + 128) >> 8;
  }
  return luma;
}

/** The picture made smaller by a whole factor; each pixel is the mean of those it stands for. */
export function shrink(raster: Raster, factor: number): Raster {
  if (factor === 1) return raster;
  const { data, channels } = raster;
  const [width, height] = [Math.ceil(raster.width / factor), Math.ceil(raster.height / factor)];
  const out = new Uint8Array(width * height * channels);
  const sums = new Uint32Array(width * channels);
  const counts = new Uint32Array(width);
  for (let row = 0; row < height; row++) {
    sums.fill(0);
    counts.fill(0);
    const last = Math.min(raster.height, (row + 1) * factor);
    for (let y = row * factor; y < last; y++) {
      let from = y * raster.width * channels;
      for (let x = 0; x < raster.width; x++) {
        const cell = (x / factor) | 0;
        counts[cell] = (counts[cell] ?? 0) + 1;
        for (let c = 0; c < channels; c++) {
          sums[cell * channels + c] = (sums[cell * channels + c] ?? 0) + (data[from++] ?? 0);
        }
      }
    }
    for (let at = 0; at < sums.length; at++) {
      const count = counts[(at / channels) | 0] ?? 1;
      out[row * width * channels + at] = ((sums[at] ?? 0) + (count >> 1)) / count;
    }
  }
  return { data: out, width, height, channels };
}
