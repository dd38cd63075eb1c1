import { unwrap } from '../../../../src/common/result.ts';
import { appendSection } from '../../../../src/copies/cos/append-section.ts';
import { type CopyDocument, readCopy } from '../../../../src/copies/cos/document.ts';
import { type CosObject, withEntry } from '../../../../src/copies/cos/objects.ts';
import { header, sectionEnd } from '../../../../src/copies/cos/section.ts';
import { objectPieces } from '../../../../src/copies/cos/serialise.ts';
import { appearanceImage } from '../../../../src/copies/sign/appearance-image.ts';
import { type FieldName, fieldNames } from '../../../../src/copies/sign/field-objects.ts';
import { placeSignature, revisionObjects } from '../../../../src/copies/sign/revision.ts';
import { sealBox } from '../../../../src/copies/signature-box.ts';
import { sha256 } from './hash.ts';
import type { Authority } from './keys.ts';
import { at } from './material.ts';
import { cmsBy, images } from './signing.ts';

/**
 * A later revision in our own spelling, so that only what it says can give it away: `change` gets the document and the
 * next free object number.
 */
export function appendRevision(
  pdf: Uint8Array,
  change: (document: CopyDocument, free: number) => readonly CosObject[],
): Uint8Array {
  const document = unwrap(readCopy(pdf));
  const objects = change(document, Number(document.trailer.entries.get('Size')));
  return Buffer.concat([pdf, appendSection(document, pdf.length, objects).bytes]);
}

/** A base with `change` made to its objects, written again in our own spelling. */
export function rewriteBase(
  pdf: Uint8Array,
  change: (objects: CosObject[], document: CopyDocument) => readonly CosObject[],
): Uint8Array {
  const document = unwrap(readCopy(pdf));
  const stored = [...(document.sections[0]?.objects.values() ?? [])].map(({ number, value, stream }) => ({
    number,
    value,
    ...(stream === undefined ? {} : { stream: pdf.subarray(stream.start, stream.end) }),
  }));
  const offsets = new Map<number, number>();
  const pieces: Uint8Array[] = [header];
  for (const object of change(stored, document)) {
    offsets.set(
      object.number,
      pieces.reduce((sum, piece) => sum + piece.length, 0),
    );
    pieces.push(...objectPieces(object));
  }
  const body = Buffer.concat(pieces);
  const trailer = withEntry(document.trailer, 'Size', Math.max(...offsets.keys()) + 1);
  return Buffer.concat([body, sectionEnd(offsets, trailer, body.length)]);
}

/** The seal's own revision, truly signed by the seal, with `change` made to what it writes. */
export async function sealWith(
  authority: Authority,
  signed: Uint8Array,
  change: (objects: CosObject[], document: CopyDocument, free: number) => readonly CosObject[],
  fieldName: FieldName = fieldNames.seal,
): Promise<Uint8Array> {
  const document = unwrap(readCopy(signed));
  const image = await images.seal;
  const box = unwrap(sealBox(signed, { widthMm: 36, heightMm: 36 }));
  const usual = revisionObjects(document, { fieldName, box, image, at }, unwrap(await appearanceImage(image)));
  const free = Number(document.trailer.entries.get('Size')) + 10;
  const placed = placeSignature(document, signed.length, change(usual, document, free), { at });
  const bytes = Buffer.concat([signed, placed.bytes]);
  return insertCms(bytes, placed.byteRange, (digest) => cmsBy(authority.seal, digest, [authority.issuing]));
}

/** Puts a CMS over what `byteRange` covers into the gap that it leaves. */
export function insertCms(
  file: Uint8Array,
  byteRange: readonly [number, number, number, number],
  cms: (digest: Uint8Array) => Uint8Array,
): Uint8Array {
  const bytes = Buffer.from(file);
  const [a, b, c, d] = byteRange;
  const covered = Buffer.concat([bytes.subarray(a, a + b), bytes.subarray(c, c + d)]);
  bytes.write(Buffer.from(cms(sha256(covered))).toString('hex'), bytes.lastIndexOf('/Contents <') + 11, 'latin1');
  return bytes;
}

/** The file with `search` (its last occurrence) replaced by as many bytes. */
export function replaceLast(pdf: Uint8Array, search: string, replacement: string): Uint8Array {
  const bytes = Buffer.from(pdf);
  const index = bytes.lastIndexOf(search, undefined, 'latin1');
  if (index < 0 || search.length !== replacement.length) throw new Error(`cannot replace ${search}`);
  bytes.write(replacement, index, 'latin1');
  return bytes;
}
