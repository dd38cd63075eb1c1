import type { OriginalDetail, ScanAnswer, Turn } from '../../../../src/web/contract/index.ts';
import { stripWidth } from '../../design/thumbnail-widths.ts';
import { scannedPageUrl } from '../../station/api.ts';

/** The scan under way, if there is one. */
export function runningScan({ scans }: OriginalDetail): ScanAnswer | null {
  return scans.findLast((scan) => scan.state === 'scanning') ?? null;
}

/** The last scan, when it ended badly. */
export function brokenScan({ scans }: OriginalDetail): ScanAnswer | null {
  const last = scans.at(-1);
  return last && last.state !== 'done' && last.state !== 'scanning' ? last : null;
}

/** Tells one arrangement from another: what was ticked of other pages says nothing of these. */
export function arrangementKey({ pages }: OriginalDetail): string {
  let hash = 5381;
  for (const sign of pages.map(({ id, turn }) => `${id}${turn}`).join()) {
    hash = (hash * 33 + (sign.codePointAt(0) ?? 0)) % 0xffff_ffff;
  }
  return `${pages.length}-${hash.toString(36)}`;
}

/** A page in small. */
export function thumbnailUrl(originalId: string, page: { readonly id: string; readonly turn?: Turn }): string {
  return scannedPageUrl(originalId, page, stripWidth);
}
