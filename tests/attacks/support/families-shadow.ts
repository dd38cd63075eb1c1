/** Shadow attacks: what a signer does not see is put into the file before the signature, and shown after it. */
import { dict, literal, name, ref, stream, withEntry } from '../../../src/copies/cos/objects.ts';
import { signedData } from './cms.ts';
import type { Variant } from './families.ts';
import { append, dictOf, firstPage, latest, plainPdf, signPdf, type XrefForm } from './pdf.ts';
import type { Pki } from './pki.ts';

const [overlay, hidden, hiddenPage, hiddenTree, hiddenCatalog, absent] = [20, 21, 22, 23, 24, 40];
const box = dict({ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, 600, 900] });

/** A prepared file, signed by somebody trusted and valid by itself, with what is done to it afterwards. */
export interface Prepared {
  readonly signed: Buffer;
  readonly variants: readonly Variant[];
}

export function shadowFiles(pki: Pki): Prepared[] {
  return (['table', 'stream'] satisfies XrefForm[]).map((form) => {
    const base = plainPdf(form, [
      stream(overlay, box, Buffer.from('1 g 0 0 600 900 re f')),
      stream(hidden, dict({}), Buffer.from('BT /F1 30 Tf 50 500 Td (Dong y chuyen nhuong) Tj ET')),
      {
        number: hiddenPage,
        value: dict({ Type: name('Page'), Parent: ref(hiddenTree), Contents: ref(hidden), MediaBox: [0, 0, 595, 842] }),
      },
      { number: hiddenTree, value: dict({ Type: name('Pages'), Kids: [ref(hiddenPage)], Count: 1 }) },
      { number: hiddenCatalog, value: dict({ Type: name('Catalog'), Pages: ref(hiddenTree) }) },
    ]);
    const prepared = prepare(base, form);
    const signed = signPdf(prepared, (content) => signedData(pki.signer, content, { chain: [pki.issuing] }), { form });
    const view = latest(signed);
    const page = firstPage(view);
    const old = dictOf(view.find(page)?.value);
    const catalog = view.catalog;
    const annotation = { number: 30, value: dict({ Type: name('Annot'), Subtype: name('Stamp'), Rect: [0, 0, 0, 0] }) };
    const made: readonly (readonly [string, Buffer])[] = [
      ['hide: the overlay made empty', append(signed, [stream(overlay, box, Buffer.alloc(0))], { form })],
      [
        'hide: the overlay moved away',
        append(signed, [stream(overlay, withEntry(box, 'BBox', [0, 0, 0, 0]), Buffer.from('n'))], { form }),
      ],
      [
        'hide: the overlay’s annotation taken off',
        append(signed, [{ number: page, value: withEntry(old, 'Annots', []) }], { form }),
      ],
      ['hide: the overlay’s annotation made invisible', append(signed, [annotation], { form })],
      [
        'replace: the content that was absent',
        append(signed, [stream(absent, dict({}), Buffer.from('1 g 0 0 600 900 re f'))], { form }),
      ],
      [
        'replace: the field’s value',
        append(signed, [{ number: 31, value: dict({ FT: name('Tx'), T: literal('So tien'), V: literal('900') }) }], {
          form,
        }),
      ],
      [
        'replace: the page’s content',
        append(signed, [{ number: page, value: withEntry(old, 'Contents', ref(hidden)) }], { form }),
      ],
      [
        'hide and replace: the other page tree',
        append(signed, [{ number: 1, value: withEntry(catalog, 'Pages', ref(hiddenTree)) }], { form }),
      ],
      ['hide and replace: the other catalog', append(signed, [], { form, trailer: { Root: ref(hiddenCatalog) } })],
      ['hide and replace: the table points to hidden bytes', pointed(signed, page)],
    ];
    const family = 'shadow: hide, replace, hide and replace' as const;
    return { signed, variants: made.map(([title, file]) => ({ family, name: `${title} (${form})`, file })) };
  });
}

/** The page shows the overlay, an annotation and a content that is absent; there is a field to be filled in. */
function prepare(base: Buffer, form: XrefForm): Buffer {
  const view = latest(base);
  const page = firstPage(view);
  const old = dictOf(view.find(page)?.value);
  const inside = dict({
    ...Object.fromEntries(dictOf(old.entries.get('Resources')).entries),
    XObject: dict({ O: ref(overlay) }),
  });
  const contents = old.entries.get('Contents') ?? null;
  const shown = withEntry(withEntry(old, 'Resources', inside), 'Contents', [contents, ref(absent)]);
  const annotation = dict({
    Type: name('Annot'),
    Subtype: name('Stamp'),
    Rect: [0, 0, 600, 900],
    AP: dict({ N: ref(overlay) }),
  });
  return append(
    base,
    [
      { number: page, value: withEntry(shown, 'Annots', [ref(30)]) },
      { number: 30, value: annotation },
      { number: 31, value: dict({ FT: name('Tx'), T: literal('So tien'), V: literal('1') }) },
      { number: 1, value: withEntry(view.catalog, 'AcroForm', dict({ Fields: [ref(31)] })) },
      // Bytes that are a page to whoever is sent there, and the data of a stream to everybody else.
      stream(
        32,
        dict({}),
        Buffer.from(`\n${page} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n`),
      ),
    ],
    { form },
  );
}

/** A cross-reference that adds no object, but sends the page's number into the data of a stream. */
function pointed(signed: Buffer, page: number): Buffer {
  const at = signed.indexOf(`${page} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]`);
  const quiet = append(signed, [{ number: page, value: dict({}) }]).toString('latin1', signed.length);
  const own = /^.*?endobj\n(xref\n)\d+ 1\n\d{10}/s.exec(quiet);
  const table = quiet.slice((own?.[0].length ?? 0) - `xref\n${page} 1\n0000000000`.length);
  const entry = `xref\n${page} 1\n${String(at).padStart(10, '0')}`;
  const tail = `${entry}${table.slice(entry.length)}`.replace(/startxref\n\d+/, `startxref\n${signed.length}`);
  return Buffer.concat([signed, Buffer.from(tail, 'latin1')]);
}
