import type { CopyDocument } from '../cos/document.ts';
import {
  type Cos,
  type CosDict,
  type CosObject,
  dict,
  hex,
  literal,
  name,
  ref,
  stream,
  withEntry,
} from '../cos/objects.ts';
import type { ByteRange } from '../sign/field-objects.ts';
import { annotationsOf, formOf, formWith } from '../sign/form.ts';

/*
 * The objects that an extension adds, each made in one place: the verifier makes them again from what it reads and
 * compares, so an increment can hold nothing else.
 */

/** The two document time-stamps: over the signatures, and over what proves them. */
export const timestampFields = ['DauThoiGian1', 'DauThoiGian2'] as const;
export type TimestampField = (typeof timestampFields)[number];

/** Room for a time-stamp token in bytes; one with its chain has about 5 KB. */
export const tokenBytes = 12 * 1024;

/** The document time-stamp dictionary (ISO 32000-2 §12.8.5, EN 319 142-1 §5.4.3). */
export function timestampValue(contents: Uint8Array, byteRange: ByteRange): CosDict {
  return dict({
    Type: name('DocTimeStamp'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.RFC3161'),
    Contents: hex(contents),
    ByteRange: byteRange,
  });
}

/** A field that is not seen: its rectangle is empty, so PDF/A asks for no appearance (ISO 19005-2 §6.3.3). */
export function timestampField(fieldName: TimestampField, page: number, value: number): CosDict {
  return dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: literal(fieldName),
    F: 4 + 128,
    Rect: [0, 0, 0, 0],
    P: ref(page),
    V: ref(value),
  });
}

/** What a time-stamp increment writes but the dictionary, which stands last; undefined where the copy has no form. */
export function timestampObjects(
  document: CopyDocument,
  fieldName: TimestampField,
): { readonly objects: readonly CosObject[]; readonly value: number } | undefined {
  const { lastPage, lastPageNumber, trailer } = document;
  if (formOf(document) === undefined) return undefined;
  const field = Number(trailer.entries.get('Size'));
  const value = field + 1;
  const objects = [
    { number: lastPageNumber, value: withEntry(lastPage, 'Annots', [...annotationsOf(document), ref(field)]) },
    { number: field, value: timestampField(fieldName, lastPageNumber, value) },
    ...formWith(document, field, field),
  ];
  return { objects, value };
}

/** Validation material, each item in DER: certificates, whole OCSP responses, revocation lists. */
export interface ValidationMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly responses: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
}

/** What a document security store writes (EN 319 142-1 §5.4.2): the catalog that names it, the store, one stream an item. */
export function storeObjects(document: CopyDocument, material: ValidationMaterial): CosObject[] {
  const store = Number(document.trailer.entries.get('Size'));
  const items = [...material.certificates, ...material.responses, ...material.lists];
  const refs = items.map((_, index) => ref(store + 1 + index));
  const [first, second] = [material.certificates.length, material.certificates.length + material.responses.length];
  const some = (from: number, to: number): Cos | undefined => (from === to ? undefined : refs.slice(from, to));
  const value = dict({
    Type: name('DSS'),
    Certs: some(0, first),
    OCSPs: some(first, second),
    CRLs: some(second, items.length),
  });
  return [
    { number: document.catalogNumber, value: withEntry(document.catalog, 'DSS', ref(store)) },
    { number: store, value },
    ...items.map((bytes, index) => stream(store + 1 + index, dict({}), bytes)),
  ];
}
