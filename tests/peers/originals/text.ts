import { type Face, textWidth } from './metrics.ts';

/** Millimetres in a printer's point. */
export const point = 25.4 / 72;

export interface TextStyle {
  readonly pt?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly sans?: boolean;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Extra space between letters, mm. */
  readonly spacing?: number;
}

export const blackInk = '#1b1a1d';

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function faceOf(style: TextStyle): Face {
  if (style.sans) return style.bold ? 'sansBold' : 'sans';
  if (style.bold) return style.italic ? 'serifBoldItalic' : 'serifBold';
  return style.italic ? 'serifItalic' : 'serif';
}

/** Width in mm of `text` set in `style`. */
export function widthOf(text: string, style: TextStyle = {}): number {
  return textWidth(text, (style.pt ?? 13) * point, faceOf(style), style.spacing ?? 0);
}

/** One line of text; `x`, `y` are the anchor on the baseline, mm. */
export function line(x: number, y: number, text: string, style: TextStyle = {}): string {
  const size = (style.pt ?? 13) * point;
  return (
    `<text x="${x.toFixed(2)}" y="${y.toFixed(2)}" font-size="${size.toFixed(3)}"` +
    ` font-family="${style.sans ? 'Liberation Sans' : 'Liberation Serif'}" fill="${style.fill ?? blackInk}"` +
    (style.bold ? ' font-weight="bold"' : '') +
    (style.italic ? ' font-style="italic"' : '') +
    (style.anchor ? ` text-anchor="${style.anchor}"` : '') +
    (style.spacing ? ` letter-spacing="${style.spacing}"` : '') +
    `>${escapeXml(text)}</text>`
  );
}

/** A line centred on `x`. */
export function centred(x: number, y: number, text: string, style: TextStyle = {}): string {
  return line(x, y, text, { ...style, anchor: 'middle' });
}

interface Word {
  readonly text: string;
  readonly style: TextStyle;
  readonly width: number;
}

/** Splits a text into words; `**…**` is bold and `__…__` italic. */
function wordsOf(text: string, style: TextStyle): Word[] {
  const words: Word[] = [];
  let bold = style.bold ?? false;
  let italic = style.italic ?? false;
  for (const raw of text.split(/\s+/)) {
    let word = raw;
    for (const mark of ['**', '__']) {
      if (!word.startsWith(mark)) continue;
      word = word.slice(2);
      if (mark === '**') bold = true;
      else italic = true;
    }
    const plain = word.replaceAll('**', '').replaceAll('__', '');
    const own = { ...style, bold, italic };
    words.push({ text: plain, style: own, width: widthOf(plain, own) });
    if (word.includes('**')) bold = false;
    if (word.includes('__')) italic = false;
  }
  return words;
}

export interface ParagraphStyle extends TextStyle {
  /** First-line indent, mm. */
  readonly indent?: number;
  /** Line distance in ems. */
  readonly leading?: number;
  /** Both edges straight, as offices set their letters. */
  readonly justify?: boolean;
}

/** A wrapped paragraph. Gives the drawing and the baseline where the next line would stand. */
export function paragraph(
  x: number,
  y: number,
  width: number,
  text: string,
  style: ParagraphStyle = {},
): { svg: string; y: number } {
  const space = widthOf(' ', style);
  const step = (style.pt ?? 13) * point * (style.leading ?? 1.3);
  const rows: Word[][] = [[]];
  let used = style.indent ?? 0;
  for (const word of wordsOf(text, style)) {
    const row = rows.at(-1) ?? [];
    if (row.length > 0 && used + word.width > width) {
      rows.push([word]);
      used = word.width + space;
    } else {
      row.push(word);
      used += word.width + space;
    }
  }
  let svg = '';
  for (const [index, row] of rows.entries()) {
    const indent = index === 0 ? (style.indent ?? 0) : 0;
    const ink = row.reduce((sum, word) => sum + word.width, 0);
    const stretch = (style.justify ?? true) && index < rows.length - 1 && row.length > 1;
    const gap = stretch ? (width - indent - ink) / (row.length - 1) : space;
    let at = x + indent;
    for (const word of row) {
      svg += line(at, y + index * step, word.text, word.style);
      at += word.width + gap;
    }
  }
  return { svg, y: y + rows.length * step };
}

/** A form row: the label, the value typed after it, and the dotted rule under the value up to `end`. */
export function field(
  x: number,
  y: number,
  end: number,
  label: string,
  value: string,
  style: TextStyle & { value?: TextStyle; dots?: string } = {},
): string {
  const start = x + widthOf(`${label} `, style);
  return (
    line(x, y, label, style) +
    `<path d="M${start.toFixed(2)} ${y + 0.7}H${end}" stroke="${style.dots ?? '#77737a'}" stroke-width="0.28" stroke-dasharray="0.3 0.75" fill="none"/>` +
    line(start + 1.2, y, value, { ...style, ...style.value })
  );
}
