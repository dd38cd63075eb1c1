import { type Cos, type CosDict, isDict, isName, isRef } from '../../cos/objects.ts';
import { limits, Unreadable } from '../limits.ts';
import { decoded } from './filters.ts';
import { PdfReader, type Span } from './reader.ts';
import { type Place, readSection, streamData, type XrefSection } from './sections.ts';

/** What one save of the file added: the bytes from the end of the one before to its own. */
export interface Revision {
  readonly places: ReadonlyMap<number, Place>;
  readonly trailer: CosDict;
  readonly section: XrefSection;
  readonly start: number;
  /** Behind `%%EOF`, and behind the line end after it: a signature may cover up to either. */
  readonly eofAt: number;
  readonly end: number;
}

/** An object as it stands: its value, and where its bytes are. */
export interface Found {
  readonly value: Cos;
  /** Of a stream: its data as stored. */
  readonly data?: Uint8Array;
  /** Null inside an object stream. */
  readonly offset: number | null;
  readonly end: number | null;
  /** Places of the strings directly in it; of no use inside an object stream. */
  readonly spans: ReadonlyMap<Cos, Span>;
}

/** A PDF taken apart into its revisions, oldest first. Throws Unreadable for everything it is not sure of. */
export class PdfFile {
  readonly bytes: Buffer;
  readonly revisions: readonly Revision[];
  readonly #objects = new Map<string, Found>();

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length > limits.fileBytes) throw new Unreadable('too-large', 'file');
    if (!/^%PDF-[12]\.\d/.test(this.bytes.toString('latin1', 0, 8))) throw new Unreadable('not-a-pdf');
    this.revisions = readRevisions(this.bytes);
    if (this.revisions.some(({ trailer }) => trailer.entries.has('Encrypt'))) throw new Unreadable('encrypted');
  }

  /** The file as it was when `revision` was its last. */
  view(revision: number): PdfView {
    return new PdfView(this, revision);
  }

  /** The object at a place, read once. */
  read(number: number, place: Place, view: PdfView): Found | undefined {
    if (place.kind === 'free') return undefined;
    const key =
      place.kind === 'at' ? `${place.offset}` : `${place.container}.${place.index}.${number}.${view.revision}`;
    const known = this.#objects.get(key);
    if (known !== undefined) return known;
    if (this.#objects.size > limits.objects) throw new Unreadable('too-large', 'objects');
    const found = place.kind === 'at' ? this.#readAt(number, place.offset, view) : view.readInside(number, place);
    this.#objects.set(key, found);
    return found;
  }

  #readAt(number: number, offset: number, view: PdfView): Found {
    const reader = new PdfReader(this.bytes, offset);
    if (reader.objectHeader() !== number) throw new Unreadable('malformed', `not object ${number}`);
    const value = reader.value();
    const { spans } = reader;
    if (reader.take('endobj')) return { value, offset, end: reader.at, spans };
    if (!isDict(value)) throw new Unreadable('malformed', 'no endobj');
    const given = value.entries.get('Length');
    const length = isRef(given) ? view.lengthOf(given.number, offset) : given;
    if (typeof length !== 'number') throw new Unreadable('malformed', 'Length');
    const data = streamData(this.bytes, reader, length);
    return { value, data: this.bytes.subarray(data.start, data.end), offset, end: reader.at, spans };
  }
}

/** What a reader sees that opens the file up to one revision. */
export class PdfView {
  readonly file: PdfFile;
  readonly revision: number;
  readonly trailer: CosDict;
  readonly #containers = new Map<number, { readonly numbers: number[]; readonly values: Cos[] }>();
  readonly #measuring = new Set<number>();

  constructor(file: PdfFile, revision: number) {
    this.file = file;
    this.revision = revision;
    const trailer = file.revisions[revision]?.trailer;
    if (trailer === undefined) throw new Unreadable('malformed', 'no trailer');
    this.trailer = trailer;
  }

  place(number: number): Place | undefined {
    for (let index = this.revision; index >= 0; index--) {
      const place = this.file.revisions[index]?.places.get(number);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  find(number: number): Found | undefined {
    const place = this.place(number);
    return place === undefined ? undefined : this.file.read(number, place, this);
  }

  /** What a value refers to; a reference to nothing is null (§7.3.10). */
  resolve(value: Cos | undefined): Cos | undefined {
    let now = value;
    for (let steps = 0; isRef(now); steps++) {
      if (steps > 8) throw new Unreadable('malformed', 'references in a circle');
      now = this.find(now.number)?.value ?? null;
    }
    return now ?? undefined;
  }

  dict(value: Cos | undefined): CosDict | undefined {
    const found = this.resolve(value);
    return isDict(found) ? found : undefined;
  }

  get(dict: CosDict | undefined, key: string): Cos | undefined {
    return this.resolve(dict?.entries.get(key));
  }

  get catalog(): CosDict {
    const catalog = this.dict(this.trailer.entries.get('Root'));
    if (catalog === undefined) throw new Unreadable('malformed', 'no catalog');
    return catalog;
  }

  /** Decoded data of a stream. */
  dataOf(value: Cos | undefined): Uint8Array | undefined {
    const found = isRef(value) ? this.find(value.number) : undefined;
    return found?.data !== undefined && isDict(found.value) ? decoded(found.value, found.data) : undefined;
  }

  /** An indirect `/Length`: an integer object. */
  lengthOf(number: number, asking: number): number {
    if (this.#measuring.has(asking)) throw new Unreadable('malformed', 'lengths in a circle');
    this.#measuring.add(asking);
    const value = this.find(number)?.value;
    this.#measuring.delete(asking);
    if (typeof value !== 'number') throw new Unreadable('malformed', 'Length');
    return value;
  }

  readInside(number: number, { container, index }: { readonly container: number; readonly index: number }): Found {
    const { numbers, values } = this.container(container);
    const value = values[index];
    if (numbers[index] !== number || value === undefined) throw new Unreadable('malformed', 'not in its stream');
    return { value, offset: null, end: null, spans: new Map() };
  }

  /** The objects in an object stream (§7.5.7). */
  container(number: number): { readonly numbers: readonly number[]; readonly values: readonly Cos[] } {
    const known = this.#containers.get(number);
    if (known !== undefined) return known;
    const place = this.place(number);
    if (place?.kind !== 'at') throw new Unreadable('malformed', 'no object stream');
    const found = this.file.read(number, place, this);
    const dict = isDict(found?.value) ? found.value : undefined;
    const [type, count, first] = ['Type', 'N', 'First'].map((key) => dict?.entries.get(key));
    if (found?.data === undefined || dict === undefined || !isName(type) || type.name !== 'ObjStm') {
      throw new Unreadable('malformed', 'no object stream');
    }
    if (typeof count !== 'number' || typeof first !== 'number' || count > limits.objects) {
      throw new Unreadable('malformed', 'object stream');
    }
    const data = decoded(dict, found.data);
    const header = new PdfReader(data, 0, first);
    const pairs = Array.from({ length: count }, () => [header.integer(), header.integer()] as const);
    const values = pairs.map(([, offset]) => new PdfReader(data, first + offset).value());
    const made = { numbers: pairs.map(([each]) => each), values };
    this.#containers.set(number, made);
    return made;
  }
}

/** From the last `%%EOF` back along `/Prev`; each revision must end where the next begins. */
function readRevisions(bytes: Buffer): Revision[] {
  const tail = /startxref\s+(\d{1,10})\s+%%EOF(\r\n|\r|\n)?$/.exec(
    bytes.toString('latin1', Math.max(0, bytes.length - 64)),
  );
  if (tail === null) throw new Unreadable('malformed', 'the file does not end with startxref and %%EOF');
  const newestFirst: XrefSection[] = [];
  const seen = new Set<number>();
  for (let at: number | undefined = Number(tail[1]); at !== undefined; ) {
    if (seen.has(at)) throw new Unreadable('malformed', 'cross-references in a circle');
    if (seen.size > limits.revisions) throw new Unreadable('too-large', 'revisions');
    seen.add(at);
    const section = readSection(bytes, at);
    newestFirst.push(section);
    at = section.prev;
  }
  const sections = newestFirst.reverse();
  const revisions: Revision[] = [];
  for (let index = 0; index < sections.length; index++) {
    const section = sections[index];
    const next = sections[index + 1];
    if (section === undefined) continue;
    const start = revisions.at(-1)?.end ?? 0;
    // A linearised file (annex F) begins with the part for its first page, whose /Prev is the table at its end.
    if (index === 0 && next !== undefined && next.at < section.at && section.startxref === next.at) {
      const places = new Map([...section.places, ...next.places]);
      const { eofAt, end } = section;
      revisions.push({ places, trailer: next.trailer, section, start, eofAt, end });
      index++;
      continue;
    }
    if (section.startxref !== section.at || section.at < start) throw new Unreadable('malformed', 'order of revisions');
    const { places, trailer, eofAt, end } = section;
    revisions.push({ places, trailer, section, start, eofAt, end });
  }
  if (revisions.at(-1)?.end !== bytes.length) throw new Unreadable('malformed', 'bytes after the last %%EOF');
  return revisions;
}
