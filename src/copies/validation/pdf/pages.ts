import { type Cos, type CosDict, isArray, isRef } from '../../cos/objects.ts';
import { limits, Unreadable } from '../limits.ts';
import type { PdfView } from './document.ts';

/** Object numbers of the pages in order. */
export function pageNumbers(view: PdfView): number[] {
  const pages: number[] = [];
  const seen = new Set<number>();
  const walk = (node: Cos | undefined, depth: number): void => {
    if (!isRef(node) || seen.has(node.number) || depth > limits.depth) throw new Unreadable('malformed', 'page tree');
    seen.add(node.number);
    if (seen.size > limits.pages) throw new Unreadable('too-large', 'pages');
    const kids = view.get(view.dict(node), 'Kids');
    if (isArray(kids)) for (const kid of kids) walk(kid, depth + 1);
    else pages.push(node.number);
  };
  walk(view.catalog.entries.get('Pages'), 0);
  return pages;
}

/** Width times height of a rectangle in square points; 0 where it is none. */
export function area(view: PdfView, value: Cos | undefined): number {
  const box = view.resolve(value);
  const [a, b, c, d] = isArray(box) ? box.map((each) => view.resolve(each)) : [];
  const known = [a, b, c, d].every((each) => typeof each === 'number' && Number.isFinite(each));
  return known ? Math.abs((Number(c) - Number(a)) * (Number(d) - Number(b))) : 0;
}

/** The sheet's area, its box inherited from the tree where the page has none. */
export function pageArea(view: PdfView, page: CosDict | undefined): number {
  let node = page;
  for (let depth = 0; node !== undefined && depth < limits.depth; depth++) {
    const box = node.entries.get('MediaBox');
    if (box !== undefined) return area(view, box);
    node = view.dict(node.entries.get('Parent'));
  }
  return 0;
}
