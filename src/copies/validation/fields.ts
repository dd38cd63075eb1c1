import { type Cos, type CosDict, isArray, isDict, isName, isRef, isString } from '../cos/objects.ts';
import { limits, Unreadable } from './limits.ts';
import type { PdfFile, PdfView } from './pdf/document.ts';

/** A signature value that a field of the file points to. */
export interface SignatureField {
  readonly name: string;
  /** Object number of the value; null where it is not an object of its own. */
  readonly number: number | null;
}

/** The signature fields with a value, in the order of the form. */
export function signatureFields(view: PdfView): SignatureField[] {
  const found: SignatureField[] = [];
  const seen = new Set<number>();
  const walk = (
    reference: Cos,
    inherited: { type: string; value: Cos | undefined; name: string },
    depth: number,
  ): void => {
    if (isRef(reference) && seen.has(reference.number)) throw new Unreadable('malformed', 'field twice');
    if (isRef(reference)) seen.add(reference.number);
    if (depth > limits.depth || seen.size > limits.fields) throw new Unreadable('too-large', 'fields');
    const field = view.dict(reference);
    if (field === undefined) return;
    const [own, title] = [view.get(field, 'FT'), view.get(field, 'T')];
    const type = isName(own) ? own.name : inherited.type;
    const value = field.entries.get('V') ?? inherited.value;
    const name = isString(title) ? [inherited.name, textOf(title.bytes)].filter(Boolean).join('.') : inherited.name;
    const kids = view.get(field, 'Kids');
    const fields = isArray(kids) ? kids.filter((kid) => view.dict(kid)?.entries.has('T') === true) : [];
    if (fields.length > 0) for (const kid of fields) walk(kid, { type, value, name }, depth + 1);
    else if (type === 'Sig' && value !== undefined) found.push({ name, number: isRef(value) ? value.number : null });
  };
  const fields = view.get(view.dict(view.catalog.entries.get('AcroForm')), 'Fields');
  if (isArray(fields)) for (const field of fields) walk(field, { type: '', value: undefined, name: '' }, 0);
  if (found.length > limits.signatures) throw new Unreadable('too-large', 'signatures');
  return found;
}

/** A text string (§7.9.2.2), for showing. */
export function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  if (buffer[0] === 0xfe && buffer[1] === 0xff && buffer.length % 2 === 0)
    return buffer.swap16().toString('utf16le', 2);
  return buffer.toString('latin1');
}

/** A signature value whose byte range and contents are what they must be. */
export interface SignatureValue {
  readonly dict: CosDict;
  readonly timestamp: boolean;
  readonly subFilter: string;
  readonly contents: Uint8Array;
  /** The two covered pieces of the file. */
  readonly covered: readonly Uint8Array[];
  /** Of the revision that it covers to its end. */
  readonly revision: number;
  /** `/M`, epoch milliseconds. */
  readonly claimedAt: number | null;
}

const subFilters = new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached', 'ETSI.RFC3161']);

/**
 * Reads a signature value. Its byte range must be everything from the first octet to the end of the revision that adds
 * it, but exactly its `/Contents`; `/Contents` is
 * hexadecimal digits of one case, since it is the one place that no signature covers.
 */
export function readSignature(file: PdfFile, { number }: SignatureField): SignatureValue | 'format' | 'coverage' {
  const last = file.view(file.revisions.length - 1);
  const found = number === null ? undefined : last.find(number);
  if (number === null || !isDict(found?.value) || found.offset === null) return 'format';
  const entries = found.value.entries;
  const [range, contents, subFilter, type] = ['ByteRange', 'Contents', 'SubFilter', 'Type'].map((key) =>
    entries.get(key),
  );
  if (!isArray(range) || !isString(contents) || !isName(subFilter) || !subFilters.has(subFilter.name)) return 'format';
  const timestamp = isName(type) && type.name === 'DocTimeStamp';
  if (timestamp !== (subFilter.name === 'ETSI.RFC3161')) return 'format';
  const span = found.spans.get(contents);
  const [start, first, second, rest] = range;
  if (range.length !== 4 || span === undefined || typeof second !== 'number' || typeof rest !== 'number')
    return 'format';
  if (start !== 0 || first !== span.start || second !== span.end) return 'coverage';
  if (!/^<([0-9a-f]*|[0-9A-F]*)>$/.test(file.bytes.toString('latin1', span.start, span.end))) return 'format';
  const end = second + rest;
  const revision = file.revisions.findIndex((each) => each.eofAt === end || each.end === end);
  const own = file.revisions[revision];
  const place = own?.places.get(number);
  if (place?.kind !== 'at' || place.offset !== found.offset || found.offset < (own?.start ?? 0)) return 'coverage';
  return {
    dict: found.value,
    timestamp,
    subFilter: subFilter.name,
    contents: contents.bytes,
    covered: [file.bytes.subarray(0, span.start), file.bytes.subarray(span.end, end)],
    revision,
    claimedAt: claimedAt(entries.get('M')),
  };
}

/** A date (§7.9.4), epoch milliseconds. */
export function claimedAt(value: Cos | undefined): number | null {
  if (!isString(value)) return null;
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?/.exec(textOf(value.bytes));
  if (parts === null) return null;
  const [, y, mo, d, h, mi, s, , sign, hours = '0', minutes = '0'] = parts;
  const local = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return Number.isNaN(local) ? null : local - (sign === '-' ? -offset : offset);
}

/** DocMDP with P 1 (§12.8.2.2): the certifying signature forbids further ones. */
export function forbidsFurther(view: PdfView, value: CosDict): boolean {
  const references = view.get(value, 'Reference');
  if (!isArray(references)) return false;
  return references.some((each) => view.get(view.dict(view.get(view.dict(each), 'TransformParams')), 'P') === 1);
}

/** Certificates, lists and answers that the file carries for its validation (DSS). */
export function storedEvidence(view: PdfView): Record<'certificates' | 'lists' | 'responses', Uint8Array[]> {
  const dss = view.dict(view.catalog.entries.get('DSS'));
  let left: number = limits.evidenceBytes;
  const streams = (key: string): Uint8Array[] => {
    const list = view.get(dss, key);
    const found: Uint8Array[] = [];
    for (const item of isArray(list) ? list.slice(0, limits.certificates) : []) {
      const data = view.dataOf(item);
      left -= data?.length ?? 0;
      if (left < 0) throw new Unreadable('too-large', 'DSS');
      if (data !== undefined) found.push(data);
    }
    return found;
  };
  return { certificates: streams('Certs'), lists: streams('CRLs'), responses: streams('OCSPs') };
}
