import type { AttestationModel } from '../../certification/attestation.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { FontFiles } from '../compose/fonts.ts';
import { placeAttestation } from '../compose/layout.ts';
import { typeface } from '../compose/typeface.ts';
import { isArray, isDict, isRef } from '../cos/objects.ts';
import { newest } from '../cos/read-sections.ts';
import { annotationsOf } from '../sign/form.ts';
import { readSignedCopy } from './sections.ts';

/** How much of a line of text a signature may touch, in points: an officer puts it down by hand. */
const tolerance = 3;

/**
 * Whether the newest signature on the page leaves the attestation to be read: it may stand on the signer's own block and
 * name, as ink and seal do on paper, and over nothing that is above or below them.
 *
 * Errors: SIGN-RETURN-OVER-TEXT, COPY-REVISION-NOT-ALLOWED; those of reading and of `placeAttestation`.
 */
export async function leavesTextClear(
  pdf: Uint8Array,
  attestation: AttestationModel,
  fonts: FontFiles,
): Promise<Result<void>> {
  const document = readSignedCopy(pdf);
  if (!document.ok) return document;
  const placed = placeAttestation(attestation, await typeface(fonts));
  if (!placed.ok) return placed;
  const last = annotationsOf(document.value).at(-1);
  const field = isRef(last) ? newest(document.value.sections, last.number)?.value : undefined;
  const corners = isDict(field) ? field.entries.get('Rect') : undefined;
  const [left, bottom, right, top] = isArray(corners) ? corners.filter((each) => typeof each === 'number') : [];
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
    return fail('COPY-REVISION-NOT-ALLOWED');
  }
  const own = [...attestation.signature.blockLines, attestation.signature.fullName].map(plain);
  const covered = placed.value.runs.some(({ text, x, y, size }) => {
    if (own.some((line) => line.includes(plain(text)))) return false;
    const [from, to] = [x, x + (text.length * size) / 3];
    return left < to - tolerance && right > from + tolerance && bottom < y + size - tolerance && top > y + tolerance;
  });
  return covered ? fail('SIGN-RETURN-OVER-TEXT') : ok();
}

const plain = (text: string): string => text.normalize('NFC').trim();
