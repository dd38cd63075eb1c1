/** The families of attacks on signed PDFs, each as files made from one that is genuine. */
import {
  type Cos,
  type CosObject,
  dict,
  hex,
  isArray,
  isDict,
  isRef,
  literal,
  name,
  ref,
  stream,
  withEntry,
} from '../../../src/copies/cos/objects.ts';
import type { PdfView } from '../../../src/copies/validation/pdf/document.ts';
import { pageNumbers } from '../../../src/copies/validation/pdf/pages.ts';
import { signedData, timeStampToken } from './cms.ts';
import { rewrittenSignatures } from './families-cms.ts';
import { rollbacks, timestampAttacks } from './families-time.ts';
import { addEvidence, append, dictOf, firstPage, free, latest, numberOf, signPdf, type XrefForm } from './pdf.ts';
import type { Pki } from './pki.ts';

/** The families in which attacks on signed PDFs are published (pdf-insecurity.org and others). */
export const familyNames = [
  'incremental saving',
  'annotation over content',
  'signature appearance or place swapped',
  'pages added or removed',
  'information and XMP edited',
  'universal forgery',
  'signature wrapping',
  'sneaky signature',
  'several fields on one signature',
  'shadow: hide, replace, hide and replace',
  'validation data removed',
  'time-stamps copied or duplicated',
  'two SignerInfos',
  'enveloping CMS',
  'wrong digest',
  'unsigned data carried along',
  'rollback',
  'bytes after the end',
  'padding',
  'loops and broken references',
  'flips, cuts and splices',
] as const;
export type Family = (typeof familyNames)[number];

export interface Variant {
  readonly family: Family;
  readonly name: string;
  readonly file: Uint8Array;
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const catalogNumber = (view: PdfView): number => numberOf(view.trailer.entries.get('Root'));
const evilContent = (number: number): CosObject =>
  stream(number, dict({}), Buffer.from('1 g 0 0 600 900 re f 0 g 50 50 90 90 re f'));

function widgets(view: PdfView): number[] {
  const fields = view.get(view.dict(view.catalog.entries.get('AcroForm')), 'Fields');
  return isArray(fields) ? fields.map(numberOf) : [];
}

/** Later revisions, each saying one thing that it may not. */
const updates: Readonly<Record<string, (view: PdfView, next: number) => readonly CosObject[]>> = {
  'page content replaced': (view) => {
    const contents = dictOf(view.find(firstPage(view))?.value).entries.get('Contents');
    return [evilContent(numberOf(isArray(contents) ? contents[0] : contents))];
  },
  'page points to other content': (view, next) => {
    const page = firstPage(view);
    return [
      { number: page, value: withEntry(dictOf(view.find(page)?.value), 'Contents', ref(next)) },
      evilContent(next),
    ];
  },
  'page added': (view, next) => {
    const tree = numberOf(view.catalog.entries.get('Pages'));
    const old = dictOf(view.find(tree)?.value);
    const page = dictOf(view.find(firstPage(view))?.value);
    const kids = [...pageNumbers(view).map(ref), ref(next)];
    return [
      { number: tree, value: withEntry(withEntry(old, 'Kids', kids), 'Count', kids.length) },
      { number: next, value: withEntry(page, 'Annots', []) },
    ];
  },
  'pages removed': (view) => {
    const tree = numberOf(view.catalog.entries.get('Pages'));
    return [{ number: tree, value: withEntry(withEntry(dictOf(view.find(tree)?.value), 'Kids', []), 'Count', 0) }];
  },
  'another page tree': (view, next) => [
    { number: catalogNumber(view), value: withEntry(view.catalog, 'Pages', ref(next)) },
    { number: next, value: dict({ Type: name('Pages'), Kids: [ref(firstPage(view))], Count: 1, Rotate: 180 }) },
  ],
  'page size': (view) => {
    const page = firstPage(view);
    return [{ number: page, value: withEntry(dictOf(view.find(page)?.value), 'MediaBox', [0, 0, 100, 100]) }];
  },
  ...Object.fromEntries(
    ['Stamp', 'FreeText', 'Square', 'Redact', 'Link', 'Widget'].map((subtype) => [
      `annotation over content: ${subtype}`,
      (view: PdfView, next: number) => {
        const page = firstPage(view);
        const old = dictOf(view.find(page)?.value);
        const list = view.get(old, 'Annots');
        const form = dict({ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, 600, 900] });
        const value = dict({
          Type: name('Annot'),
          Subtype: name(subtype),
          Rect: [0, 0, 600, 900],
          F: 4,
          AP: dict({ N: ref(next + 1) }),
        });
        return [
          { number: page, value: withEntry(old, 'Annots', [...(isArray(list) ? list : []), ref(next)]) },
          { number: next, value },
          stream(next + 1, form, Buffer.from('1 g 0 0 600 900 re f')),
        ];
      },
    ]),
  ),
  'signature’s rectangle': (view) => [changed(view, 'Rect', [0, 0, 595, 842])],
  'signature’s appearance': (view, next) => [changed(view, 'AP', dict({ N: ref(next) })), evilContent(next)],
  'signature’s value gone': (view) => {
    const number = widgets(view)[0] ?? 0;
    const entries = Object.fromEntries(dictOf(view.find(number)?.value).entries);
    return [{ number, value: dict({ ...entries, V: undefined }) }];
  },
  'signature’s field gone': (view) => withForm(view, { Fields: [] }),
  'field with a script': (view, next) => [
    ...withForm(view, { Fields: [...widgets(view).map(ref), ref(next)] }),
    {
      number: next,
      value: dict({
        FT: name('Tx'),
        T: literal('x'),
        AA: dict({ K: dict({ S: name('JavaScript'), JS: literal('1') }) }),
      }),
    },
  ],
  'two fields on one signature': (view, next) => [
    ...withForm(view, { Fields: [...widgets(view).map(ref), ref(next)] }),
    { number: next, value: withEntry(dictOf(view.find(widgets(view)[0] ?? 0)?.value), 'T', literal('other')) },
  ],
  'appearances made anew': (view) => withForm(view, { NeedAppearances: true }),
  'open action': (view, next) => [
    { number: catalogNumber(view), value: withEntry(view.catalog, 'OpenAction', ref(next)) },
    { number: next, value: dict({ S: name('JavaScript'), JS: literal('app.alert(1)') }) },
  ],
  layers: (view) => [
    { number: catalogNumber(view), value: withEntry(view.catalog, 'OCProperties', dict({ OCGs: [], D: dict({}) })) },
  ],
  'XMP replaced': (view, next) => [
    { number: catalogNumber(view), value: withEntry(view.catalog, 'Metadata', ref(next)) },
    stream(next, dict({ Type: name('Metadata'), Subtype: name('XML') }), Buffer.from('<x/>')),
  ],
  'information edited': (view) => {
    const info = view.trailer.entries.get('Info');
    return [{ number: numberOf(info), value: withEntry(dictOf(view.resolve(info)), 'Title', literal('Other')) }];
  },
  'signature value rewritten': (view) => {
    const field = dictOf(view.find(widgets(view)[0] ?? 0)?.value);
    const value = numberOf(field.entries.get('V'));
    return [{ number: value, value: withEntry(dictOf(view.find(value)?.value), 'Name', literal('Ai')) }];
  },
  'byte range gone': (view) => [changedValue(view, 'ByteRange', undefined)],
  'byte range null': (view) => [changedValue(view, 'ByteRange', [0, 0, 0, 0])],
  'contents gone': (view) => [changedValue(view, 'Contents', undefined)],
  'contents zero': (view) => [changedValue(view, 'Contents', hex(Buffer.alloc(20)))],
  'a font replaced': (view) => {
    const page = dictOf(view.find(pageNumbers(view).at(-1) ?? 0)?.value);
    const fonts = view.get(view.dict(page.entries.get('Resources')), 'Font');
    const font = isDict(fonts) ? [...fonts.entries.values()].find(isRef) : undefined;
    const number = font?.number ?? firstPage(view);
    return [{ number, value: withEntry(dictOf(view.find(number)?.value), 'BaseFont', name('Courier')) }];
  },
  'DSS with a foreign key': (view) => [
    { number: catalogNumber(view), value: withEntry(view.catalog, 'DSS', dict({ Certs: [], OpenAction: dict({}) })) },
  ],
};

function changed(view: PdfView, key: string, value: Cos): CosObject {
  const number = widgets(view)[0] ?? 0;
  return { number, value: withEntry(dictOf(view.find(number)?.value), key, value) };
}

function changedValue(view: PdfView, key: string, value: Cos | undefined): CosObject {
  const number = numberOf(dictOf(view.find(widgets(view)[0] ?? 0)?.value).entries.get('V'));
  const entries = Object.fromEntries(dictOf(view.find(number)?.value).entries);
  return { number, value: dict({ ...entries, [key]: value }) };
}

function withForm(view: PdfView, change: Readonly<Record<string, Cos>>): CosObject[] {
  const at = view.catalog.entries.get('AcroForm');
  const form = dict({ ...Object.fromEntries(dictOf(view.resolve(at)).entries), ...change });
  if (isRef(at)) return [{ number: at.number, value: form }];
  return [{ number: catalogNumber(view), value: withEntry(view.catalog, 'AcroForm', form) }];
}

/** Every variant of a signed file; the same for the same seed. */
export function variants(pdf: Uint8Array, pki: Pki, seed: number): Variant[] {
  const view = latest(pdf);
  const next = free(view);
  const made: Variant[] = [];
  const add = (title: string, file: Uint8Array, family?: Family): void =>
    void made.push({ family: family ?? familyOf(title), name: title, file });
  for (const [title, change] of Object.entries(updates)) {
    for (const form of ['table', 'stream'] satisfies XrefForm[]) {
      add(`${title} (${form})`, append(pdf, change(view, next), { form }));
    }
  }
  const page = firstPage(view);
  const raw = Buffer.from(pdf);
  const tail = (text: string): Buffer => Buffer.concat([raw, Buffer.from(text, 'latin1')]);
  add('bytes after the end', tail('x'));
  add('an empty line after the end', tail('\n\n'));
  add('an object without cross-reference', tail(`${page} 0 obj\n<< /Type /Page >>\nendobj\n`));
  add('an object and a second end', tail(`${page} 0 obj\n<< /Type /Page >>\nendobj\nstartxref\n9\n%%EOF\n`));
  const quiet = append(pdf, []);
  const stray = Buffer.from(`${page} 0 obj\n<< /Type /Page >>\nendobj\n`);
  const at = quiet.lastIndexOf('xref\n', quiet.lastIndexOf('trailer'));
  const moved = Buffer.concat([quiet.subarray(0, at), stray, quiet.subarray(at)]);
  add(
    'an object that no table knows',
    Buffer.from(
      moved.toString('latin1').replace(/startxref\n(\d+)\n%%EOF\n$/, `startxref\n${at + stray.length}\n%%EOF\n`),
      'latin1',
    ),
  );
  add('a catalog elsewhere', append(pdf, [{ number: next, value: view.catalog }], { trailer: { Root: ref(next) } }));
  add(
    'information added',
    append(pdf, [{ number: next, value: dict({ Title: literal('x') }) }], { trailer: { Info: ref(next) } }),
  );
  add('encrypted', append(pdf, [], { trailer: { Encrypt: dict({ Filter: name('Standard') }) } }));
  add('cross-references in a circle', append(pdf, [], { trailer: { Prev: pdf.length + 0 } }));
  add('cross-reference in nowhere', append(pdf, [], { trailer: { Prev: 3 } }));
  add(
    'evidence gone',
    append(addEvidence(pdf, { certs: [pki.root.certificate] }), [{ number: catalogNumber(view), value: view.catalog }]),
  );
  const bySneak = (content: Buffer): Uint8Array => signedData(pki.stranger, content);
  add('a sneaky signature over the page', signPdf(pdf, bySneak, { rect: [0, 0, 595, 842] }));
  add('a small signature of a stranger', signPdf(pdf, bySneak, { rect: [10, 10, 60, 60] }));
  add(
    'a large signature of a trusted one',
    signPdf(pdf, (content) => signedData(pki.seal, content, { chain: [pki.issuing] }), { rect: [0, 0, 595, 842] }),
  );
  add(
    'a signature that brings other content',
    signPdf(pdf, (content) => signedData(pki.seal, content, { chain: [pki.issuing] }), {
      also: (each, number) => updates['page points to other content']?.(each, number).slice(0, 2) ?? [],
    }).subarray(),
  );
  add(
    'a field on an old signature',
    signPdf(pdf, bySneak, { reuse: numberOf(dictOf(view.find(widgets(view)[0] ?? 0)?.value).entries.get('V')) }),
  );
  add(
    'a timestamp of other content',
    signPdf(pdf, () => timeStampToken(pki.stamper, Buffer.from('x'), pki.now), { kind: 'timestamp' }),
  );
  add(
    'a gap wider than the contents',
    signPdf(pdf, (content) => signedData(pki.seal, content, { chain: [pki.issuing] }), {
      range: ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c + 20, d - 20],
    }),
  );
  add(
    'a gap before the contents',
    signPdf(pdf, (content) => signedData(pki.seal, content, { chain: [pki.issuing] }), {
      range: ([a = 0, b = 0, c = 0, d = 0]) => [a, b - 10, c, d],
    }),
  );
  add(
    'a byte range that ends early',
    signPdf(pdf, (content) => signedData(pki.seal, content, { chain: [pki.issuing] }), {
      range: ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d - 8],
    }),
  );
  const padded = Buffer.from(raw);
  const gap = padded.lastIndexOf('00>');
  padded.write('01', gap, 'latin1');
  add('padding that is not zero', padded);
  const random = seeded(seed);
  for (let index = 0; index < 40; index++) {
    const flipped = Buffer.from(raw);
    const where = Math.floor(random() * raw.length);
    flipped[where] = (flipped[where] ?? 0) ^ (1 << Math.floor(random() * 8));
    add(`a bit flipped at ${where}`, flipped);
  }
  for (const each of [...rewrittenSignatures(pdf, pki), ...timestampAttacks(pdf, pki), ...rollbacks(view)])
    made.push(each);
  const ends = new Set(view.file.revisions.flatMap(({ eofAt, end }) => [eofAt, end]));
  for (let index = 0; index < 10; index++) {
    const length = Math.floor(random() * raw.length);
    if (!ends.has(length)) add(`cut at ${length}`, raw.subarray(0, length));
  }
  for (let index = 0; index < 10; index++) {
    const [from, to, into] = [random(), random(), random()].map((each) => Math.floor(each * raw.length));
    const piece = raw.subarray(Math.min(from ?? 0, to ?? 0), Math.max(from ?? 0, to ?? 0) + 1);
    add(`spliced at ${into}`, Buffer.concat([raw.subarray(0, into), piece, raw.subarray(into)]));
  }
  return made;
}

/** The family of a variant whose title says it. */
function familyOf(title: string): Family {
  const table: readonly (readonly [RegExp, Family])[] = [
    [/^annotation/, 'annotation over content'],
    [/^signature’s/, 'signature appearance or place swapped'],
    [/^(page added|pages removed|another page tree)/, 'pages added or removed'],
    [/^(information|XMP)/, 'information and XMP edited'],
    [/^(byte range|contents)/, 'universal forgery'],
    [/^(a gap|a byte range that)/, 'signature wrapping'],
    [/^(a (sneaky|small|large) signature|a signature that)/, 'sneaky signature'],
    [/^(two fields|a field on)/, 'several fields on one signature'],
    [/^evidence/, 'validation data removed'],
    [/^a timestamp/, 'time-stamps copied or duplicated'],
    [/^(bytes after|an empty line|an object (without|and a second))/, 'bytes after the end'],
    [/^padding/, 'padding'],
    [/^cross-reference/, 'loops and broken references'],
    [/^(a bit|cut|spliced)/, 'flips, cuts and splices'],
  ];
  return table.find(([pattern]) => pattern.test(title))?.[1] ?? 'incremental saving';
}
