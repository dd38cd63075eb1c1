import { type CopyDocument, documentOf } from '../cos/document.ts';
import { type Cos, isArray, isDict, isName, isRef } from '../cos/objects.ts';
import type { Section } from '../cos/read-sections.ts';
import { serialise } from '../cos/serialise.ts';
import { annotationsOf, formOf } from '../sign/form.ts';
import { changesOf } from '../validation/changes.ts';
import { readSignature } from '../validation/fields.ts';
import { Unreadable } from '../validation/limits.ts';
import { canonical } from '../validation/pdf/canonical.ts';
import type { PdfFile, PdfView } from '../validation/pdf/document.ts';
import type { SignatureFound } from '../verify/revision-check.ts';
import { vgcaProfile } from './profile.ts';

/** Flags of an annotation (ISO 32000-1 table 165): it must be printed, and nothing may hide it. */
const print = 4;
const hiding = 1 + 2 + 32;

/**
 * Reads a revision that the government signing client wrote, against the allow-list: one new signature field with its
 * widget, to be seen on the attestation page and nowhere else, drawing inside its own rectangle; the form, the page's list
 * of annotations and the document information that follow from it. Undefined for anything more or different.
 *
 * @param before  the copy as it was without this revision
 */
export function readForeignRevision(
  file: PdfFile,
  revision: number,
  before: CopyDocument,
  section: Section,
): SignatureFound | undefined {
  try {
    const view = file.view(revision);
    const changes = changesOf(file, revision, bookkept(file.view(revision - 1), view));
    const [number, ...more] = changes.signatures;
    if (!changes.allowed || changes.addsEvidence || number === undefined || more.length > 0) return undefined;
    const after = documentOf([...before.sections, section]);
    if (!after.ok || !canBeExtended(after.value)) return undefined;
    const [widget, ...others] = annotationsOf(after.value).slice(annotationsOf(before).length);
    if (widget === undefined || others.length > 0 || !isSeen(view, widget, number, before)) return undefined;
    return readValue(file, number, revision);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The objects that tell of the file itself and may be written anew: information but for two entries the same, metadata. */
function bookkept(before: PdfView, after: PdfView): number[] {
  const information = after.trailer.entries.get('Info');
  const metadata = after.catalog.entries.get('Metadata');
  const [old, now] = [before.dict(information), after.dict(information)];
  const keys = new Set([...(old?.entries.keys() ?? []), ...(now?.entries.keys() ?? [])]);
  const free: readonly string[] = vgcaProfile.informationKeys;
  const kept = [...keys].every(
    (key) => free.includes(key) || canonical(old?.entries.get(key)) === canonical(now?.entries.get(key)),
  );
  const described = isRef(metadata) ? after.find(metadata.number) : undefined;
  const [type, subtype] = ['Type', 'Subtype'].map((key) => after.get(after.dict(metadata), key));
  const isMetadata =
    (described?.data?.length ?? Number.POSITIVE_INFINITY) <= vgcaProfile.metadataBytes &&
    isName(type) &&
    type.name === 'Metadata' &&
    isName(subtype) &&
    subtype.name === 'XML';
  return [
    ...(isRef(information) && kept ? [information.number] : []),
    ...(isRef(metadata) && isMetadata ? [metadata.number] : []),
  ];
}

/** Our own later revisions write these three anew, in our own spelling. */
function canBeExtended(document: CopyDocument): boolean {
  try {
    for (const each of [document.catalog, document.lastPage, formOf(document)?.dict ?? null]) serialise(each);
    return formOf(document) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Whether the widget is that of the signature, stands on the sheet, shows one appearance and nothing hides it. */
function isSeen(view: PdfView, widget: Cos, signature: number, before: CopyDocument): boolean {
  const field = view.dict(widget);
  const [value, page, flags] = ['V', 'P', 'F'].map((key) => field?.entries.get(key));
  const appearance = view.dict(field?.entries.get('AP'));
  if (field === undefined || appearance === undefined || [...appearance.entries.keys()].join() !== 'N') return false;
  if (!isRef(value) || value.number !== signature || !isRef(page) || page.number !== before.lastPageNumber)
    return false;
  if (typeof flags !== 'number' || (flags & print) === 0 || (flags & hiding) !== 0) return false;
  const sheet = numbersOf(before.lastPage.entries.get('MediaBox'));
  const box = numbersOf(view.get(field, 'Rect'));
  const [left = 0, bottom = 0, right = 0, top = 0] = box;
  const [minX = 0, minY = 0, maxX = 0, maxY = 0] = sheet;
  return (
    box.length === 4 &&
    sheet.length === 4 &&
    minX <= left &&
    left < right &&
    right <= maxX &&
    minY <= bottom &&
    bottom < top &&
    top <= maxY
  );
}

const numbersOf = (value: Cos | undefined): number[] =>
  isArray(value) ? value.filter((each) => typeof each === 'number') : [];

function readValue(file: PdfFile, number: number, revision: number): SignatureFound | undefined {
  const value = readSignature(file, { name: '', number });
  if (typeof value === 'string' || value.revision !== revision || value.timestamp) return undefined;
  const { subFilters, dictionaryKeys }: { subFilters: readonly string[]; dictionaryKeys: readonly string[] } =
    vgcaProfile;
  if (!subFilters.includes(value.subFilter)) return undefined;
  if (![...value.dict.entries.keys()].every((key) => dictionaryKeys.includes(key))) return undefined;
  const range = numbersOf(value.dict.entries.get('ByteRange'));
  const [a, b, c, d] = range;
  if (a === undefined || b === undefined || c === undefined || d === undefined || !isDict(value.dict)) return undefined;
  return {
    contents: value.contents,
    byteRange: [a, b, c, d],
    contentsAt: b,
    claimedAt: value.claimedAt,
    foreign: { subFilter: value.subFilter },
  };
}
