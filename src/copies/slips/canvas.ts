import type { SlipCut, SlipFace } from './fonts.ts';
import { breakLines, type Line, type Span } from './lines.ts';
import { leading, type Sheet } from './paper.ts';

/** What is drawn on a page: text, thin lines and dark fields, in the order of reading. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly cut: SlipCut;
      readonly size: number;
      readonly x: number;
      readonly y: number;
    }
  | {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly width: number;
    }
  | { readonly kind: 'field'; readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type Align = 'left' | 'centre' | 'right';

/** A column of text on a page. */
export interface Frame {
  readonly x: number;
  readonly width: number;
}

/** The pages of a slip while they are set: `y` is where the next line's top is, in PDF's user space. */
export class Canvas {
  readonly sheet: Sheet;
  readonly face: SlipFace;
  readonly pages: Mark[][] = [[]];
  y: number;

  constructor(sheet: Sheet, face: SlipFace) {
    this.sheet = sheet;
    this.face = face;
    this.y = sheet.height - sheet.margin.top;
  }

  /** The text column of the whole page. */
  get frame(): Frame {
    const { width, margin } = this.sheet;
    return { x: margin.left, width: width - margin.left - margin.right };
  }

  /** How much of the page is left, and how much a whole one has. */
  get left(): number {
    return this.y - this.sheet.margin.bottom;
  }
  get whole(): number {
    return this.sheet.height - this.sheet.margin.top - this.sheet.margin.bottom;
  }

  draw(mark: Mark): void {
    this.pages.at(-1)?.push(mark);
  }

  newPage(): void {
    this.pages.push([]);
    this.y = this.sheet.height - this.sheet.margin.top;
  }

  /** Begins a new page when `height` points are not left; answers whether it did. */
  need(height: number): boolean {
    if (height <= this.left || this.left >= this.whole) return false;
    this.newPage();
    return true;
  }

  skip(height: number): void {
    this.y -= height;
  }

  lines(spans: readonly Span[], width: number, size: number): Line[] {
    return breakLines(spans, width, size, this.face);
  }

  /** Sets lines one under the other; between any two of them the page may end. */
  set(lines: readonly Line[], frame: Frame, size: number, align: Align = 'left'): void {
    for (const line of lines) {
      this.need(size * leading);
      this.setLine(line, frame, size, align);
    }
  }

  setLine(line: Line, frame: Frame, size: number, align: Align): void {
    const free = frame.width - line.width;
    const x = frame.x + { left: 0, centre: free / 2, right: free }[align];
    this.y -= size * leading;
    const y = this.y + size * (leading - 1) * 0.8;
    for (const { text, cut, x: offset } of line.spans) this.draw({ kind: 'text', text, cut, size, x: x + offset, y });
  }

  /** Breaks and sets one text in one cut. */
  text(text: string, cut: SlipCut, frame: Frame, size: number, align: Align = 'left'): void {
    this.set(this.lines([{ text, cut }], frame.width, size), frame, size, align);
  }
}

/** The height of so many lines. */
export const heightOfLines = (count: number, size: number): number => count * size * leading;
