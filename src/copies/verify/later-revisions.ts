import { type CopyDocument, documentOf } from '../cos/document.ts';
import { isArray, isDict, isRef, isString } from '../cos/objects.ts';
import type { Section } from '../cos/read-sections.ts';
import { same } from '../cos/serialise.ts';
import {
  storeObjects,
  timestampFields,
  timestampObjects,
  timestampValue,
  tokenBytes,
  type ValidationMaterial,
} from '../extend/increment-objects.ts';
import { type ByteRange, contentsOffset } from '../sign/field-objects.ts';
import { trailerFollows } from './revision-check.ts';

/** The place of a token, found to be the only thing that its increment adds. */
export interface TimestampPlace {
  readonly section: Section;
  readonly contents: Uint8Array;
  readonly byteRange: ByteRange;
  /** Where the angle bracket before the first digit of `/Contents` stands. */
  readonly contentsAt: number;
}

/** What stands behind the seal: nothing, a time-stamp, then a store, then a second time-stamp. */
export interface LaterRevisions {
  readonly timestamps: readonly TimestampPlace[];
  readonly material?: ValidationMaterial;
}

/**
 * Reads the revisions after the seal against the allow-list: at most DocTimeStamp → DSS → DocTimeStamp, in this order,
 * each written as `extend` writes it and no other way. Undefined for anything more, less or different.
 */
export function readLater(
  pdf: Uint8Array,
  sealed: CopyDocument,
  sections: readonly Section[],
): LaterRevisions | undefined {
  const [first, store, second, ...more] = sections;
  if (first === undefined) return { timestamps: [] };
  const one = readTimestamp(pdf, sealed, first, 0);
  if (one === undefined || more.length > 0) return undefined;
  if (store === undefined) return { timestamps: [one] };
  const stamped = documentOf([...sealed.sections, first]);
  const material = stamped.ok ? readStore(pdf, stamped.value, store) : undefined;
  if (material === undefined) return undefined;
  if (second === undefined) return { timestamps: [one], material };
  const stored = documentOf([...sealed.sections, first, store]);
  const two = stored.ok ? readTimestamp(pdf, stored.value, second, 1) : undefined;
  return two === undefined ? undefined : { timestamps: [one, two], material };
}

function readTimestamp(
  pdf: Uint8Array,
  before: CopyDocument,
  section: Section,
  turn: 0 | 1,
): TimestampPlace | undefined {
  const made = timestampObjects(before, timestampFields[turn]);
  if (made === undefined) return undefined;
  const expected = new Map(made.objects.map((each) => [each.number, each.value]));
  const numbers = new Set([...expected.keys(), made.value]);
  if (!onlyThese(before, section, numbers)) return undefined;
  if (![...expected].every(([number, value]) => same(section.objects.get(number)?.value, value))) return undefined;
  const stored = section.objects.get(made.value);
  if (stored === undefined || !isDict(stored.value)) return undefined;
  const [contents, range] = [stored.value.entries.get('Contents'), stored.value.entries.get('ByteRange')];
  const [a, b, c, d] = isArray(range) ? range.filter((each) => typeof each === 'number') : [];
  if (!isString(contents) || contents.bytes.length !== tokenBytes) return undefined;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const byteRange: ByteRange = [a, b, c, d];
  if (!same(stored.value, timestampValue(contents.bytes, byteRange))) return undefined;
  const contentsAt = contentsOffset(pdf, stored.offset);
  const end = contentsAt + 2 + 2 * tokenBytes;
  const covered = a === 0 && b === contentsAt && c === end && c + d === section.end;
  return covered ? { section, contents: contents.bytes, byteRange, contentsAt } : undefined;
}

function readStore(pdf: Uint8Array, before: CopyDocument, section: Section): ValidationMaterial | undefined {
  const number = Number(before.trailer.entries.get('Size'));
  const store = section.objects.get(number)?.value;
  if (!isDict(store)) return undefined;
  const itemsOf = (key: string): Uint8Array[] => {
    const refs = store.entries.get(key);
    const streams = (isArray(refs) ? refs.filter(isRef) : []).map((each) => section.objects.get(each.number)?.stream);
    return streams.flatMap((each) => (each === undefined ? [] : pdf.subarray(each.start, each.end)));
  };
  const material = { certificates: itemsOf('Certs'), responses: itemsOf('OCSPs'), lists: itemsOf('CRLs') };
  const expected = storeObjects(before, material);
  if (!onlyThese(before, section, new Set(expected.map((each) => each.number)))) return undefined;
  const equal = expected.every((each) => {
    const stored = section.objects.get(each.number);
    return same(stored?.value, each.value) && (stored?.stream === undefined) === (each.stream === undefined);
  });
  return equal ? material : undefined;
}

/** Whether a revision writes exactly these objects, and its trailer follows from the one before. */
function onlyThese(before: CopyDocument, section: Section, numbers: ReadonlySet<number>): boolean {
  return (
    section.objects.size === numbers.size &&
    [...section.objects.keys()].every((number) => numbers.has(number)) &&
    trailerFollows(before.trailer, section.trailer, before.sections.at(-1)?.tableAt, numbers)
  );
}
