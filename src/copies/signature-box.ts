import type { AttestationModel } from '../certification/attestation.ts';
import { fail, ok, type Result } from '../common/result.ts';
import type { FontFiles } from './compose/fonts.ts';
import { a4, placeAttestation } from './compose/layout.ts';
import { typeface } from './compose/typeface.ts';
import { isArray, isDict, isRef } from './cos/objects.ts';
import { newest } from './cos/read-sections.ts';
import { readSignedCopy } from './foreign/sections.ts';
import { annotationsOf } from './sign/form.ts';
import { heightOf, points, type Rectangle, rectangle, widthOf } from './units.ts';

/** Size of a seal's image, its true size on paper (NĐ 30/2020 Phụ lục I). */
export interface SealSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * Where the signer's image may stand: between title and full name. Pass it as the box of the first revision.
 * Errors: those of `placeAttestation`.
 */
export async function signatureBox(attestation: AttestationModel, fonts: FontFiles): Promise<Result<Rectangle>> {
  const placed = placeAttestation(attestation, await typeface(fonts));
  return placed.ok ? ok(placed.value.signatureBox) : placed;
}

/**
 * Where the seal stands on a copy that the signer has signed: at its true size, over the left third of the signature
 * image (NĐ 30/2020 Phụ lục I), and always on the sheet. Pass it as the box of the second revision.
 * Errors: those of reading; COPY-SIGNATURE-MISSING when the signer has not signed.
 */
export function sealBox(pdf: Uint8Array, size: SealSize): Result<Rectangle> {
  const document = readSignedCopy(pdf);
  if (!document.ok) return document;
  const [first] = annotationsOf(document.value);
  const field = isRef(first) ? newest(document.value.sections, first.number)?.value : undefined;
  const corners = isDict(field) ? field.entries.get('Rect') : undefined;
  const [left, bottom, right, top] = isArray(corners) ? corners.filter((n) => typeof n === 'number') : [];
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
    return fail('COPY-SIGNATURE-MISSING');
  }
  return ok(sealOver({ left, bottom, right, top }, size));
}

/** The seal's rectangle over a signature image's. */
export function sealOver(signature: Rectangle, size: SealSize): Rectangle {
  const [width, height] = [points(size.widthMm), points(size.heightMm)];
  const left = signature.left + widthOf(signature) / 3 - width;
  const bottom = signature.bottom + (heightOf(signature) - height) / 2;
  const inside = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  return rectangle(inside(left, a4.width - width), inside(bottom, a4.height - height), width, height);
}
