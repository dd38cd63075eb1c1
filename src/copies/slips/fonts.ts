import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';
import { liberationFolder } from '../compose/fonts.ts';
import { parsedFont } from '../compose/typeface.ts';

/** The cuts of the serif face that a slip uses: dates and notes are in italics (NĐ 30/2020 Phụ lục I). */
export const slipCuts = ['regular', 'bold', 'italic'] as const;

export type SlipCut = (typeof slipCuts)[number];

/** TrueType bytes of each cut. */
export type SlipFonts = Readonly<Record<SlipCut, Uint8Array>>;

const fileOf: Record<SlipCut, string> = { regular: 'Regular', bold: 'Bold', italic: 'Italic' };

/** Reads Liberation Serif from `folder`. Error: COPY-FONT-MISSING. */
export async function loadSlipFonts(folder: string = liberationFolder): Promise<Result<SlipFonts>> {
  try {
    const [regular, bold, italic] = await Promise.all(
      slipCuts.map((cut) => readFile(join(folder, `LiberationSerif-${fileOf[cut]}.ttf`))),
    );
    if (!regular || !bold || !italic) return fail('COPY-FONT-MISSING');
    return ok({ regular, bold, italic });
  } catch {
    return fail('COPY-FONT-MISSING');
  }
}

/** Measures text, and shows what the face has no glyph for. */
export interface SlipFace {
  /** In points at `size` points. */
  width(text: string, cut: SlipCut, size: number): number;
  /** The text as it can be drawn: characters without a glyph become `□`. */
  drawable(text: string): string;
}

/** What stands where the face has no glyph, as on every paper a reader knows. */
const noGlyph = '□';

/** The face of these cuts. */
export async function slipFace(fonts: SlipFonts): Promise<SlipFace> {
  const [regular, bold, italic] = await Promise.all(slipCuts.map((cut) => parsedFont(fonts[cut])));
  if (!regular || !bold || !italic) throw new TypeError('a cut is missing');
  const cuts = { regular, bold, italic };
  const known = (character: string): boolean =>
    Object.values(cuts).every((font) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  // A register measures the same names and words over and over.
  const measured: Record<SlipCut, Map<string, number>> = { regular: new Map(), bold: new Map(), italic: new Map() };
  const unitsOf = (text: string, cut: SlipCut): number => {
    const known = measured[cut].get(text);
    if (known !== undefined) return known;
    const units = cuts[cut].layout(text).glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0);
    measured[cut].set(text, units);
    return units;
  };
  return {
    width: (text, cut, size) => (unitsOf(text, cut) * size) / cuts[cut].unitsPerEm,
    drawable: (text) => [...text].map((character) => (known(character) ? character : noGlyph)).join(''),
  };
}
