import type { Bitmap } from './bitmap.ts';
import { endOfBlock, longestMakeUp, modes, runCodes } from './g4-codes.ts';

interface Word {
  readonly bits: number;
  readonly length: number;
}

const word = (code: string): Word => ({ bits: Number.parseInt(code, 2), length: code.length });
const runWords = runCodes.map((codes) => codes.map(word));
const pass = word(modes.pass);
const horizontal = word(modes.horizontal);
const vertical = ([-3, -2, -1, 0, 1, 2, 3] as const).map((shift) => word(modes.vertical[shift]));

/**
 * Codes a bitmap without loss (ITU-T T.6, *Group 4*): what `/CCITTFaxDecode` with `/K -1` reads, 1 is black. Rows follow
 * each other without alignment and end with EOFB.
 */
export function encodeG4(bitmap: Bitmap): Buffer {
  const { bits, width, height } = bitmap;
  const out = new BitWriter(Math.max(1024, (width * height) >> 5));
  let above: Int32Array<ArrayBuffer> = new Int32Array(width + 4);
  let line: Int32Array<ArrayBuffer> = new Int32Array(width + 4);
  above.fill(width);
  for (let y = 0; y < height; y++) {
    findEdges(bits.subarray(y * width, (y + 1) * width), line);
    encodeLine(out, above, line, width);
    [above, line] = [line, above];
  }
  out.put({ bits: Number.parseInt(endOfBlock, 2), length: 24 });
  return out.finish();
}

/** Where the colour changes, from white on; behind the last change stands the width, four times. */
function findEdges(row: Uint8Array, edges: Int32Array): void {
  const width = row.length;
  let count = 0;
  let at = row.indexOf(1);
  for (let black = true; at !== -1; black = !black) {
    edges[count++] = at;
    at = row.indexOf(black ? 0 : 1, at);
  }
  for (let end = 0; end < 4 && count < edges.length; end++) edges[count++] = width;
}

function encodeLine(out: BitWriter, above: Int32Array, line: Int32Array, width: number): void {
  let at = -1;
  let colour = 0;
  let next = 0;
  let beside = 0;
  while (at < width) {
    const edge = line[next] ?? width;
    // The first edge above, to the right of here, that changes away from this colour.
    while (beside > 0 && (above[beside - 1] ?? width) > at) beside--;
    while (((above[beside] ?? width) <= at || (beside & 1) !== colour) && (above[beside] ?? width) < width) beside++;
    const first = above[beside] ?? width;
    const second = first < width ? (above[beside + 1] ?? width) : width;
    if (second < edge) {
      out.put(pass);
      at = second;
      continue;
    }
    const code = vertical[edge - first + 3];
    if (code !== undefined) {
      out.put(code);
      at = edge;
      colour ^= 1;
      next += 1;
    } else {
      const end = line[next + 1] ?? width;
      out.put(horizontal);
      putRun(out, edge - Math.max(at, 0), colour);
      putRun(out, end - edge, colour ^ 1);
      at = end;
      next += 2;
    }
  }
}

function putRun(out: BitWriter, length: number, colour: number): void {
  const words = runWords[colour] ?? [];
  let rest = length;
  for (; rest > longestMakeUp + 63; rest -= longestMakeUp) putWord(out, words[63 + longestMakeUp / 64]);
  if (rest > 63) putWord(out, words[63 + (rest >> 6)]);
  putWord(out, words[rest & 63]);
}

function putWord(out: BitWriter, code: Word | undefined): void {
  if (code === undefined) throw new RangeError('a run without a code word');
  out.put(code);
}

class BitWriter {
  #bytes: Buffer;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(room: number) {
    this.#bytes = Buffer.allocUnsafeSlow(room);
  }

  put({ bits, length }: Word): void {
    this.#held = this.#held * 2 ** length + bits;
    this.#count += length;
    while (this.#count >= 8) {
      const scale = 2 ** (this.#count - 8);
      const byte = Math.floor(this.#held / scale);
      this.#held -= byte * scale;
      this.#count -= 8;
      if (this.#at === this.#bytes.length) this.#grow();
      this.#bytes[this.#at++] = byte;
    }
  }

  finish(): Buffer {
    if (this.#count > 0) this.put({ bits: 0, length: 8 - this.#count });
    return Buffer.from(Uint8Array.from(this.#bytes.subarray(0, this.#at)).buffer);
  }

  #grow(): void {
    const larger = Buffer.allocUnsafeSlow(this.#bytes.length * 2);
    this.#bytes.copy(larger);
    this.#bytes = larger;
  }
}
