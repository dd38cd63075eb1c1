import type { CopyDocument } from '../cos/document.ts';
import { type Cos, type CosDict, type CosObject, isArray, isDict, isRef, ref, withEntry } from '../cos/objects.ts';
import { dictAt, newest } from '../cos/read-sections.ts';
import { form } from './field-objects.ts';

/** The form of a copy: its dictionary, and the object that holds it; null where it stands in the catalog itself. */
export interface FormFound {
  readonly dict: CosDict;
  readonly number: number | null;
}

/** The form, wherever a program has put it; undefined where there is none. */
export function formOf({ catalog, sections }: CopyDocument): FormFound | undefined {
  const value = catalog.entries.get('AcroForm');
  const found = dictAt(sections, value) ?? (isDict(value) ? value : undefined);
  return found === undefined ? undefined : { dict: found, number: isRef(value) ? value.number : null };
}

/** The annotations of the attestation page, whether listed in it or in an object of their own. */
export function annotationsOf({ lastPage, sections }: CopyDocument): readonly Cos[] {
  return listAt(sections, lastPage.entries.get('Annots'));
}

/**
 * What a new field changes besides its page: the form with the field behind all others. All else of a form that another
 * program wrote stays.
 *
 * @param free  the object number of a form that is new
 */
export function formWith(document: CopyDocument, field: number, free: number): readonly CosObject[] {
  const { catalog, catalogNumber, sections } = document;
  const found = formOf(document);
  if (found === undefined) {
    return [
      { number: catalogNumber, value: withEntry(catalog, 'AcroForm', ref(free)) },
      { number: free, value: form([field]) },
    ];
  }
  const fields = [...listAt(sections, found.dict.entries.get('Fields')).filter(isRef), ref(field)];
  const value = withEntry(withEntry(found.dict, 'SigFlags', 3), 'Fields', fields);
  return found.number === null
    ? [{ number: catalogNumber, value: withEntry(catalog, 'AcroForm', value) }]
    : [{ number: found.number, value }];
}

function listAt(sections: CopyDocument['sections'], value: Cos | undefined): readonly Cos[] {
  const list = isRef(value) ? newest(sections, value.number)?.value : value;
  return isArray(list) ? list : [];
}
