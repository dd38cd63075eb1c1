import type { OriginalDetail, ScanAnswer } from '../../../../src/web/contract/index.ts';
import { pageUrl } from '../../station/api.ts';

/** The scan under way, if there is one. */
export function runningScan({ scans }: OriginalDetail): ScanAnswer | null {
  return scans.findLast((scan) => scan.state === 'scanning') ?? null;
}

/** The last scan, when it ended badly. */
export function brokenScan({ scans }: OriginalDetail): ScanAnswer | null {
  const last = scans.at(-1);
  return last && last.state !== 'done' && last.state !== 'scanning' ? last : null;
}

/** Which of the scans began the pages there are now: another number means that they were scanned anew. */
export function scanOfFirstPage({ scans, pages }: OriginalDetail): number {
  let left = pages.length;
  for (const [index, scan] of [...scans.entries()].reverse()) {
    left -= scan.pages;
    if (left <= 0) return index;
  }
  return 0;
}

/** Twice the 7 rem of a strip's thumbnail, for sharp screens. */
const thumbnailWidth = 252;

/** A page in small. Pages scanned anew stand under the same address: the width, a little different, tells them apart. */
export function thumbnailUrl(original: OriginalDetail, ordinal: number): string {
  return pageUrl(original.id, ordinal, thumbnailWidth + (scanOfFirstPage(original) % 8));
}
