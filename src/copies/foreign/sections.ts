import { fail, ok, type Result } from '../../common/result.ts';
import { type CopyDocument, documentOf } from '../cos/document.ts';
import { ownSection, readSections, type Section, type StoredObject } from '../cos/read-sections.ts';
import { Unreadable } from '../validation/limits.ts';
import { type Found, PdfFile } from '../validation/pdf/document.ts';

/** A copy of which some revisions were written by another program. */
export interface MixedCopy {
  readonly sections: readonly Section[];
  /** The same file in the reader that understands every spelling; revision n is section n. */
  readonly file: PdfFile;
}

/**
 * Takes a copy apart into its revisions, oldest first. What is spelled as Trạm spells it is read as strictly as ever;
 * the others are marked `foreign`, and whoever asks has to account for their bytes.
 *
 * Errors: COPY-NOT-PDF, COPY-FORM-UNKNOWN, COPY-TOO-LARGE, COPY-BYTES-UNACCOUNTED, COPY-REVISION-NOT-ALLOWED (a revision
 * whose objects or table are packed into streams).
 */
export function readMixedSections(pdf: Uint8Array): Result<MixedCopy> {
  try {
    const file = new PdfFile(pdf);
    const sections: Section[] = [];
    for (const [index, { section, start, end }] of file.revisions.entries()) {
      const own = ownSection(pdf, section.at, start);
      const read = own !== undefined && own.end === end ? own : foreignSection(file, index);
      if (read === undefined) return fail('COPY-REVISION-NOT-ALLOWED', { revision: index });
      sections.push(read);
    }
    return sections[0]?.foreign ? fail('COPY-FORM-UNKNOWN') : ok({ sections, file });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    switch (error.reason) {
      case 'not-a-pdf':
        return fail('COPY-NOT-PDF');
      case 'too-large':
        return fail('COPY-TOO-LARGE');
      case 'malformed':
        return fail('COPY-BYTES-UNACCOUNTED');
      case 'encrypted':
        return fail('COPY-FORM-UNKNOWN');
    }
  }
}

/** Reads a copy whose signatures were verified, whoever wrote its revisions. Errors: those of reading. */
export function readSignedCopy(pdf: Uint8Array): Result<CopyDocument> {
  const own = readSections(pdf);
  if (own.ok) return documentOf(own.value);
  const mixed = readMixedSections(pdf);
  return mixed.ok ? documentOf(mixed.value.sections) : own;
}

/** Only a plain table over plain objects: our own later revisions have such a table and must be able to point at it. */
function foreignSection(file: PdfFile, index: number): Section | undefined {
  const revision = file.revisions[index];
  if (revision === undefined || revision.section.isStream || revision.section.hybrid) return undefined;
  const view = file.view(index);
  const objects = new Map<number, StoredObject>();
  for (const [number, place] of revision.places) {
    if (place.kind === 'free') continue;
    const found = place.kind === 'at' ? view.find(number) : undefined;
    if (found === undefined || found.offset === null || found.end === null) return undefined;
    objects.set(number, stored(file, number, found, found.offset, found.end));
  }
  const { start, end, section, trailer } = revision;
  return { start, tableAt: section.at, end, trailer, objects, foreign: true };
}

function stored(file: PdfFile, number: number, { value, data }: Found, offset: number, end: number): StoredObject {
  if (data === undefined) return { number, offset, end, value };
  const from = data.byteOffset - file.bytes.byteOffset;
  return { number, offset, end, value, stream: { start: from, end: from + data.length } };
}
