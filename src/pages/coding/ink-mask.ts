import type { Bitmap } from './bitmap.ts';

/** Half a line of small print: over so wide a square the mean is taken that a pixel is compared with. */
const blockMm = 0.68;
const blocksAround = 2;

/**
 * Which pixels are ink: those darker by `contrast` (of 255) than the mean of the 3.4 mm around them. Single pixels,
 * which are noise, are left out; the smallest mark of a Vietnamese letter has a dozen at 200 dpi.
 */
export function inkMask(luma: Uint8Array, width: number, height: number, dpi: number, contrast: number): Bitmap {
  const block = Math.max(4, Math.round((blockMm / 25.4) * dpi));
  const means = localMeans(luma, width, height, block);
  const found = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const row = ((y / block) | 0) * means.columns;
    for (let x = 0; x < width; x++, at++) {
      const mean = means.values[row + ((x / block) | 0)] ?? 255;
      if ((luma[at] ?? 255) < mean - contrast) found[at] = 1;
    }
  }
  return { bits: withoutSpecks(found, width, height), width, height };
}

/** For each block the mean of it and those around it. */
function localMeans(
  luma: Uint8Array,
  width: number,
  height: number,
  block: number,
): { readonly values: Float32Array; readonly columns: number } {
  const [columns, rows] = [Math.ceil(width / block), Math.ceil(height / block)];
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  for (let y = 0, at = 0; y < height; y++) {
    const row = ((y / block) | 0) * columns;
    for (let x = 0; x < width; x++, at++) {
      const cell = row + ((x / block) | 0);
      sums[cell] = (sums[cell] ?? 0) + (luma[at] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let [sum, count] = [0, 0];
      for (let r = Math.max(0, row - blocksAround); r <= Math.min(rows - 1, row + blocksAround); r++) {
        for (let c = Math.max(0, column - blocksAround); c <= Math.min(columns - 1, column + blocksAround); c++) {
          sum += sums[r * columns + c] ?? 0;
          count += counts[r * columns + c] ?? 0;
        }
      }
      values[row * columns + column] = sum / count;
    }
  }
  return { values, columns };
}

/** A pixel stays that has at least two neighbours. */
function withoutSpecks(found: Uint8Array, width: number, height: number): Uint8Array {
  const kept = new Uint8Array(found.length);
  for (let at = found.indexOf(1); at !== -1; at = found.indexOf(1, at + 1)) {
    const [x, y] = [at % width, (at / width) | 0];
    let neighbours = -1;
    for (let r = Math.max(0, y - 1); r <= Math.min(height - 1, y + 1); r++) {
      for (let c = Math.max(0, x - 1); c <= Math.min(width - 1, x + 1); c++) neighbours += found[r * width + c] ?? 0;
    }
    if (neighbours >= 2) kept[at] = 1;
  }
  return kept;
}

/** The bitmap with every black area wider by `radius` pixels on each side. */
export function widened({ bits, width, height }: Bitmap, radius: number): Bitmap {
  const across = new Uint8Array(bits.length);
  for (let at = bits.indexOf(1); at !== -1; at = bits.indexOf(1, at + 1)) {
    const row = at - (at % width);
    across.fill(1, Math.max(row, at - radius), Math.min(row + width, at + radius + 1));
  }
  const out = Uint8Array.from(across);
  for (let shift = 1; shift <= radius; shift++) {
    for (const by of [shift * width, -shift * width]) {
      for (let at = Math.max(0, -by); at < Math.min(bits.length, bits.length - by); at++) {
        if (across[at] === 1) out[at + by] = 1;
      }
    }
  }
  return { bits: out, width, height };
}
