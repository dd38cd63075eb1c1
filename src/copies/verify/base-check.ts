import { TURNS } from '../../certification/arrangement.ts';
import { a4 } from '../compose/layout.ts';
import * as make from '../compose/page-objects.ts';
import type { CopyDocument } from '../cos/document.ts';
import { type Cos, type CosDict, isArray, isDict, isRef } from '../cos/objects.ts';
import { newest, type Section } from '../cos/read-sections.ts';
import { same } from '../cos/serialise.ts';

/**
 * Every dictionary key that a base may hold; resource names included. No scripts, actions, links, attachments, forms,
 * annotations or layers can be said with them.
 */
const allowedKeys = new Set(
  (
    'Type Subtype Length Filter N Pages Lang Metadata OutputIntents ViewerPreferences DisplayDocTitle Kids Count Parent ' +
    'MediaBox Resources Contents Group S CS XObject Im Font FR FB Width Height ColorSpace BitsPerComponent ' +
    'OutputConditionIdentifier DestOutputProfile Title Subject Producer CreationDate ModDate BaseFont Encoding ' +
    'DescendantFonts ToUnicode CIDToGIDMap CIDSystemInfo Registry Ordering Supplement FontDescriptor W FontName Flags ' +
    'FontBBox ItalicAngle Ascent Descent CapHeight XHeight StemV FontFile2 Keywords Ink Mask ImageMask DecodeParms K Columns Rows'
  ).split(' '),
);

/**
 * Whether the base is one that `composeBase` writes: every page but the last shows exactly one picture, the last is the
 * attestation page without pictures, the catalog holds nothing else, and no object is there that nothing refers to.
 */
export function baseIsOurs(pdf: Uint8Array, document: CopyDocument): boolean {
  const [section] = document.sections;
  if (section === undefined || document.sections.length !== 1) return false;
  if (![...document.trailer.entries.keys()].every((key) => ['Size', 'Root', 'Info', 'ID'].includes(key))) return false;
  if (document.trailer.entries.get('Size') !== section.objects.size + 1) return false;
  const values = [...section.objects.values()].map((object) => object.value);
  if (!values.every((value) => keysAllowed(value))) return false;
  const { Pages, Metadata, OutputIntents, Lang } = Object.fromEntries(document.catalog.entries);
  const intent = isArray(OutputIntents) ? OutputIntents[0] : undefined;
  if (!isRef(Pages) || !isRef(Metadata) || !isRef(intent) || Lang === undefined) return false;
  const parts = { pages: Pages.number, metadata: Metadata.number, outputIntent: intent.number };
  if (!same(document.catalog, make.catalog(parts, Lang))) return false;
  if (!same(newest([section], Pages.number)?.value, make.pageTree(document.pageNumbers))) return false;
  if (new Set(document.pageNumbers).size !== document.pageNumbers.length) return false;
  const images = document.pageNumbers.slice(0, -1);
  return (
    images.length > 0 &&
    images.every((number) => isImagePage(pdf, section, Pages.number, number)) &&
    isTextPage(section, Pages.number, document) &&
    everythingIsReachable(section, document)
  );
}

function keysAllowed(value: Cos): boolean {
  if (isArray(value)) return value.every(keysAllowed);
  if (!isDict(value)) return true;
  return [...value.entries].every(([key, entry]) => allowedKeys.has(key) && keysAllowed(entry));
}

function isImagePage(pdf: Uint8Array, section: Section, parent: number, number: number): boolean {
  const page = section.objects.get(number)?.value;
  if (!isDict(page)) return false;
  const [box, content] = [page.entries.get('MediaBox'), page.entries.get('Contents')];
  const [, , width, height] = isArray(box) ? box : [];
  const [image, ink] = [at(page, 'Resources', 'XObject', 'Im'), at(page, 'Resources', 'XObject', 'Ink')];
  if (typeof width !== 'number' || typeof height !== 'number' || !isRef(content) || !isRef(image)) return false;
  const size = { width, height };
  const mixed = isRef(ink);
  if (!same(page, make.imagePage(parent, size, content.number, image.number, mixed ? ink.number : undefined))) {
    return false;
  }
  const drawn = section.objects.get(content.number);
  if (drawn?.stream === undefined) return false;
  const bytes = pdf.subarray(drawn.stream.start, drawn.stream.end);
  const turn = TURNS.find((one) => {
    return Buffer.compare(bytes, Buffer.from(make.imageContent(size, one, mixed), 'latin1')) === 0;
  });
  if (turn === undefined) return false;
  const drawing = make.contentStream(content.number, make.imageContent(size, turn, mixed));
  if (!same(drawn.value, drawing.value) || !isJpeg(section, image.number)) return false;
  return !mixed || isMaskedInk(section, ink.number);
}

/** The ink of a mixed page: a picture that shows only through its stencil. */
function isMaskedInk(section: Section, number: number): boolean {
  const ink = section.objects.get(number)?.value;
  const mask = isDict(ink) ? ink.entries.get('Mask') : undefined;
  if (!isRef(mask) || !isJpeg(section, number, mask.number)) return false;
  const stored = section.objects.get(mask.number);
  if (stored?.stream === undefined || !isDict(stored.value)) return false;
  const { Width, Height, Length } = Object.fromEntries(stored.value.entries);
  if (typeof Width !== 'number' || typeof Height !== 'number' || typeof Length !== 'number') return false;
  return same(stored.value, make.stencil(Width, Height, Length));
}

function isJpeg(section: Section, number: number, mask?: number): boolean {
  const picture = section.objects.get(number);
  if (picture?.stream === undefined || !isDict(picture.value)) return false;
  const { Width, Height, ColorSpace, Length } = Object.fromEntries(picture.value.entries);
  if (typeof Width !== 'number' || typeof Height !== 'number' || typeof Length !== 'number') return false;
  const components = same(ColorSpace, { kind: 'name', name: 'DeviceRGB' }) ? 3 : 1;
  return same(picture.value, make.jpegImage({ widthPx: Width, heightPx: Height, components }, Length, mask));
}

function isTextPage(section: Section, parent: number, document: CopyDocument): boolean {
  const page = document.lastPage;
  const [fonts, content] = [at(page, 'Resources', 'Font'), page.entries.get('Contents')];
  if (!isDict(fonts) || !isRef(content) || section.objects.get(content.number)?.stream === undefined) return false;
  // Numbers are written with four decimals: the sheet is compared as it is written.
  return same(page, make.textPage(parent, a4, fonts, content.number));
}

/** A hidden object could be shown by a later revision: each one must be used from the trailer on. */
function everythingIsReachable(section: Section, document: CopyDocument): boolean {
  const seen = new Set<number>();
  const open: Cos[] = [document.trailer];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isArray(value)) open.push(...value);
    else if (isDict(value)) open.push(...value.entries.values());
    else if (isRef(value) && !seen.has(value.number)) {
      seen.add(value.number);
      const target = section.objects.get(value.number)?.value;
      if (target === undefined) return false;
      open.push(target);
    }
  }
  return seen.size === section.objects.size;
}

function at(start: CosDict, ...keys: readonly string[]): Cos | undefined {
  let value: Cos | undefined = start;
  for (const key of keys) value = isDict(value) ? value.entries.get(key) : undefined;
  return value;
}
