import { type CosDict, isArray, isDict, isName } from '../../cos/objects.ts';
import { limits, Unreadable } from '../limits.ts';
import { decoded } from './filters.ts';
import { PdfReader } from './reader.ts';

/** Where an object is: at an offset of the file, in an object stream, or nowhere. */
export type Place =
  | { readonly kind: 'at'; readonly offset: number }
  | { readonly kind: 'in'; readonly container: number; readonly index: number }
  | { readonly kind: 'free' };

/** One cross-reference section with its trailer and what stands behind it. */
export interface XrefSection {
  readonly at: number;
  readonly places: ReadonlyMap<number, Place>;
  readonly trailer: CosDict;
  /** A stream, whose own object is at `at`. */
  readonly isStream: boolean;
  readonly hybrid: boolean;
  readonly prev: number | undefined;
  /** What stands after `startxref`. */
  readonly startxref: number;
  /** Behind `%%EOF`. */
  readonly eofAt: number;
  /** Behind the line end after it. */
  readonly end: number;
}

/** Reads the section at `at`, its trailer, `startxref` and `%%EOF`. */
export function readSection(bytes: Buffer, at: number): XrefSection {
  if (at <= 0 || at >= bytes.length) throw new Unreadable('malformed', 'cross-reference outside the file');
  const reader = new PdfReader(bytes, at);
  const table = bytes.toString('latin1', at, at + 4) === 'xref';
  const { places, trailer } = table ? readTable(reader) : readStream(bytes, reader);
  const prev = trailer.entries.get('Prev');
  const hybridAt = table ? trailer.entries.get('XRefStm') : undefined;
  if (prev !== undefined && !isOffset(prev)) throw new Unreadable('malformed', 'Prev');
  if (hybridAt !== undefined) {
    if (!isOffset(hybridAt)) throw new Unreadable('malformed', 'XRefStm');
    const hidden = readStream(bytes, new PdfReader(bytes, hybridAt));
    for (const [number, place] of hidden.places) {
      if ((places.get(number)?.kind ?? 'free') === 'free') places.set(number, place);
    }
  }
  reader.expect('startxref');
  const startxref = reader.integer();
  const behind = /^\s*%%EOF/.exec(bytes.toString('latin1', reader.at, reader.at + 16));
  if (behind === null) throw new Unreadable('malformed', 'no %%EOF');
  const eofAt = reader.at + behind[0].length;
  const lineEnd = /^(\r\n|\r|\n)?/.exec(bytes.toString('latin1', eofAt, eofAt + 2))?.[0].length ?? 0;
  const found = { at, places, trailer, isStream: !table, hybrid: hybridAt !== undefined, prev, startxref, eofAt };
  return { ...found, end: eofAt + lineEnd };
}

const isOffset = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;

function readTable(reader: PdfReader): { places: Map<number, Place>; trailer: CosDict } {
  reader.expect('xref');
  const places = new Map<number, Place>();
  while (!reader.take('trailer')) {
    const first = reader.integer();
    const count = reader.integer();
    if (first + count > limits.objects) throw new Unreadable('too-large', 'objects');
    for (let number = first; number < first + count; number++) {
      const offset = reader.integer();
      const generation = reader.integer();
      const free = reader.take('f');
      if (!free) reader.expect('n');
      if (!free && generation !== 0) throw new Unreadable('malformed', 'a generation other than 0');
      if (places.has(number)) throw new Unreadable('malformed', 'an object stands twice in one table');
      places.set(number, free ? { kind: 'free' } : { kind: 'at', offset });
    }
  }
  const trailer = reader.value();
  if (!isDict(trailer)) throw new Unreadable('malformed', 'trailer');
  return { places, trailer };
}

function readStream(bytes: Buffer, reader: PdfReader): { places: Map<number, Place>; trailer: CosDict } {
  reader.objectHeader();
  const trailer = reader.value();
  const type = isDict(trailer) ? trailer.entries.get('Type') : undefined;
  if (!isDict(trailer) || !isName(type) || type.name !== 'XRef') throw new Unreadable('malformed', 'no XRef');
  const length = trailer.entries.get('Length');
  if (typeof length !== 'number') throw new Unreadable('malformed', 'Length');
  const { start, end } = streamData(bytes, reader, length);
  const places = readPlaces(trailer, decoded(trailer, bytes.subarray(start, end)));
  return { places, trailer };
}

function readPlaces(trailer: CosDict, data: Uint8Array): Map<number, Place> {
  const widths = numbers(trailer.entries.get('W'));
  const size = trailer.entries.get('Size');
  const index = trailer.entries.has('Index') ? numbers(trailer.entries.get('Index')) : [0, Number(size)];
  const [first = 0, second = 0, third = 0] = widths;
  if (widths.length !== 3 || widths.some((width) => width > 7) || index.length % 2 !== 0) {
    throw new Unreadable('malformed', 'W or Index');
  }
  const places = new Map<number, Place>();
  let at = 0;
  const next = (width: number): number => {
    if (at + width > data.length) throw new Unreadable('malformed', 'short cross-reference');
    let value = 0;
    for (let octet = 0; octet < width; octet++) value = value * 256 + (data[at++] ?? 0);
    return value;
  };
  for (let pair = 0; pair < index.length; pair += 2) {
    const [start = 0, count = 0] = index.slice(pair, pair + 2);
    if (!(start + count <= limits.objects)) throw new Unreadable('too-large', 'objects');
    for (let number = start; number < start + count; number++) {
      const kind = first === 0 ? 1 : next(first);
      const [value, more] = [next(second), next(third)];
      if (places.has(number) || kind > 2) throw new Unreadable('malformed', 'cross-reference entry');
      if (kind === 1 && more !== 0) throw new Unreadable('malformed', 'a generation other than 0');
      if (kind === 0) places.set(number, { kind: 'free' });
      else
        places.set(number, kind === 1 ? { kind: 'at', offset: value } : { kind: 'in', container: value, index: more });
    }
  }
  return places;
}

function numbers(value: unknown): number[] {
  const list: readonly unknown[] = isArray(value as never) ? (value as readonly unknown[]) : [];
  if (!list.every((each): each is number => typeof each === 'number' && Number.isInteger(each) && each >= 0)) {
    throw new Unreadable('malformed', 'numbers');
  }
  return [...list];
}

/** The data after a stream's dictionary; leaves the reader behind `endobj`. */
export function streamData(bytes: Buffer, reader: PdfReader, length: number): { start: number; end: number } {
  reader.expect('stream');
  const eol = /^(\r\n|\n)/.exec(bytes.toString('latin1', reader.at, reader.at + 2))?.[0];
  if (eol === undefined || !Number.isInteger(length) || length < 0) throw new Unreadable('malformed', 'stream');
  const start = reader.at + eol.length;
  const end = start + length;
  if (end > bytes.length) throw new Unreadable('malformed', 'stream past the end');
  reader.at = end;
  reader.expect('endstream');
  reader.expect('endobj');
  return { start, end };
}
