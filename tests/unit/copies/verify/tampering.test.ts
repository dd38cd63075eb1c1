import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Code } from '../../../../src/common/codes/index.ts';
import { type CopyDocument, readCopy } from '../../../../src/copies/cos/document.ts';
import {
  type Cos,
  type CosObject,
  dict,
  isArray,
  isDict,
  isRef,
  literal,
  name,
  ref,
  stream,
  withEntry,
} from '../../../../src/copies/cos/objects.ts';
import { dictAt, newest } from '../../../../src/copies/cos/read-sections.ts';
import { verifyCopy } from '../../../../src/copies/verify/verify-copy.ts';
import { appendRevision, insertCms, replaceLast, rewriteBase, sealWith } from '../support/attack.ts';
import { issueCopy } from '../support/issued-copy.ts';
import type { Authority } from '../support/keys.ts';
import { runWith } from '../support/programs.ts';
import { cmsBy, policyOf, prepareSeal, sealBy, signBy } from '../support/signing.ts';

let authority: Authority;
let unsigned: Uint8Array;
let signed: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  ({ authority, unsigned, signed, sealed } = await issueCopy());
});

const verdict = (pdf: Uint8Array): Code | 'complete' => {
  const report = verifyCopy(pdf, policyOf(authority));
  return report.complete ? 'complete' : (report.code ?? expect.fail('refused without a code'));
};

it('the untouched copy is complete', () => {
  expect(verdict(sealed)).toBe('complete');
});

describe('changes to signed bytes', () => {
  it('a byte flipped in a page image', () => {
    const bytes = Buffer.from(sealed);
    const index = bytes.indexOf('/Filter /DCTDecode') + 2000;
    bytes.writeUInt8((bytes[index] ?? 0) ^ 1, index);
    expect(verdict(bytes)).toBe('COPY-SIGNATURE-INVALID');
  });

  it('another date in the seal’s dictionary', () => {
    expect(verdict(replaceLast(sealed, '(D:2026', '(D:2025'))).toBe('COPY-SIGNATURE-INVALID');
  });

  it.each([
    ['after the signature', 10, -10],
    ['at the end', 0, -1],
  ])('a gap in the byte range %s, signed with the seal’s own key', async (_, shift, shorter) => {
    const { bytes, byteRange } = await prepareSeal(signed);
    const [a, b, c, d] = byteRange;
    const gap = [a, b, c + shift, d + shorter] as const;
    const shifted = replaceLast(bytes, `[${byteRange.join(' ')}]`, `[${gap.join(' ')}]`);
    const over = (range: typeof gap): Uint8Array =>
      insertCms(shifted, range, (digest) => cmsBy(authority.seal, digest, [authority.issuing]));
    expect((await runWith({ 'copy.pdf': over(gap) }, 'pdfsig', 'copy.pdf')).out).toMatch(/#2[\s\S]*Signature is Valid/);
    expect(verdict(over(gap))).toBe('COPY-SIGNATURE-INVALID');
    expect(verdict(over([a, b, c, d]))).toBe('COPY-SIGNATURE-INVALID');
  });
});

/** The attestation page's content, or the first page's, drawn anew. */
const redraw = (document: CopyDocument, page: number): CosObject[] => {
  const number = document.pageNumbers.at(page) ?? 0;
  const contents = dictAt(document.sections, ref(number))?.entries.get('Contents');
  return [stream(isRef(contents) ? contents.number : 0, dict({}), Buffer.from('1 0 0 rg 50 50 200 200 re f'))];
};

const extraPage = ({ catalog, sections, lastPage, pageNumbers }: CopyDocument, free: number): CosObject[] => {
  const pages = catalog.entries.get('Pages');
  const tree = dictAt(sections, pages);
  if (!isRef(pages) || tree === undefined) throw new Error('no page tree');
  const kids = [...pageNumbers.map(ref), ref(free)];
  return [
    { number: pages.number, value: withEntry(withEntry(tree, 'Kids', kids), 'Count', kids.length) },
    { number: free, value: dict({ ...Object.fromEntries(lastPage.entries), Annots: [] }) },
  ];
};

const stamp = ({ lastPage, lastPageNumber }: CopyDocument, free: number): CosObject[] => {
  const annotations = lastPage.entries.get('Annots');
  const form = dict({ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, 300, 40] });
  const rect = [100, 600, 400, 640];
  const stampOver = { Type: name('Annot'), Subtype: name('Stamp'), Rect: rect, F: 4, AP: dict({ N: ref(free + 1) }) };
  return [
    {
      number: lastPageNumber,
      value: withEntry(lastPage, 'Annots', [...(isArray(annotations) ? annotations : []), ref(free)]),
    },
    { number: free, value: dict(stampOver) },
    stream(free + 1, form, Buffer.from('1 g 0 0 300 40 re f')),
  ];
};

const swapAppearance = (document: CopyDocument): CosObject[] => {
  const annotations = document.lastPage.entries.get('Annots');
  const field = dictAt(document.sections, isArray(annotations) ? annotations.at(-1) : undefined);
  const appearances = field?.entries.get('AP');
  const normal = isDict(appearances) ? appearances.entries.get('N') : undefined;
  if (!isRef(normal)) throw new Error('no appearance');
  const old = newest(document.sections, normal.number)?.value;
  return [stream(normal.number, isDict(old) ? old : dict({}), Buffer.from('0 0 1 rg 0 0 50 50 re f'))];
};

const editInfo = ({ trailer, sections }: CopyDocument): CosObject[] => {
  const info = trailer.entries.get('Info');
  const entries = dictAt(sections, info);
  if (!isRef(info) || entries === undefined) throw new Error('no information');
  return [{ number: info.number, value: withEntry(entries, 'Title', literal('Another title')) }];
};

const dropField = ({ catalog, sections, lastPage, lastPageNumber }: CopyDocument): CosObject[] => {
  const form = catalog.entries.get('AcroForm');
  const entries = dictAt(sections, form);
  const fields = entries?.entries.get('Fields');
  const annotations = lastPage.entries.get('Annots');
  if (!isRef(form) || entries === undefined || !isArray(fields) || !isArray(annotations)) throw new Error('no form');
  return [
    { number: form.number, value: withEntry(entries, 'Fields', fields.slice(0, 1)) },
    { number: lastPageNumber, value: withEntry(lastPage, 'Annots', annotations.slice(0, 1)) },
  ];
};

const script = ({ catalog, catalogNumber }: CopyDocument): CosObject[] => {
  const action = dict({ Type: name('Action'), S: name('JavaScript'), JS: literal('app.alert(1)') });
  return [{ number: catalogNumber, value: withEntry(catalog, 'OpenAction', action) }];
};

const nothing = (): CosObject[] => [];

describe('later revisions', () => {
  const changes = {
    'draw on the first page': (document: CopyDocument) => redraw(document, 0),
    'draw on the attestation page': (document: CopyDocument) => redraw(document, -1),
    'add a page': extraPage,
    'cover a line with an annotation': stamp,
    'swap the seal’s appearance': swapAppearance,
    'edit the document information': editInfo,
    'remove the seal’s field': dropField,
    'add a script': script,
    'change nothing at all': nothing,
  };

  it.each(Object.entries(changes))('%s', (_, change) => {
    expect(verdict(appendRevision(sealed, change))).toBe('COPY-REVISION-NOT-ALLOWED');
  });

  it.each(Object.entries(changes))('%s, under the seal’s own signature', async (what, change) => {
    if (change === nothing)
      return expect(verdict(await sealWith(authority, signed, (usual) => usual))).toBe('complete');
    if (change === dropField) return expect(verdict(await dropSigner())).toBe('COPY-REVISION-NOT-ALLOWED');
    const copy = await sealWith(authority, signed, (usual, document, free) => {
      const extra = change(document, free);
      return [...usual.filter((object) => !extra.some((other) => other.number === object.number)), ...extra];
    });
    expect((await runWith({ 'copy.pdf': copy }, 'pdfsig', 'copy.pdf')).out, what).toContain('Total document signed');
    expect(verdict(copy)).toBe('COPY-REVISION-NOT-ALLOWED');
  });

  /** The seal's revision leaves the signer's field out of the form. */
  const dropSigner = (): Promise<Uint8Array> =>
    sealWith(authority, signed, (usual) =>
      usual.map((object) => {
        const fields = isDict(object.value) ? object.value.entries.get('Fields') : undefined;
        if (!isDict(object.value) || !isArray(fields)) return object;
        return { ...object, value: withEntry(object.value, 'Fields', fields.slice(-1)) };
      }),
    );

  it('one signature referred to by two fields, under the seal’s own signature', async () => {
    const copy = await sealWith(authority, signed, (usual, _, free) => {
      const field = usual.find((object) => isDict(object.value) && object.value.entries.has('FT'));
      return field === undefined ? usual : [...usual, { number: free, value: field.value }];
    });
    expect(verdict(copy)).toBe('COPY-REVISION-NOT-ALLOWED');
  });

  const invertMask = (object: CosObject): CosObject =>
    isDict(object.value) && object.value.entries.has('ColorSpace') && !object.value.entries.has('SMask')
      ? { ...object, value: withEntry(object.value, 'Decode', [1, 0]) }
      : object;
  const withPart =
    (which: string, key: string, value: Cos) =>
    (usual: CosObject[]): CosObject[] =>
      usual.map((object) =>
        isDict(object.value) && object.value.entries.has(which)
          ? { ...object, value: withEntry(object.value, key, value) }
          : object,
      );
  it.each([
    ['a picture turned inside out', withPart('SMask', 'Decode', [1, 0, 1, 0, 1, 0])],
    ['a mask turned inside out', (usual: CosObject[]) => usual.map(invertMask)],
    ['a moved appearance', withPart('BBox', 'Matrix', [1, 0, 0, 1, 50, 50])],
    ['a hidden widget', withPart('FT', 'F', 2)],
    ['a widget with an action', withPart('FT', 'A', dict({ S: name('Named') }))],
    ['a form that asks for computed appearances', withPart('SigFlags', 'NeedAppearances', true)],
  ])('%s, under the seal’s own signature', async (_, change) => {
    expect(verdict(await sealWith(authority, signed, change))).toBe('COPY-REVISION-NOT-ALLOWED');
  });

  /** The seal's revision with some of its text replaced before it is signed. */
  const sealEdited = async (search: string | RegExp, edit: (found: string) => string): Promise<Uint8Array> => {
    const { bytes, byteRange } = await prepareSeal(signed);
    const found = [...Buffer.from(bytes).toString('latin1').matchAll(new RegExp(search, 'g'))].at(-1)?.[0] ?? '';
    const edited = replaceLast(bytes, found, edit(found));
    const copy = insertCms(edited, byteRange, (digest) => cmsBy(authority.seal, digest, [authority.issuing]));
    expect((await runWith({ 'copy.pdf': copy }, 'qpdf', '--check', 'copy.pdf')).status).not.toBe(2);
    return copy;
  };
  const identifiers = /<[0-9a-f]{32}> <[0-9a-f]{32}>/;

  it.each([
    ['another key in the signature dictionary', /\/Name </, () => '/Prop <'],
    ['another kind of signature', /ETSI\.CAdES\.detached/, () => 'adbe.pkcs7.detached'],
    ['another handler', /Adobe\.PPKLite/, () => 'Adobe.PPKMS00'],
    ['another type of dictionary', /\/Type \/Sig /, () => '/Type /Sag '],
    ['a time that no calendar has', /D:20261121/, () => 'D:20260231'],
    [
      'another document information',
      /\/Info (\d+) 0 R/,
      (found: string) => found.replace(/\d(?= )/, (d) => (d === '1' ? '2' : '1')),
    ],
    ['another first identifier', identifiers, (found: string) => found.replace(/^<..../, '<0123')],
  ])('%s, under the seal’s own signature', async (_, search, edit) => {
    expect(verdict(await sealEdited(search, edit))).toBe('COPY-REVISION-NOT-ALLOWED');
  });

  it('the second identifier of the revision before, under the seal’s own signature', async () => {
    const before = [...Buffer.from(signed).toString('latin1').matchAll(new RegExp(identifiers, 'g'))].at(-1)?.[0] ?? '';
    expect(verdict(await sealEdited(identifiers, () => before))).toBe('COPY-REVISION-NOT-ALLOWED');
  });

  it('the seal in a field of another name', async () => {
    expect(verdict(await sealWith(authority, signed, (usual) => usual, 'ChuKyNguoiKy'))).toBe(
      'COPY-REVISION-NOT-ALLOWED',
    );
  });

  it('a revision that another program appended', async () => {
    const document = await PDFDocument.load(sealed, { updateMetadata: false });
    const snapshot = document.takeSnapshot();
    document.getPage(0).drawRectangle({ x: 10, y: 10, width: 30, height: 30 });
    snapshot.markObjForSave(document.getPage(0).node);
    const increment = await document.saveIncremental(snapshot, { useObjectStreams: false });
    expect(verdict(Buffer.concat([sealed, increment]))).toBe('COPY-REVISION-NOT-ALLOWED');
  });

  it('a file that another program rewrote', async () => {
    const { files } = await runWith({ 'copy.pdf': sealed }, 'qpdf', 'copy.pdf', 'rewritten.pdf');
    expect(verdict(files.get('rewritten.pdf') ?? new Uint8Array())).toBe('COPY-FORM-UNKNOWN');
  });

  it('revision upon revision without end', () => {
    let copy = sealed;
    while (readCopy(copy).ok) copy = appendRevision(copy, editInfo);
    expect(verdict(copy)).toBe('COPY-REVISION-NOT-ALLOWED');
  });

  it('a table that points back to itself', () => {
    const looping = Buffer.from(appendRevision(sealed, editInfo)).toString('latin1');
    const own = /startxref\n(\d+)\n%%EOF\n$/.exec(looping)?.[1] ?? '';
    const last = looping.lastIndexOf('/Prev ');
    const loop = looping.slice(0, last) + looping.slice(last).replace(/\/Prev \d+/, `/Prev ${own}`);
    expect(verdict(Buffer.from(loop, 'latin1'))).toBe('COPY-BYTES-UNACCOUNTED');
  });
});

describe('what ordinary validators miss', () => {
  it('back to revision 1: the seal is gone', async () => {
    expect((await runWith({ 'copy.pdf': signed }, 'pdfsig', 'copy.pdf')).out).toContain('Total document signed');
    const report = verifyCopy(signed, policyOf(authority));
    expect(report).toMatchObject({ complete: false, code: 'COPY-SIGNATURE-MISSING' });
    expect(report.signatures.map((each) => each.status)).toEqual(['valid', 'invalid']);
  });

  it('back to the base: both are gone', () => {
    expect(verdict(unsigned)).toBe('COPY-SIGNATURE-MISSING');
  });

  it.each(['\n', '%', ' '.repeat(2000), 'startxref\n1\n%%EOF\nx'])('bytes after the end: %j', (tail) => {
    expect(verdict(Buffer.concat([sealed, Buffer.from(tail)]))).toBe('COPY-BYTES-UNACCOUNTED');
  });

  it('the end cut off', () => {
    expect(verdict(sealed.subarray(0, -1))).toBe('COPY-BYTES-UNACCOUNTED');
  });

  it.each([1, 0])('padding that is not zero in signature %i', async (which) => {
    const bytes = Buffer.from(sealed);
    const opened = which === 1 ? bytes.lastIndexOf('/Contents <') : bytes.indexOf('/Contents <');
    const index = bytes.indexOf('>', opened) - 20;
    bytes.write('4a', index, 'latin1');
    expect((await runWith({ 'copy.pdf': bytes }, 'pdfsig', 'copy.pdf')).out.match(/Signature is Valid/g)).toHaveLength(
      which + 1,
    );
    expect(verdict(bytes)).toBe('COPY-BYTES-UNACCOUNTED');
  });

  it('a digit of the signature in capitals', () => {
    const bytes = Buffer.from(sealed);
    const contents = bytes.lastIndexOf('/Contents <') + 11;
    const place = contents + bytes.toString('latin1', contents).search(/[a-f]/);
    bytes.write(bytes.toString('latin1', place, place + 1).toUpperCase(), place, 'latin1');
    expect(verdict(bytes)).toBe('COPY-BYTES-UNACCOUNTED');
  });
});

describe('a base that hides something, signed and sealed in good faith', () => {
  type Change = (objects: CosObject[], document: CopyDocument) => readonly CosObject[];
  const onCatalog =
    (key: string, value: Cos): Change =>
    (objects, { catalogNumber, catalog }) =>
      objects.map((each) =>
        each.number === catalogNumber ? { ...each, value: withEntry(catalog, key, value) } : each,
      );
  const onFirstPage =
    (key: string, value: Cos): Change =>
    (objects, { pageNumbers }) =>
      objects.map((each) =>
        each.number === pageNumbers[0] && isDict(each.value)
          ? { ...each, value: withEntry(each.value, key, value) }
          : each,
      );
  const next = (objects: readonly CosObject[]): number => Math.max(...objects.map((each) => each.number)) + 1;

  const changes: Record<string, Change> = {
    'an action on opening': onCatalog('OpenAction', dict({ S: name('GoTo') })),
    'a known key where it does not belong': onCatalog('Title', literal('x')),
    'an annotation on a page': onFirstPage('Annots', []),
    'a turned page': onFirstPage('Group', dict({ S: name('Transparency') })),
    'an object that nothing refers to': (objects) => [...objects, { number: next(objects), value: literal('hidden') }],
    'a script in the document information': (objects, { trailer }) => {
      const info = trailer.entries.get('Info');
      return objects.map((each) =>
        isRef(info) && each.number === info.number && isDict(each.value)
          ? { ...each, value: withEntry(each.value, 'JS', literal('app.alert(1)')) }
          : each,
      );
    },
    'a picture painted smaller than its page': (objects) =>
      objects.map((each) =>
        Buffer.from(each.stream ?? []).includes('cm /Im Do')
          ? stream(each.number, dict({}), Buffer.from('q 1 0 0 1 0 0 cm /Im Do Q'))
          : each,
      ),
    'one page shown twice': (objects) =>
      objects.map((each) => {
        const kids = isDict(each.value) ? each.value.entries.get('Kids') : undefined;
        if (!isDict(each.value) || !isArray(kids)) return each;
        const twice = [...kids.slice(0, 1), ...kids];
        return { ...each, value: withEntry(withEntry(each.value, 'Kids', twice), 'Count', twice.length) };
      }),
  };

  it.each(Object.entries(changes))('%s', async (_, change) => {
    const forged = rewriteBase(unsigned, change);
    expect(verdict(await sealBy(authority, await signBy(authority, forged)))).toBe('COPY-FORM-UNKNOWN');
  });

  it('is accepted when it hides nothing', async () => {
    const same = rewriteBase(unsigned, (objects) => objects);
    expect(Buffer.compare(same, unsigned)).toBe(0);
    expect(verdict(await sealBy(authority, await signBy(authority, same)))).toBe('complete');
  });
});
