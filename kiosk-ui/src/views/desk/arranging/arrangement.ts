import type { OriginalDetail, OriginalPage, ScannedPage, Turn } from '../../../../../src/web/contract/index.ts';

/** A page in its place, as the station is told. */
export interface Placed {
  readonly id: string;
  readonly turn: Turn;
}

/** The pages as the station last said. */
export function placedOf(pages: readonly OriginalPage[]): Placed[] {
  return pages.map(({ id, turn }) => ({ id, turn }));
}

/** The page moved to another place, from 0; the others close up. */
export function moved(pages: readonly Placed[], id: string, to: number): Placed[] {
  const page = pages.find((one) => one.id === id);
  if (!page) return [...pages];
  const others = pages.filter((one) => one !== page);
  return others.toSpliced(Math.min(Math.max(to, 0), others.length), 0, page);
}

/** The page turned by a quarter, clockwise or back. */
export function turned(pages: readonly Placed[], id: string, by: 90 | 270): Placed[] {
  return pages.map((page) => (page.id === id ? { id, turn: ((page.turn + by) % 360) as Turn } : page));
}

export function without(pages: readonly Placed[], id: string): Placed[] {
  return pages.filter((page) => page.id !== id);
}

/** A page brought back, after the last of those that were scanned before it. */
export function broughtBack(pages: readonly Placed[], id: string, scannedAt: (id: string) => number): Placed[] {
  const at = pages.findLastIndex((page) => scannedAt(page.id) < scannedAt(id));
  return pages.toSpliced(at + 1, 0, { id, turn: 0 });
}

/** Everything that was scanned, by id, with width and height as scanned. */
export function scansOf({ pages, setAside }: OriginalDetail): Map<string, ScannedPage> {
  const upright = pages.map((page) => (page.turn % 180 === 0 ? page : swapped(page)));
  return new Map([...upright, ...setAside].map((page) => [page.id, page]));
}

/** The pages as they look in this arrangement. */
export function shownAs(placed: readonly Placed[], scans: ReadonlyMap<string, ScannedPage>): OriginalPage[] {
  return placed.flatMap(({ id, turn }, index) => {
    const scan = scans.get(id);
    return scan ? [{ ...(turn % 180 === 0 ? scan : swapped(scan)), ordinal: index + 1, turn }] : [];
  });
}

function swapped<P extends ScannedPage>(page: P): P {
  return { ...page, widthPx: page.heightPx, heightPx: page.widthPx };
}
