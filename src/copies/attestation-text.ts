import { fail, ok, type Result } from '../common/result.ts';
import { fontNames } from './compose/pdfa-parts.ts';
import { documentOf } from './cos/document.ts';
import { type Cos, type CosDict, isDict, isRef } from './cos/objects.ts';
import { readSections, type Section, type StoredObject } from './cos/read-sections.ts';
import { readMixedSections } from './foreign/sections.ts';
import { Unreadable } from './validation/limits.ts';
import { decoded } from './validation/pdf/filters.ts';
import { baseIsOurs } from './verify/base-check.ts';

/** What the attestation page of a copy says. */
export interface AttestationText {
  /** The lines in the order in which they were set. */
  readonly lines: readonly string[];
  /** How many pages come before it. */
  readonly pages: number;
  /** Nothing was appended to what was composed. */
  readonly isBase: boolean;
}

/**
 * Reads the attestation page of a copy that a station like this one composed, whatever was appended to it: the glyphs of
 * its base, by the Unicode maps of its own fonts.
 *
 * Errors: those of reading a copy; COPY-FORM-UNKNOWN where the base is not one of `composeBase`,
 * COPY-BYTES-UNACCOUNTED where its last page cannot be read.
 */
export function attestationText(pdf: Uint8Array): Result<AttestationText> {
  const own = readSections(pdf);
  const mixed = own.ok ? null : readMixedSections(pdf);
  if (mixed?.ok === false) return mixed;
  const [base, ...appended] = own.ok ? own.value : (mixed?.value.sections ?? []);
  if (base === undefined) return fail('COPY-FORM-UNKNOWN');
  const document = documentOf([base]);
  if (!document.ok) return document;
  if (!baseIsOurs(pdf, document.value)) return fail('COPY-FORM-UNKNOWN');
  try {
    const lines = linesOf(pdf, base, document.value.lastPage);
    return lines === undefined
      ? fail('COPY-BYTES-UNACCOUNTED')
      : ok({ lines, pages: document.value.pageNumbers.length - 1, isBase: appended.length === 0 });
  } catch (error) {
    if (error instanceof Unreadable) return fail('COPY-BYTES-UNACCOUNTED');
    throw error;
  }
}

function linesOf(pdf: Uint8Array, base: Section, page: CosDict): string[] | undefined {
  const resources = page.entries.get('Resources');
  const fonts = isDict(resources) ? resources.entries.get('Font') : undefined;
  const content = objectAt(base, page.entries.get('Contents'));
  if (!isDict(fonts) || content === undefined) return undefined;
  const maps = new Map<string, ReadonlyMap<string, string>>();
  for (const name of Object.values(fontNames)) {
    const font = objectAt(base, fonts.entries.get(name))?.value;
    const map = isDict(font) ? objectAt(base, font.entries.get('ToUnicode')) : undefined;
    if (map !== undefined) maps.set(name, unicodeOf(dataOf(pdf, map).toString('latin1')));
  }
  const shown = /\/(\w+) [\d.]+ Tf 1 0 0 1 -?[\d.]+ -?[\d.]+ Tm <([0-9a-f]*)> Tj/gi;
  return [...dataOf(pdf, content).toString('latin1').matchAll(shown)].map(([, font = '', glyphs = '']) => {
    const codes = glyphs.toLowerCase().match(/.{4}/g) ?? [];
    return codes.map((code) => maps.get(font)?.get(code) ?? '\u{fffd}').join('');
  });
}

/** Glyph codes and what they stand for, of a CMap's `bfchar` lists (Adobe Technical Note 5014). */
function unicodeOf(map: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, list = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of list.matchAll(/<([0-9a-f]{4})>\s*<((?:[0-9a-f]{4})+)>/gi)) {
      const units = text.match(/.{4}/g) ?? [];
      found.set(code.toLowerCase(), String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))));
    }
  }
  return found;
}

function objectAt(base: Section, reference: Cos | undefined): StoredObject | undefined {
  return isRef(reference) ? base.objects.get(reference.number) : undefined;
}

function dataOf(pdf: Uint8Array, { value, stream }: StoredObject): Buffer {
  if (stream === undefined || !isDict(value)) return Buffer.alloc(0);
  return Buffer.from(decoded(value, pdf.subarray(stream.start, stream.end)));
}
