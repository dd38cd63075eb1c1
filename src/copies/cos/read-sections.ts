import type { Code } from '../../common/codes/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { mostFileBytes } from '../file-limits.ts';
import { type Cos, type CosDict, isDict, isRef } from './objects.ts';
import { CosReader, CosSyntaxError } from './parse.ts';
import { header, sectionEnd } from './section.ts';
import { serialise } from './serialise.ts';

/** An indirect object as it stands in the file. */
export interface StoredObject {
  readonly number: number;
  readonly offset: number;
  /** Just past `endobj` and its line break. */
  readonly end: number;
  readonly value: Cos;
  /** Where a stream's raw bytes lie. */
  readonly stream?: { readonly start: number; readonly end: number };
}

/** One revision: the objects it writes and the table and trailer that close it. */
export interface Section {
  readonly start: number;
  readonly tableAt: number;
  /** Just past `%%EOF` and its line break. */
  readonly end: number;
  readonly trailer: CosDict;
  readonly objects: ReadonlyMap<number, StoredObject>;
  /** Another program wrote it: its spelling says nothing, and every byte of it must be accounted for otherwise. */
  readonly foreign?: true;
}

const maxSections = 16;
const maxObjects = 20_000;

/**
 * Takes a file apart into its revisions, oldest first, so that every byte belongs to exactly one object, table, trailer
 * or header, each spelled in the one form that this room writes.
 *
 * Errors: COPY-NOT-PDF, COPY-BYTES-UNACCOUNTED (bytes after the end or between objects), COPY-REVISION-NOT-ALLOWED
 * (a later revision that another program wrote), COPY-FORM-UNKNOWN (not written by Trạm, or cut short).
 */
export function readSections(pdf: Uint8Array): Result<Section[]> {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  if (bytes.length > mostFileBytes || bytes.toString('latin1', 0, 5) !== '%PDF-') return fail('COPY-NOT-PDF');
  if (!bytes.subarray(0, header.length).equals(header)) return fail('COPY-FORM-UNKNOWN');
  const tables = walkBack(bytes);
  if (!tables.ok) return tables;
  const sections: Section[] = [];
  for (const end of tables.value) {
    const start = sections.at(-1)?.end ?? 0;
    const objects = readObjects(bytes, end, start === 0 ? header.length : start);
    if (objects === undefined) return fail('COPY-BYTES-UNACCOUNTED');
    sections.push({ ...end, start, objects });
  }
  return ok(sections);
}

/** The revision whose table stands at `tableAt`, read as strictly as by `readSections`; undefined for any other form. */
export function ownSection(pdf: Uint8Array, tableAt: number, start: number): Section | undefined {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  if (!bytes.subarray(0, header.length).equals(header)) return undefined;
  const table = readTable(bytes, tableAt);
  const objects = table === undefined ? undefined : readObjects(bytes, table, start === 0 ? header.length : start);
  return table === undefined || objects === undefined ? undefined : { ...table, start, objects };
}

/** The newest version of object `number`. */
export function newest(sections: readonly Section[], number: number): StoredObject | undefined {
  return sections.findLast((section) => section.objects.has(number))?.objects.get(number);
}

/** The newest value of an object that must be a dictionary and is referred to by `reference`. */
export function dictAt(sections: readonly Section[], reference: Cos | undefined): CosDict | undefined {
  if (!isRef(reference)) return undefined;
  const value = newest(sections, reference.number)?.value;
  return isDict(value) ? value : undefined;
}

interface Table {
  readonly tableAt: number;
  readonly end: number;
  readonly trailer: CosDict;
  readonly offsets: ReadonlyMap<number, number>;
}

const ending = {
  ours: /\nstartxref\n([1-9]\d{0,9})\n%%EOF\n$/,
  anybodys: /startxref\s+(\d{1,10})\s+%%EOF\s*$/,
} as const;

/** The closing tables, oldest first. Each one ends before the next begins, so the walk ends. */
function walkBack(bytes: Buffer): Result<Table[]> {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 60));
  const last = ending.ours.exec(tail)?.[1];
  const newest = last === undefined ? undefined : readTable(bytes, Number(last));
  if (newest === undefined || newest.end !== bytes.length) return fail(strangeEnding(bytes, tail));
  const tables = [newest];
  for (let later = newest; tables.length <= maxSections; ) {
    const previous = later.trailer.entries.get('Prev');
    if (previous === undefined) return ok(tables);
    const table = typeof previous === 'number' ? readTable(bytes, previous) : undefined;
    if (table === undefined || table.end > later.tableAt) return fail('COPY-BYTES-UNACCOUNTED');
    tables.unshift(table);
    later = table;
  }
  return fail('COPY-REVISION-NOT-ALLOWED');
}

/** Why the file does not end as ours do: something stands behind our end, or another program wrote the end. */
function strangeEnding(bytes: Buffer, tail: string): Code {
  const first = bytes.indexOf('%%EOF');
  const at = ending.anybodys.exec(tail)?.[1];
  if (at === undefined) return first < 0 ? 'COPY-FORM-UNKNOWN' : 'COPY-BYTES-UNACCOUNTED';
  if (parseTable(bytes, Number(at)) !== undefined) return 'COPY-BYTES-UNACCOUNTED';
  return first < bytes.lastIndexOf('%%EOF') ? 'COPY-REVISION-NOT-ALLOWED' : 'COPY-FORM-UNKNOWN';
}

function readTable(bytes: Buffer, tableAt: number): Table | undefined {
  const table = parseTable(bytes, tableAt);
  if (table === undefined) return undefined;
  // Comparing with our own spelling checks every byte of the table at once.
  const written = sectionEnd(table.offsets, table.trailer, tableAt);
  const end = tableAt + written.length;
  return written.equals(bytes.subarray(tableAt, end)) ? { ...table, tableAt, end } : undefined;
}

function parseTable(bytes: Buffer, at: number): Pick<Table, 'offsets' | 'trailer'> | undefined {
  try {
    const reader = new CosReader(bytes, at);
    const offsets = new Map<number, number>();
    reader.expect('xref\n');
    while (!reader.take('trailer\n')) {
      const first = reader.integer();
      reader.expect(' ');
      const count = reader.integer();
      reader.expect('\n');
      if (offsets.size + count > maxObjects) return undefined;
      for (let n = first; n < first + count; n++) {
        const entry = bytes.toString('latin1', reader.position, reader.position + 10);
        reader.skip(20);
        if (n !== 0) offsets.set(n, Number(entry));
      }
    }
    return { offsets, trailer: reader.dict() };
  } catch (error) {
    return undefinedOn(error);
  }
}

/** The objects of a section, provided that they fill it from `start` to its table without a gap. */
function readObjects(bytes: Buffer, table: Table, start: number): Map<number, StoredObject> | undefined {
  const objects = new Map<number, StoredObject>();
  let position = start;
  for (const [number, offset] of [...table.offsets].sort(([, a], [, b]) => a - b)) {
    if (offset !== position) return undefined;
    const object = readObject(bytes, number, offset);
    if (object === undefined || object.end > table.tableAt) return undefined;
    objects.set(number, object);
    position = object.end;
  }
  return position === table.tableAt ? objects : undefined;
}

function readObject(bytes: Buffer, number: number, offset: number): StoredObject | undefined {
  try {
    const reader = new CosReader(bytes, offset);
    reader.expect(`${number} 0 obj\n`);
    const valueAt = reader.position;
    const value = reader.value();
    if (serialise(value) !== bytes.toString('latin1', valueAt, reader.position)) return undefined;
    reader.expect('\n');
    if (reader.take('endobj\n')) return { number, offset, end: reader.position, value };
    reader.expect('stream\n');
    const length = isDict(value) ? value.entries.get('Length') : undefined;
    if (typeof length !== 'number' || !Number.isInteger(length)) return undefined;
    const stream = { start: reader.position, end: reader.position + length };
    reader.skip(length);
    reader.expect('\nendstream\nendobj\n');
    return { number, offset, end: reader.position, value, stream };
  } catch (error) {
    return undefinedOn(error);
  }
}

function undefinedOn(error: unknown): undefined {
  if (error instanceof CosSyntaxError || error instanceof RangeError) return undefined;
  throw error;
}
