import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../common/result.ts';
import { appendSection } from '../cos/append-section.ts';
import type { CopyDocument } from '../cos/document.ts';
import { type CosDict, type CosObject, ref, stream, withEntry } from '../cos/objects.ts';
import { readSignedCopy } from '../foreign/sections.ts';
import { fitInside, type Rectangle } from '../units.ts';
import { type AppearanceImage, appearanceImage } from './appearance-image.ts';
import * as make from './field-objects.ts';
import { annotationsOf, formWith } from './form.ts';

export interface RevisionInput extends make.SignatureFacts {
  readonly fieldName: make.FieldName;
  /** Where the image may stand on the attestation page; it keeps its proportions and stands in the middle. */
  readonly box: Rectangle;
  /** PNG with transparency. */
  readonly image: Uint8Array;
}

/** A revision that waits for its signature. */
export interface PreparedRevision {
  /** The whole file with `/Contents` of zeros. */
  readonly bytes: Uint8Array;
  /** What the signature covers: offset and length, twice. */
  readonly byteRange: make.ByteRange;
  /** Where the first hexadecimal digit of `/Contents` stands. */
  readonly contentsOffset: number;
  /** SHA-256 over the byte range. */
  readonly digest: Uint8Array;
}

/**
 * Appends a signature field with its appearance to a copy: first the signer's, then the seal's. The bytes before stay as
 * they are; the same input gives the same bytes.
 *
 * Errors: COPY-IMAGE-INVALID; COPY-REVISION-NOT-ALLOWED when the field is there already or out of turn; those of reading.
 */
export async function prepareRevision(pdf: Uint8Array, input: RevisionInput): Promise<Result<PreparedRevision>> {
  const document = readSignedCopy(pdf);
  if (!document.ok) return document;
  const turn = [make.fieldNames.signer, make.fieldNames.seal][document.value.sections.length - 1];
  if (turn !== input.fieldName) return fail('COPY-REVISION-NOT-ALLOWED', { field: input.fieldName });
  const image = await appearanceImage(input.image);
  if (!image.ok) return image;
  const objects = revisionObjects(document.value, input, image.value);
  const placed = placeSignature(document.value, pdf.length, objects, input);
  const bytes = Buffer.concat([pdf, placed.bytes]);
  const [, before, after] = placed.byteRange;
  const digest = createHash('sha256').update(bytes.subarray(0, before)).update(bytes.subarray(after)).digest();
  return ok({ bytes, byteRange: placed.byteRange, contentsOffset: before + 1, digest });
}

/**
 * Writes the CMS into the place kept for it; what the signature covers stays as it is.
 * Error: COPY-CONTENTS-TOO-SMALL.
 */
export function completeRevision(prepared: PreparedRevision, cms: Uint8Array): Result<Uint8Array> {
  return completeContents(prepared, cms, make.contentsBytes);
}

/** The same for a place of `room` bytes. Error: COPY-CONTENTS-TOO-SMALL. */
export function completeContents(prepared: PreparedRevision, cms: Uint8Array, room: number): Result<Uint8Array> {
  if (cms.length > room) return fail('COPY-CONTENTS-TOO-SMALL', { bytes: cms.length });
  const bytes = Buffer.from(prepared.bytes);
  bytes.write(Buffer.from(cms).toString('hex'), prepared.contentsOffset, 'latin1');
  return ok(bytes);
}

/** The numbers of what a revision adds, from the first free one; the form is new in the first revision only. */
export function newNumbers(size: number) {
  return {
    mask: size,
    image: size + 1,
    appearance: size + 2,
    field: size + 3,
    value: size + 4,
    form: size + 5,
  } as const;
}

/** Everything a revision writes but the signature dictionary, which stands last. */
export function revisionObjects(document: CopyDocument, input: RevisionInput, image: AppearanceImage): CosObject[] {
  const { catalogNumber, lastPage, lastPageNumber, trailer } = document;
  const numbers = newNumbers(Number(trailer.entries.get('Size')));
  const { widthPx, heightPx, rgb, alpha } = image;
  const rectangle = fitInside(input.box, widthPx, heightPx);
  const drawing = make.appearance(rectangle, numbers.image);
  const field = make.signatureField({ ...numbers, fieldName: input.fieldName, rectangle, page: lastPageNumber });
  const changed = formWith(document, numbers.field, numbers.form);
  return [
    ...changed.filter(({ number }) => number === catalogNumber),
    {
      number: lastPageNumber,
      value: withEntry(lastPage, 'Annots', [...annotationsOf(document), ref(numbers.field)]),
    },
    stream(numbers.mask, make.flateImage(widthPx, heightPx), alpha),
    stream(numbers.image, make.flateImage(widthPx, heightPx, numbers.mask), rgb),
    stream(numbers.appearance, drawing.entries, Buffer.from(drawing.content, 'latin1')),
    { number: numbers.field, value: field },
    ...changed.filter(({ number }) => number !== catalogNumber),
  ];
}

/** Appends a signature revision whose dictionary waits for its CMS. */
export function placeSignature(
  document: CopyDocument,
  length: number,
  objects: readonly CosObject[],
  facts: make.SignatureFacts,
): { bytes: Buffer; byteRange: make.ByteRange } {
  const number = newNumbers(Number(document.trailer.entries.get('Size'))).value;
  const dictionary = (contents: Uint8Array, range: make.ByteRange): CosDict =>
    make.signatureValue(facts, contents, range);
  return placeContents(document, length, objects, number, dictionary, make.contentsBytes);
}

/**
 * Appends `objects` and, as object `number`, a dictionary with `room` bytes of zeros in its `/Contents`. Finds the byte
 * range: its digits lengthen the file that it measures, so it is tried until it fits.
 */
export function placeContents(
  document: CopyDocument,
  length: number,
  objects: readonly CosObject[],
  number: number,
  dictionary: (contents: Uint8Array, byteRange: make.ByteRange) => CosDict,
  room: number,
): { bytes: Buffer; byteRange: make.ByteRange } {
  const contents = Buffer.alloc(room);
  let byteRange: make.ByteRange = [0, length, length, length];
  for (let attempt = 0; attempt < 8; attempt++) {
    const value = dictionary(contents, byteRange);
    const { bytes, offsets } = appendSection(document, length, [...objects, { number, value }]);
    const start = length + make.contentsOffset(bytes, (offsets.get(number) ?? length) - length);
    const end = start + 2 + 2 * room;
    const measured: make.ByteRange = [0, start, end, length + bytes.length - end];
    if (measured.every((n, index) => n === byteRange[index])) return { bytes, byteRange };
    byteRange = measured;
  }
  throw new Error('the byte range does not settle');
}
