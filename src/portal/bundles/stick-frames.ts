/** What the station and the program that touches the stick say to each other: `length ‖ length ‖ JSON ‖ bytes`. */

/** What is asked of the program. */
export type StickRequest =
  | { readonly call: 'open' | 'prepare' | 'list'; readonly folder: string }
  | {
      readonly call: 'copy';
      readonly folder: string;
      readonly name: string;
      readonly from: { readonly path: string; readonly length: number; readonly sha256: string };
    }
  | { readonly call: 'put'; readonly folder: string; readonly name: string; readonly text: string }
  | { readonly call: 'read-card' | 'open-bundle' | 'wipe'; readonly folder: string; readonly name: string }
  | { readonly call: 'next' | 'close' };

/** What it says: it is at work, or what came of it (a `Result` without its bytes, which come beside it). */
export type StickAnswer = 'at-work' | { readonly answer: unknown };

export interface StickFrame {
  readonly said: unknown;
  readonly bytes: Buffer;
}

/** No frame is longer: a piece of a bundle, or the list of a stick, bytes. */
const mostBytes = 1024 * 1024;

export function encodeFrame(said: unknown, bytes: Uint8Array = new Uint8Array(0)): Buffer {
  const text = Buffer.from(JSON.stringify(said));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(text.length, 0);
  head.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([head, text, bytes]);
}

/** Puts frames together from the pieces of a pipe. Throws when the other side says something else. */
export class FrameReader {
  #held: Buffer = Buffer.alloc(0);

  *push(piece: Uint8Array): Generator<StickFrame> {
    this.#held = Buffer.concat([this.#held, piece]);
    while (this.#held.length >= 8) {
      const [text, bytes] = [this.#held.readUInt32BE(0), this.#held.readUInt32BE(4)];
      if (text > mostBytes || bytes > mostBytes) throw new RangeError('a frame of the stick is too long');
      const end = 8 + text + bytes;
      if (this.#held.length < end) return;
      const said: unknown = JSON.parse(this.#held.toString('utf8', 8, 8 + text));
      const frame = { said, bytes: Buffer.from(this.#held.subarray(8 + text, end)) };
      this.#held = this.#held.subarray(end);
      yield frame;
    }
  }
}
