import type { Bitmap } from './bitmap.ts';
import { modes, runCodes } from './g4-codes.ts';

/** The longest code word. */
const lookAhead = 13;

type Meaning = { readonly mode: 'pass' | 'horizontal' } | { readonly mode: 'vertical'; readonly shift: number };

/** For each thirteen bits: what the word that they begin with means, and how long it is. Undefined where none does. */
function table<T>(
  words: readonly (readonly [code: string, meaning: T])[],
): readonly ({ value: T; length: number } | undefined)[] {
  const entries = new Array<{ value: T; length: number } | undefined>(2 ** lookAhead).fill(undefined);
  for (const [code, value] of words) {
    const free = lookAhead - code.length;
    const first = Number.parseInt(code, 2) << free;
    entries.fill({ value, length: code.length }, first, first + 2 ** free);
  }
  return entries;
}

const modeTable = table<Meaning>([
  [modes.pass, { mode: 'pass' }],
  [modes.horizontal, { mode: 'horizontal' }],
  ...([-3, -2, -1, 0, 1, 2, 3] as const).map(
    (shift) => [modes.vertical[shift], { mode: 'vertical', shift }] as [string, Meaning],
  ),
]);

const runTables = runCodes.map((codes) =>
  table(codes.map((code, at) => [code, at < 64 ? at : (at - 63) * 64] as [string, number])),
);

/**
 * Decodes what `encodeG4` writes (ITU-T T.6), or undefined where the data are not a picture of exactly this size: an
 * unknown word, a line that is too long, data that end early.
 */
export function decodeG4(data: Uint8Array, width: number, height: number): Bitmap | undefined {
  const bits = new Uint8Array(width * height);
  const reader = new BitReader(data);
  let above: number[] = [];
  for (let y = 0; y < height; y++) {
    const edges = decodeLine(reader, above, width);
    if (edges === undefined) return undefined;
    for (let i = 0; i < edges.length; i += 2)
      bits.fill(1, y * width + (edges[i] ?? width), y * width + (edges[i + 1] ?? width));
    above = edges;
  }
  return { bits, width, height };
}

/** The edges of one line, white first. */
function decodeLine(reader: BitReader, above: readonly number[], width: number): number[] | undefined {
  const edges: number[] = [];
  let at = -1;
  let beside = 0;
  while (at < width) {
    const colour = edges.length & 1;
    const word = modeTable[reader.peek()];
    if (word === undefined || !reader.skip(word.length)) return undefined;
    while (beside > 0 && (above[beside - 1] ?? width) > at) beside--;
    while (beside < above.length && ((above[beside] ?? width) <= at || (beside & 1) !== colour)) beside++;
    const first = above[beside] ?? width;
    switch (word.value.mode) {
      case 'pass':
        at = above[beside + 1] ?? width;
        break;
      case 'vertical': {
        const edge = first + word.value.shift;
        if (edge < Math.max(at, 0) || edge > width || (edge === at && at > 0)) return undefined;
        edges.push(edge);
        at = edge;
        break;
      }
      case 'horizontal': {
        const one = readRun(reader, colour);
        const other = readRun(reader, colour ^ 1);
        if (one === undefined || other === undefined) return undefined;
        const edge = Math.max(at, 0) + one;
        at = edge + other;
        if (at > width) return undefined;
        edges.push(edge, at);
        break;
      }
    }
  }
  return edges;
}

function readRun(reader: BitReader, colour: number): number | undefined {
  let length = 0;
  for (;;) {
    const word = runTables[colour]?.[reader.peek()];
    if (word === undefined || !reader.skip(word.length)) return undefined;
    length += word.value;
    if (word.value < 64) return length;
  }
}

class BitReader {
  readonly #data: Uint8Array;
  #at = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** The next thirteen bits; zeros behind the end. */
  peek(): number {
    const byte = this.#at >> 3;
    const three = ((this.#data[byte] ?? 0) << 16) | ((this.#data[byte + 1] ?? 0) << 8) | (this.#data[byte + 2] ?? 0);
    return (three >> (24 - lookAhead - (this.#at & 7))) & (2 ** lookAhead - 1);
  }

  /** Steps on; false when the data end before. */
  skip(length: number): boolean {
    this.#at += length;
    return this.#at <= this.#data.length * 8;
  }
}
