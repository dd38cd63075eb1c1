import { fail, ok, type Result } from '../../common/result.ts';
import { type CosDict, isArray, isName, isRef } from './objects.ts';
import { dictAt, readSections, type Section } from './read-sections.ts';

/** A copy taken apart: its revisions and the few objects that a signature touches, in their newest form. */
export interface CopyDocument {
  readonly sections: readonly Section[];
  /** The newest trailer. */
  readonly trailer: CosDict;
  readonly catalogNumber: number;
  readonly catalog: CosDict;
  /** Object numbers of the pages in order; the last one is the attestation page. */
  readonly pageNumbers: readonly number[];
  readonly lastPageNumber: number;
  readonly lastPage: CosDict;
}

/** Reads a copy. Errors: those of `readSections`; COPY-FORM-UNKNOWN where there is no catalog or page. */
export function readCopy(pdf: Uint8Array): Result<CopyDocument> {
  const sections = readSections(pdf);
  if (!sections.ok) return sections;
  return documentOf(sections.value);
}

/** The document that a run of revisions makes, the first of them the base. */
export function documentOf(sections: readonly Section[]): Result<CopyDocument> {
  const trailer = sections.at(-1)?.trailer;
  const root = trailer?.entries.get('Root');
  const catalog = dictAt(sections, root);
  const tree = dictAt(sections, catalog?.entries.get('Pages'));
  const kids = tree?.entries.get('Kids');
  if (trailer === undefined || !isRef(root) || catalog === undefined || !isArray(kids))
    return fail('COPY-FORM-UNKNOWN');
  const pages = kids.filter(isRef);
  const last = pages.at(-1);
  const lastPage = dictAt(sections, last);
  const type = lastPage?.entries.get('Type');
  if (last === undefined || lastPage === undefined || pages.length !== kids.length) return fail('COPY-FORM-UNKNOWN');
  if (!isName(type) || type.name !== 'Page') return fail('COPY-FORM-UNKNOWN');
  return ok({
    sections,
    trailer,
    catalogNumber: root.number,
    catalog,
    pageNumbers: pages.map((page) => page.number),
    lastPageNumber: last.number,
    lastPage,
  });
}
