import { createHash } from 'node:crypto';
import type { CopyDocument } from './document.ts';
import { type CosObject, dict, hex, isArray, isString } from './objects.ts';
import { sectionEnd } from './section.ts';
import { objectPieces } from './serialise.ts';

/** An incremental update (ISO 32000-1 §7.5.6): the bytes to put after the file, and where its objects begin. */
export interface AppendedSection {
  readonly bytes: Buffer;
  /** Absolute, by object number. */
  readonly offsets: ReadonlyMap<number, number>;
}

/**
 * Writes an incremental update. The table has the true `/Size` and `/Prev`; the second file identifier is new and
 * follows from what is appended, so that the same update always gives the same bytes.
 *
 * @param length  of the file that is updated
 */
export function appendSection(document: CopyDocument, length: number, objects: readonly CosObject[]): AppendedSection {
  const offsets = new Map<number, number>();
  const pieces: Uint8Array[] = [];
  let at = length;
  for (const object of objects) {
    offsets.set(object.number, at);
    for (const piece of objectPieces(object)) {
      pieces.push(piece);
      at += piece.length;
    }
  }
  const body = Buffer.concat(pieces);
  const { entries } = document.trailer;
  const id = entries.get('ID');
  const [first, second] = isArray(id) ? id.filter(isString) : [];
  const known = Buffer.concat([second?.bytes ?? Buffer.alloc(0), body]);
  const changed = hex(createHash('sha256').update(known).digest().subarray(0, 16));
  const size = Number(entries.get('Size'));
  const trailer = dict({
    Size: Math.max(size, ...objects.map((object) => object.number + 1)),
    Root: entries.get('Root'),
    Info: entries.get('Info'),
    ID: [first ?? changed, changed],
    Prev: document.sections.at(-1)?.tableAt,
  });
  return { bytes: Buffer.concat([body, sectionEnd(offsets, trailer, at)]), offsets };
}
