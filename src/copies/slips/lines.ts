import type { SlipCut, SlipFace } from './fonts.ts';

/** A stretch of text in one cut. */
export interface Span {
  readonly text: string;
  readonly cut: SlipCut;
}

/** A stretch at its place in a line, `x` points from the line's start. */
export interface PlacedSpan extends Span {
  readonly x: number;
  readonly width: number;
}

export interface Line {
  readonly spans: readonly PlacedSpan[];
  readonly width: number;
}

/**
 * Breaks spans at spaces into lines no wider than `width` points; a word wider than a line is broken where it must, and
 * `\n` begins a new line. There is always at least one line.
 */
export function breakLines(spans: readonly Span[], width: number, size: number, face: SlipFace): Line[] {
  const setter = new Setter(width, size, face);
  for (const { text, cut } of spans) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) setter.newLine();
      for (const piece of part.split(/(?<= )/)) setter.word(face.drawable(piece), cut);
    }
  }
  return setter.end();
}

class Setter {
  readonly #width: number;
  readonly #size: number;
  readonly #face: SlipFace;
  readonly #lines: Line[] = [];
  #spans: Span[] = [];

  constructor(width: number, size: number, face: SlipFace) {
    this.#width = width;
    this.#size = size;
    this.#face = face;
  }

  /** A word with the space after it, which may hang over the end of the line. */
  word(text: string, cut: SlipCut): void {
    if (text === '' || (text === ' ' && this.#spans.length === 0)) return;
    const bare = text.trimEnd();
    if (this.#spans.length > 0 && this.#with(bare, cut) > this.#width) this.newLine();
    if (this.#with(bare, cut) <= this.#width) {
      this.#add(text, cut);
      return;
    }
    for (const character of text) {
      if (this.#spans.length > 0 && this.#with(character, cut) > this.#width) this.newLine();
      this.#add(character, cut);
    }
  }

  newLine(): void {
    this.#lines.push(this.#placed());
    this.#spans = [];
  }

  end(): Line[] {
    if (this.#spans.length > 0 || this.#lines.length === 0) this.newLine();
    return this.#lines;
  }

  #add(text: string, cut: SlipCut): void {
    const last = this.#spans.at(-1);
    if (last?.cut === cut) this.#spans[this.#spans.length - 1] = { text: last.text + text, cut };
    else this.#spans.push({ text, cut });
  }

  #with(text: string, cut: SlipCut): number {
    return this.#measured([...this.#spans, { text, cut }]);
  }

  #measured(spans: readonly Span[]): number {
    return spans.reduce((sum, span) => sum + this.#face.width(span.text, span.cut, this.#size), 0);
  }

  #placed(): Line {
    let x = 0;
    const spans = this.#spans.map((span, index) => {
      const text = index === this.#spans.length - 1 ? span.text.trimEnd() : span.text;
      const width = this.#face.width(text, span.cut, this.#size);
      const placed = { text, cut: span.cut, x, width };
      x += width;
      return placed;
    });
    return { spans: spans.filter(({ text }) => text !== ''), width: x };
  }
}
