/** Attacks on time-stamps, on what proves certificates, and on how far a file goes. */
import { type Cos, dict, isArray, name, ref, stream, withEntry } from '../../../src/copies/cos/objects.ts';
import type { PdfView } from '../../../src/copies/validation/pdf/document.ts';
import { timeStampToken } from './cms.ts';
import type { Family, Variant } from './families.ts';
import { places, withContents } from './families-cms.ts';
import { addEvidence, append, free, latest, numberOf, signPdf } from './pdf.ts';
import type { Holder, Pki } from './pki.ts';

/** Tokens put elsewhere, and material of the DSS taken away. */
export function timestampAttacks(pdf: Uint8Array, pki: Pki): Variant[] {
  const made: Variant[] = [];
  const add = (title: string, file: Uint8Array, family: Family = 'time-stamps copied or duplicated'): void =>
    void made.push({ family, name: title, file });
  const stamps = places(pdf).filter(({ timestamp }) => timestamp);
  const signatures = places(pdf).filter(({ timestamp }) => !timestamp);
  const by = (holder: Holder, at: number) => (content: Buffer) =>
    timeStampToken(holder, content, at, { chain: [pki.issuing] });
  const stamped = (cms: (content: Buffer) => Uint8Array): Buffer => signPdf(pdf, cms, { kind: 'timestamp' });
  add(
    'a token of other content',
    stamped(() => by(pki.stamper, pki.now)(Buffer.from('other'))),
  );
  add('a token of nobody', stamped(by(pki.stranger, pki.now + 120_000)));
  add('a token by a signer of documents', stamped(by(pki.signer, pki.now + 120_000)));
  add('a token from the future', stamped(by(pki.stamper, pki.now + 800 * 86_400_000)));
  add(
    'a token that is a signature',
    stamped(() => signatures[0]?.cms ?? Buffer.alloc(3)),
  );
  add('a token in the seal’s kind of field', signPdf(pdf, by(pki.stamper, pki.now)));
  const [first, last] = [stamps[0], stamps.at(-1)];
  if (first !== undefined && last !== undefined && first !== last) {
    add('the first token in the last place', withContents(pdf, last, first.cms));
    add('the last token in the first place', withContents(pdf, first, last.cms));
    add(
      'the first token once more',
      stamped(() => first.cms),
    );
    add('an older token last', stamped(by(pki.stamper, pki.now - 86_400_000)));
    add('no token in the first place', withContents(pdf, first, Buffer.alloc(1)));
    add('no token in the last place', withContents(pdf, last, Buffer.alloc(1)));
    const view = latest(pdf);
    const catalog = numberOf(view.trailer.entries.get('Root'));
    const next = free(view);
    const gone: Family = 'validation data removed';
    for (const form of ['table', 'stream'] as const) {
      const store = view.dict(view.catalog.entries.get('DSS'));
      const number = numberOf(view.catalog.entries.get('DSS'));
      const without = { ...Object.fromEntries(view.catalog.entries), DSS: undefined };
      add(`the store taken off (${form})`, append(pdf, [{ number: catalog, value: dict(without) }], { form }), gone);
      for (const key of ['Certs', 'OCSPs', 'CRLs']) {
        const poor = dict({ ...Object.fromEntries(store?.entries ?? []), [key]: undefined });
        add(`the store without ${key} (${form})`, append(pdf, [{ number, value: poor }], { form }), gone);
        const empty = withEntry(poor, key, []);
        add(`the store with no ${key} (${form})`, append(pdf, [{ number, value: empty }], { form }), gone);
      }
      const other = [
        { number: catalog, value: withEntry(view.catalog, 'DSS', ref(next)) },
        { number: next, value: dict({ Type: name('DSS') }) },
      ];
      add(`another store (${form})`, append(pdf, other, { form }), gone);
    }
    const answers = [Buffer.from('3000', 'hex'), pki.stranger.certificate];
    const replaced = numberOf(asList(view)[0]);
    for (const data of answers) {
      const file = append(pdf, [stream(replaced, dict({}), data)]);
      add(`material replaced by ${data.length} bytes`, file, gone);
    }
    add(
      'stamped anew after the store was taken off',
      signPdf(cutStore(pdf, view), by(pki.stamper, pki.now + 120_000), { kind: 'timestamp' }),
      gone,
    );
    add(
      'the store made poorer, then stamped',
      signPdf(addEvidence(cutStore(pdf, view), { certs: [pki.root.certificate] }), by(pki.stamper, pki.now + 120_000), {
        kind: 'timestamp',
      }),
      gone,
    );
  }
  return made;
}

function asList(view: PdfView): readonly Cos[] {
  const list = view.get(view.dict(view.catalog.entries.get('DSS')), 'Certs');
  return isArray(list) ? list : [];
}

function cutStore(pdf: Uint8Array, view: PdfView): Buffer {
  const value = dict({ ...Object.fromEntries(view.catalog.entries), DSS: undefined });
  return append(pdf, [{ number: numberOf(view.trailer.entries.get('Root')), value }]);
}

/**
 * The file as it was before: cut back to each earlier revision, but for those that are whole and genuine by themselves
 * (the sealed copy, and what extends it).
 */
export function rollbacks(view: PdfView): Variant[] {
  const { file } = view;
  const signed = places(file.bytes).filter(({ timestamp }) => !timestamp).length;
  const genuineFrom = signed;
  return file.revisions.flatMap(({ end, eofAt }, index) => {
    if (index >= genuineFrom) return [];
    const family: Family = 'rollback';
    return [end, eofAt].map((length) => ({
      ...{ family, name: `rolled back to revision ${index + 1} (${length})`, file: file.bytes.subarray(0, length) },
    }));
  });
}
