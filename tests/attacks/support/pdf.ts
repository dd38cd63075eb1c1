/** PDFs and their incremental updates, written so that an attack can say anything. */
import { deflateSync } from 'node:zlib';
import {
  type Cos,
  type CosDict,
  type CosObject,
  dict,
  hex,
  isArray,
  isDict,
  literal,
  name,
  ref,
  stream,
  withEntry,
} from '../../../src/copies/cos/objects.ts';
import { objectPieces, serialise } from '../../../src/copies/cos/serialise.ts';
import { PdfFile, type PdfView } from '../../../src/copies/validation/pdf/document.ts';

export type XrefForm = 'table' | 'stream';

export const latest = (pdf: Uint8Array): PdfView => {
  const file = new PdfFile(pdf);
  return file.view(file.revisions.length - 1);
};

/** Objects, cross-reference and end, to be put at offset `at`. */
function write(at: number, objects: readonly CosObject[], trailer: CosDict, form: XrefForm): Buffer {
  const pieces: Uint8Array[] = [];
  const offsets = new Map<number, number>();
  let position = at;
  for (const object of objects) {
    offsets.set(object.number, position);
    for (const piece of objectPieces(object)) {
      pieces.push(piece);
      position += piece.length;
    }
  }
  const tail = (): Buffer => Buffer.from(`startxref\n${position}\n%%EOF\n`);
  if (form === 'table') {
    const rows = [...offsets]
      .sort(([a], [b]) => a - b)
      .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
    const head = at < 100 ? '0 1\n0000000000 65535 f \n' : '';
    const table = `xref\n${head}${rows.join('')}trailer\n${serialise(trailer)}\n`;
    return Buffer.concat([...pieces, Buffer.from(table, 'latin1'), tail()]);
  }
  const number = Number(trailer.entries.get('Size'));
  const rows = [...offsets, [number, position] as const];
  const data = Buffer.concat(
    rows.map(([, offset]) => {
      const row = Buffer.alloc(6);
      row[0] = 1;
      row.writeUInt32BE(offset, 1);
      return row;
    }),
  );
  const index = rows.flatMap(([each]) => [each, 1]);
  const entries = dict({
    ...Object.fromEntries(trailer.entries),
    Type: name('XRef'),
    Size: number + 1,
    W: [1, 4, 1],
    Index: index,
    Filter: name('FlateDecode'),
  });
  return Buffer.concat([...pieces, ...objectPieces(stream(number, entries, deflateSync(data))), tail()]);
}

/** One page with a sentence; object 1 is the catalog, 3 the page, 4 its content, 6 the document's information. */
export function plainPdf(form: XrefForm = 'table', extra: readonly CosObject[] = []): Buffer {
  const header = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1');
  const fonts = dict({ F1: ref(5) });
  const content = Buffer.from('BT /F1 24 Tf 72 700 Td (So tien: 1000000 dong) Tj ET');
  const objects: CosObject[] = [
    { number: 1, value: dict({ Type: name('Catalog'), Pages: ref(2) }) },
    { number: 2, value: dict({ Type: name('Pages'), Kids: [ref(3)], Count: 1 }) },
    {
      number: 3,
      value: dict({
        Type: name('Page'),
        Parent: ref(2),
        MediaBox: [0, 0, 595, 842],
        Resources: dict({ Font: fonts }),
        Contents: ref(4),
      }),
    },
    stream(4, dict({}), content),
    { number: 5, value: dict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Helvetica') }) },
    { number: 6, value: dict({ Title: literal('Van ban'), Author: literal('UBND') }) },
    ...extra,
  ];
  const id = Buffer.alloc(16, 7);
  const size = Math.max(...objects.map(({ number }) => number)) + 1;
  const trailer = dict({ Size: size, Root: ref(1), Info: ref(6), ID: [hex(id), hex(id)] });
  return Buffer.concat([header, write(header.length, objects, trailer, form)]);
}

export interface AppendOptions {
  readonly form?: XrefForm;
  readonly trailer?: Readonly<Record<string, Cos | undefined>>;
}

export function append(pdf: Uint8Array, objects: readonly CosObject[], options: AppendOptions = {}): Buffer {
  const view = latest(pdf);
  const kept = ['Root', 'Info', 'ID'].map((key) => [key, view.trailer.entries.get(key)] as const);
  const trailer = dict({
    ...Object.fromEntries(kept),
    Size: Math.max(free(view), ...objects.map(({ number }) => number + 1)),
    Prev: view.file.revisions.at(-1)?.section.startxref,
    ...options.trailer,
  });
  return Buffer.concat([pdf, write(pdf.length, objects, trailer, options.form ?? 'table')]);
}

/** The next number that no object has. */
export const free = (view: PdfView): number => Number(view.trailer.entries.get('Size'));

export const numberOf = (value: Cos | undefined): number => {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'ref') return value.number;
  throw new Error('no reference');
};

export const dictOf = (value: Cos | undefined): CosDict => (isDict(value) ? value : dict({}));

export interface SignOptions extends AppendOptions {
  readonly field?: string;
  readonly rect?: readonly number[];
  readonly kind?: 'signature' | 'timestamp';
  readonly subFilter?: string;
  readonly claimed?: string;
  readonly value?: Readonly<Record<string, Cos>>;
  /** Further objects of the same revision, made with numbers from `free`. */
  readonly also?: (view: PdfView, free: number) => readonly CosObject[];
  /** Changes the byte range before it is signed. */
  readonly range?: (range: number[]) => number[];
  /** The object number that the field's value points to, in place of a new one. */
  readonly reuse?: number;
}

const room = 9000;

/** Appends a signature over everything; `cms` makes what goes into `/Contents`. */
export function signPdf(pdf: Uint8Array, cms: (content: Buffer) => Uint8Array, options: SignOptions = {}): Buffer {
  const view = latest(pdf);
  const { kind = 'signature', rect = [0, 0, 0, 0], field = `Sig${pdf.length}` } = options;
  const first = free(view);
  const [value, widget, look] = [first, first + 1, first + 2];
  const seen = rect.some((each) => each !== 0);
  const catalog = view.catalog;
  const formRef = catalog.entries.get('AcroForm');
  const form = view.dict(formRef);
  const fields = view.get(form, 'Fields');
  const pageNumber = firstPage(view);
  const page = dictOf(view.find(pageNumber)?.value);
  const annotations = view.get(page, 'Annots');
  const sigDict = dict({
    Type: name(kind === 'timestamp' ? 'DocTimeStamp' : 'Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name(options.subFilter ?? (kind === 'timestamp' ? 'ETSI.RFC3161' : 'ETSI.CAdES.detached')),
    ByteRange: [0, 1111111111, 2222222222, 3333333333],
    Contents: hex(Buffer.alloc(room)),
    ...(options.claimed === undefined ? {} : { M: literal(options.claimed) }),
    ...options.value,
  });
  const newForm = dict({
    ...Object.fromEntries(form?.entries ?? []),
    Fields: [...(isArray(fields) ? fields : []), ref(widget)],
    SigFlags: 3,
  });
  const objects: CosObject[] = [
    ...(options.reuse === undefined ? [{ number: value, value: sigDict }] : []),
    {
      number: widget,
      value: dict({
        Type: name('Annot'),
        Subtype: name('Widget'),
        FT: name('Sig'),
        T: literal(field),
        V: ref(options.reuse ?? value),
        Rect: rect,
        F: 132,
        P: ref(pageNumber),
        AP: seen ? dict({ N: ref(look) }) : undefined,
      }),
    },
    ...(seen
      ? [
          stream(
            look,
            dict({ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, 100, 40] }),
            Buffer.from('0 0 1 RG 1 1 98 38 re S'),
          ),
        ]
      : []),
    {
      number: pageNumber,
      value: withEntry(page, 'Annots', [...(isArray(annotations) ? annotations : []), ref(widget)]),
    },
    isDict(formRef) || formRef === undefined
      ? { number: numberOf(view.trailer.entries.get('Root')), value: withEntry(catalog, 'AcroForm', newForm) }
      : { number: numberOf(formRef), value: newForm },
    ...(options.also?.(view, first + 3) ?? []),
  ];
  const file = append(pdf, objects, options);
  return options.reuse === undefined ? fill(file, pdf.length, cms, options.range) : file;
}

export function firstPage(view: PdfView): number {
  let node: Cos | undefined = view.catalog.entries.get('Pages');
  for (let kids = view.get(view.dict(node), 'Kids'); isArray(kids); kids = view.get(view.dict(node), 'Kids'))
    node = kids[0];
  return numberOf(node);
}

function fill(
  file: Buffer,
  from: number,
  cms: (content: Buffer) => Uint8Array,
  range = (given: number[]) => given,
): Buffer {
  const hexAt = file.indexOf('/Contents <', from) + 10;
  const hexEnd = hexAt + 2 + 2 * room;
  const numbers = range([0, hexAt, hexEnd, file.length - hexEnd]);
  const placeholder = '[0 1111111111 2222222222 3333333333]';
  const text = `[${numbers.join(' ')}]`;
  file.write(text.padEnd(placeholder.length), file.indexOf(placeholder, from), 'latin1');
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  const content = Buffer.concat([file.subarray(a, a + b), file.subarray(c, c + d)]);
  file.write(Buffer.from(cms(content)).toString('hex'), hexAt + 1, 'latin1');
  return file;
}

/** Appends validation data. */
export function addEvidence(
  pdf: Uint8Array,
  evidence: {
    readonly certs?: readonly Uint8Array[];
    readonly crls?: readonly Uint8Array[];
    readonly ocsps?: readonly Uint8Array[];
  },
  options: AppendOptions = {},
): Buffer {
  const view = latest(pdf);
  let next = free(view);
  const objects: CosObject[] = [];
  const old = view.dict(view.catalog.entries.get('DSS'));
  const list = (key: string, all: readonly Uint8Array[] = []): Cos[] => {
    const before = view.get(old, key);
    const added = all.map((bytes) => {
      objects.push(stream(next, dict({}), bytes));
      return ref(next++);
    });
    return [...(isArray(before) ? before : []), ...added];
  };
  const lists = {
    Certs: list('Certs', evidence.certs),
    CRLs: list('CRLs', evidence.crls),
    OCSPs: list('OCSPs', evidence.ocsps),
  };
  const dss = { number: next, value: dict({ Type: name('DSS'), ...lists }) };
  const root = numberOf(view.trailer.entries.get('Root'));
  return append(pdf, [...objects, dss, { number: root, value: withEntry(view.catalog, 'DSS', ref(next)) }], options);
}
