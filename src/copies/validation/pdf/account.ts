import type { PdfFile } from './document.ts';
import { PdfReader } from './reader.ts';

/**
 * Whether every byte of a later revision belongs to an object of its own cross-reference: nothing between objects but
 * white space, no object twice, none that points back into what was there before.
 */
export function everyByteAccounted(file: PdfFile, revision: number): boolean {
  const own = file.revisions[revision];
  if (own === undefined || own.section.hybrid) return false;
  const view = file.view(revision);
  const before = revision > 0 ? file.view(revision - 1) : undefined;
  const met = new Set<number>();
  let at = afterSpace(file.bytes, own.start);
  while (at < own.section.at) {
    const number = new PdfReader(file.bytes, at).objectHeader();
    const place = own.places.get(number);
    const found = place?.kind === 'at' && place.offset === at ? file.read(number, place, view) : undefined;
    if (found === undefined || found.end === null || met.has(number)) return false;
    met.add(number);
    at = afterSpace(file.bytes, found.end);
  }
  if (at !== own.section.at) return false;
  for (const [number, place] of own.places) {
    if (place.kind === 'at' && !met.has(number) && !(own.section.isStream && place.offset === own.section.at)) {
      const earlier = before?.place(number);
      if (earlier?.kind !== 'at' || earlier.offset !== place.offset) return false;
    }
    if (place.kind === 'in') {
      const earlier = before?.place(number);
      const unchanged =
        earlier?.kind === 'in' && earlier.container === place.container && earlier.index === place.index;
      if (!met.has(place.container) && !unchanged) return false;
      if (unchanged && own.places.get(place.container)?.kind === 'at') return false;
    }
  }
  return true;
}

function afterSpace(bytes: Buffer, start: number): number {
  let at = start;
  while ([0x20, 0x0a, 0x0d, 0x09, 0x0c, 0x00].includes(bytes[at] ?? -1)) at++;
  return at;
}
