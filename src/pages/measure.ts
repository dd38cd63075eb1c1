import { fail, ok, type Result } from '../common/result.ts';
import { sharp } from './image-library.ts';
import { estimateSkew } from './skew.ts';

/** What an officer is asked to look at again. Nothing is changed or thrown away because of it. */
export const pageWarnings = ['blank', 'dark', 'skewed'] as const;

export type PageWarning = (typeof pageWarnings)[number];

export interface PageMeasure {
  /** The part of the page that is paper without ink, 0 to 1. */
  readonly blankFraction: number;
  /** 0 is white, 1 is black. */
  readonly meanDarkness: number;
  /** How far the lines lean, in degrees, positive when they fall to the right; 0 where no lines are found. */
  readonly skewDegrees: number;
  readonly warnings: readonly PageWarning[];
}

/** Where a warning begins. A page with one short line of text has about 0.3 % of ink. */
const limits = { blankFraction: 0.9985, meanDarkness: 0.5, skewDegrees: 1.5 } as const;

const measuredWidth = 500;
/** How much darker than the paper a point must be to count as ink, of 255. */
const inkContrast = 40;

/** Measures a page, small and in gray. PAGE-IMAGE-DAMAGED when `jpeg` cannot be decoded. */
export async function measurePage(jpeg: Uint8Array): Promise<Result<PageMeasure>> {
  let gray: { data: Buffer; info: { width: number; height: number } };
  try {
    gray = await sharp(jpeg, { failOn: 'error' })
      .resize({ width: measuredWidth })
      .grayscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
  } catch {
    return fail('PAGE-IMAGE-DAMAGED', { place: 'pixels' });
  }
  const { data, info } = gray;
  const histogram = new Uint32Array(256);
  for (const level of data) histogram[level] = (histogram[level] ?? 0) + 1;
  const paper = median(histogram, data.length);
  let blank = 0;
  let sum = 0;
  for (let level = 0; level < 256; level++) {
    const count = histogram[level] ?? 0;
    if (level > paper - inkContrast) blank += count;
    sum += level * count;
  }
  const blankFraction = blank / data.length;
  const meanDarkness = 1 - sum / data.length / 255;
  const isBlank = blankFraction > limits.blankFraction;
  const ink = Uint8Array.from(data, (level) => (level > paper - inkContrast ? 0 : 1));
  const skewDegrees = isBlank ? 0 : estimateSkew(ink, info.width, info.height);
  const found: Record<PageWarning, boolean> = {
    blank: isBlank,
    dark: meanDarkness > limits.meanDarkness,
    skewed: Math.abs(skewDegrees) > limits.skewDegrees,
  };
  const warnings = pageWarnings.filter((warning) => found[warning]);
  return ok({ blankFraction, meanDarkness, skewDegrees, warnings });
}

/** The level of the paper: more than half of a document is paper, so the median is one of its points. */
function median(histogram: Uint32Array, total: number): number {
  let seen = 0;
  for (let level = 0; level < 256; level++) {
    seen += histogram[level] ?? 0;
    if (seen * 2 >= total) return level;
  }
  return 255;
}
