import type { Bitmap } from './bitmap.ts';
import { inkMask, widened } from './ink-mask.ts';
import { lumaOf, type Raster, shrink } from './raster.ts';

/** How alike a page as coded and the page as kept are; 1 is the same. */
export interface Fidelity {
  /** The part of the ink that both show in the same places, to a pixel: the poorer of "nothing lost" and "nothing added". */
  readonly text: number;
  /** The structural similarity (SSIM) of the worst square centimetre, at 150 dpi. */
  readonly similarity: number;
  /** SSIM of the whole page. */
  readonly meanSimilarity: number;
  /** The largest difference of the mean colour of a square of 5 mm, in any channel, of 255. */
  readonly colour: number;
}

/** Fainter than what the coder takes for ink: pencil and worn stamps count too. */
const contrast = 20;

/** Compares a page as kept and as coded, of the same size and channels. */
export function fidelityOf(kept: Raster, coded: Raster, dpi: number): Fidelity {
  const { width, height } = kept;
  const [before, after] = [lumaOf(kept), lumaOf(coded)];
  const factor = Math.max(1, Math.round(dpi / 150));
  const small = (data: Uint8Array): Raster => shrink({ data, width, height, channels: 1 }, factor);
  const ink = (luma: Uint8Array): Bitmap => inkMask(luma, width, height, dpi, contrast);
  const [inkBefore, inkAfter] = [ink(before), ink(after)];
  return {
    text: Math.min(covered(inkBefore, inkAfter), covered(inkAfter, inkBefore)),
    ...similarityOf(small(before), small(after), Math.round(dpi / factor / 2.54)),
    colour: colourDifference(kept, coded, Math.round(dpi / 5.08)),
  };
}

/** Over whole squares: the slivers at the right and the lower edge say little. */
function colourDifference(kept: Raster, coded: Raster, side: number): number {
  const [one, other] = [shrink(kept, side), shrink(coded, side)];
  const [columns, rows] = [Math.floor(kept.width / side), Math.floor(kept.height / side)];
  let most = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * one.width * one.channels;
    for (let at = start; at < start + columns * one.channels; at++) {
      most = Math.max(most, Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0)));
    }
  }
  return most;
}

/** The part of the ink of `one` that has ink of `other` within a pixel. */
function covered(one: Bitmap, other: Bitmap): number {
  const wide = widened(other, 1).bits;
  let [all, both] = [0, 0];
  for (let at = one.bits.indexOf(1); at !== -1; at = one.bits.indexOf(1, at + 1)) {
    all += 1;
    both += wide[at] ?? 0;
  }
  return all === 0 ? 1 : both / all;
}

const window = 8;
const step = 4;
/** (0.01 · 255)² and (0.03 · 255)², as Wang et al. (2004) propose. */
const [c1, c2] = [6.5025, 58.5225];

/** SSIM with a square window, as the mean of the whole picture and of the worst square of `side` pixels. */
function similarityOf(one: Raster, other: Raster, side: number): { similarity: number; meanSimilarity: number } {
  const { width, height } = one;
  const columns = Math.ceil(width / side);
  const sums = new Float64Array(columns * Math.ceil(height / side));
  const counts = new Float64Array(sums.length);
  for (let y = 0; y + window <= height; y += step) {
    for (let x = 0; x + window <= width; x += step) {
      const cell = Math.floor((y + window / 2) / side) * columns + Math.floor((x + window / 2) / side);
      sums[cell] = (sums[cell] ?? 0) + windowSimilarity(one.data, other.data, width, y * width + x);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  let [worst, sum, count] = [1, 0, 0];
  for (let cell = 0; cell < sums.length; cell++) {
    const n = counts[cell] ?? 0;
    if (n === 0) continue;
    sum += sums[cell] ?? 0;
    count += n;
    // A sliver at the edge says little.
    if (n >= 16) worst = Math.min(worst, (sums[cell] ?? 0) / n);
  }
  return { similarity: worst, meanSimilarity: count === 0 ? 1 : sum / count };
}

function windowSimilarity(one: Uint8Array, other: Uint8Array, width: number, start: number): number {
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let row = 0; row < window; row++) {
    for (let at = start + row * width, end = at + window; at < end; at++) {
      const p = one[at] ?? 0;
      const q = other[at] ?? 0;
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  }
  const n = window * window;
  const [ma, mb] = [a / n, b / n];
  const [va, vb, cov] = [aa / n - ma * ma, bb / n - mb * mb, ab / n - ma * mb];
  return ((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
}
