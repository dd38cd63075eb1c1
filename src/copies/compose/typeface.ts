import type { Font } from '@cantoo/fontkit';
import type { FontFiles } from './fonts.ts';

export type Cut = keyof FontFiles;

/** What laying out needs of a face: widths and coverage, without embedding anything. */
export interface Typeface {
  /** In points at `size` points. */
  width(text: string, cut: Cut, size: number): number;
  /** Whether every character of `text` has a glyph in each cut: PDF/A forbids the glyph .notdef. */
  covers(text: string): boolean;
}

const parsed = new WeakMap<Uint8Array, Font>();

/** The parsed font of these bytes. Parsing and shaping tables are kept: they cost more than a page. */
export async function parsedFont(bytes: Uint8Array): Promise<Font> {
  const known = parsed.get(bytes);
  if (known !== undefined) return known;
  // Loaded when first needed: the service's start does not wait for it.
  const { create } = await import('@cantoo/fontkit');
  const font = create(bytes);
  if (!('layout' in font)) throw new TypeError('a font collection is not a font');
  keepCodePoints(font);
  parsed.set(bytes, font);
  return font;
}

/**
 * fontkit keeps a glyph as it was first made, and a part of a composite (the `ư` of `ứ`) is made without its characters
 * when a font is cut down to a subset. In every later document such a letter would be drawn, but neither found nor copied.
 */
function keepCodePoints(font: Font): void {
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (id, characters = []) => {
    const glyph = getGlyph(id, characters);
    if (glyph !== null && glyph.codePoints.length === 0) glyph.codePoints = characters;
    return glyph;
  };
}

/** Measures text in the cuts of `files`. */
export async function typeface(files: FontFiles): Promise<Typeface> {
  const cuts: Record<Cut, Font> = { regular: await parsedFont(files.regular), bold: await parsedFont(files.bold) };
  return {
    width(text, cut, size) {
      const font = cuts[cut];
      const units = font.layout(text).glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0);
      return (units * size) / font.unitsPerEm;
    },
    covers: (text) => [...text].every((c) => Object.values(cuts).every((font) => font.hasGlyphForCodePoint(code(c)))),
  };
}

const code = (character: string): number => character.codePointAt(0) ?? 0;
