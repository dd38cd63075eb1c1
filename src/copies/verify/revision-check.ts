import type { CopyDocument } from '../cos/document.ts';
import { type Cos, type CosDict, isArray, isDict, isString, name, ref, withEntry } from '../cos/objects.ts';
import type { Section, StoredObject } from '../cos/read-sections.ts';
import { same, serialise } from '../cos/serialise.ts';
import * as make from '../sign/field-objects.ts';
import { annotationsOf, formWith } from '../sign/form.ts';
import { newNumbers } from '../sign/revision.ts';
import type { Rectangle } from '../units.ts';

/** The signature dictionary of a revision, read and found to be the only thing that the revision adds. */
export interface SignatureFound {
  /** What is between the angle brackets of `/Contents`. */
  readonly contents: Uint8Array;
  readonly byteRange: make.ByteRange;
  /** Where the angle bracket before the first digit of `/Contents` stands. */
  readonly contentsAt: number;
  /** Null where a program of others says none. */
  readonly claimedAt: number | null;
  /** Of a revision that another program wrote. */
  readonly foreign?: { readonly subFilter: string };
}

/**
 * Reads one signature revision against the allow-list: the new picture with its mask, appearance, field and value; the
 * attestation page with the field appended to `/Annots` and nothing else; the form with the field appended; in the first
 * one the catalog with the form. Undefined for anything more, less or different.
 *
 * @param before  the copy as it was without this revision
 */
export function readRevision(
  pdf: Uint8Array,
  before: CopyDocument,
  section: Section,
  fieldName: make.FieldName,
): SignatureFound | undefined {
  const numbers = newNumbers(Number(before.trailer.entries.get('Size')));
  const { mask, image, appearance, field, value } = numbers;
  const form = formWith(before, field, numbers.form);
  const own = [before.lastPageNumber, mask, image, appearance, field, value];
  const allowed = new Set([...own, ...form.map(({ number }) => number)]);
  const { objects } = section;
  if (![...objects.keys()].every((number) => allowed.has(number))) return undefined;
  if (!trailerFollows(before.trailer, section.trailer, before.sections.at(-1)?.tableAt, allowed)) return undefined;

  const written = (number: number): Cos | undefined => objects.get(number)?.value;
  const is = (number: number, expected: Cos): boolean => same(written(number), expected);
  const widget = written(field);
  const rectangle = rectangleOf(isDict(widget) ? widget.entries.get('Rect') : undefined);
  if (rectangle === undefined) return undefined;
  const onPage = annotationsOf(before);
  const unchanged =
    is(before.lastPageNumber, withEntry(before.lastPage, 'Annots', [...onPage, ref(field)])) &&
    is(field, make.signatureField({ fieldName, rectangle, page: before.lastPageNumber, appearance, value })) &&
    form.every((each) => is(each.number, each.value)) &&
    isPicture(objects.get(image), mask) &&
    isPicture(objects.get(mask), undefined) &&
    isAppearance(pdf, objects.get(appearance), make.appearance(rectangle, image));
  return unchanged ? readValue(pdf, objects.get(value)) : undefined;
}

/** Only the size, the second file identifier and the pointer back may differ, and in one way each. */
export function trailerFollows(
  before: CosDict,
  after: CosDict,
  tableAt: number | undefined,
  numbers: ReadonlySet<number>,
): boolean {
  const id = (trailer: CosDict): (string | undefined)[] => {
    const pair = trailer.entries.get('ID');
    return isArray(pair) ? pair.filter(isString).map(serialise) : [];
  };
  const [first, second] = id(before);
  const [firstAfter, secondAfter] = id(after);
  const size = Math.max(Number(before.entries.get('Size')), ...[...numbers].map((number) => number + 1));
  return (
    [...after.entries.keys()].join(' ') === 'Size Root Info ID Prev' &&
    after.entries.get('Size') === size &&
    same(after.entries.get('Root'), before.entries.get('Root') ?? null) &&
    same(after.entries.get('Info'), before.entries.get('Info') ?? null) &&
    after.entries.get('Prev') === tableAt &&
    first !== undefined &&
    firstAfter === first &&
    secondAfter !== second &&
    /^<[0-9a-f]{32}>$/.test(secondAfter ?? '')
  );
}

function rectangleOf(value: Cos | undefined): Rectangle | undefined {
  if (!isArray(value) || value.length !== 4) return undefined;
  const [left, bottom, right, top] = value;
  if (typeof left !== 'number' || typeof bottom !== 'number') return undefined;
  if (typeof right !== 'number' || typeof top !== 'number') return undefined;
  return { left, bottom, right, top };
}

function isPicture(object: StoredObject | undefined, softMask: number | undefined): boolean {
  if (object?.stream === undefined || !isDict(object.value)) return false;
  const { Width, Height } = Object.fromEntries(object.value.entries);
  if (typeof Width !== 'number' || typeof Height !== 'number') return false;
  const length = object.stream.end - object.stream.start;
  return same(object.value, withEntry(make.flateImage(Width, Height, softMask), 'Length', length));
}

function isAppearance(
  pdf: Uint8Array,
  object: StoredObject | undefined,
  expected: ReturnType<typeof make.appearance>,
): boolean {
  if (object?.stream === undefined) return false;
  const drawn = Buffer.from(pdf.subarray(object.stream.start, object.stream.end)).toString('latin1');
  return drawn === expected.content && same(object.value, withEntry(expected.entries, 'Length', drawn.length));
}

const valueKeys = ['Type', 'Filter', 'SubFilter', 'Name', 'Reason', 'Location', 'M', 'Contents', 'ByteRange'];
const optionalKeys = new Set(['Name', 'Reason', 'Location']);

function readValue(pdf: Uint8Array, object: StoredObject | undefined): SignatureFound | undefined {
  if (object === undefined || object.stream !== undefined || !isDict(object.value)) return undefined;
  const { entries } = object.value;
  const keys = valueKeys.filter((key) => entries.has(key) || !optionalKeys.has(key));
  if ([...entries.keys()].join() !== keys.join()) return undefined;
  const fixed = { Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached' };
  for (const [key, word] of Object.entries(fixed)) if (!same(entries.get(key), name(word))) return undefined;
  if ([...optionalKeys].some((key) => entries.has(key) && !isString(entries.get(key)))) return undefined;
  const [contents, time, range] = [entries.get('Contents'), entries.get('M'), entries.get('ByteRange')];
  if (!isString(contents) || contents.bytes.length !== make.contentsBytes || !isString(time)) return undefined;
  const numbers = isArray(range) ? range.filter((n) => typeof n === 'number') : [];
  const [a, b, c, d] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  if (!isArray(range) || range.length !== 4) return undefined;
  const claimedAt = instantFromPdf(Buffer.from(time.bytes).toString('latin1'));
  if (claimedAt === undefined) return undefined;
  const contentsAt = make.contentsOffset(pdf, object.offset);
  return { contents: contents.bytes, byteRange: [a, b, c, d], contentsAt, claimedAt };
}

/** The instant of a date in the one form that `pdfDate` writes. */
function instantFromPdf(date: string): number | undefined {
  const digits = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\+07'00'$/.exec(date);
  if (digits === null) return undefined;
  const [, year, month, day, hour, minute, second] = digits;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`);
  return Number.isNaN(instant) || make.pdfDate(instant) !== date ? undefined : instant;
}
