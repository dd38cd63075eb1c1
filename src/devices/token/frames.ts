/**
 * The frames between the station and a token host: 4 bytes of length (big-endian, counting type and body), 1 byte of
 * type, the body. A PIN travels as raw bytes of a body, never as text that a parser would copy about.
 */
export const frameTypes = {
  inspect: 1,
  sign: 2,
  /** The station's answer to a progress after which a signature is missing: make it, or end with those made. */
  goOn: 3,
  enough: 4,
  ready: 16,
  unusable: 17,
  tokens: 18,
  signed: 19,
  progress: 20,
  failure: 21,
  /** The host ends after the answer that follows. */
  leaving: 22,
} as const;
export type FrameType = (typeof frameTypes)[keyof typeof frameTypes];

const knownTypes: ReadonlySet<number> = new Set(Object.values(frameTypes));
const isFrameType = (type: number): type is FrameType => knownTypes.has(type);

export interface Frame {
  readonly type: FrameType;
  readonly body: Buffer;
}

export const headerBytes = 5;
/** The longest frame either side accepts: a thousand RSA-4096 signatures in base64 fit. */
export const maxFrameBytes = 2 * 1024 * 1024;

/** One frame in memory of its own (never from the shared pool), so that zeroing it leaves no copy behind. */
export function encodeFrame(type: FrameType, body: Uint8Array = new Uint8Array(0)): Buffer {
  const frame = Buffer.alloc(headerBytes + body.length);
  if (frame.length > maxFrameBytes) throw new RangeError('frame too long');
  frame.writeUInt32BE(body.length + 1, 0);
  frame.writeUInt8(type, 4);
  frame.set(body, headerBytes);
  return frame;
}

/** Reads a header: the type and the body's length, or undefined when it cannot be one of ours. */
export function parseHeader(header: Buffer): { readonly type: FrameType; readonly bodyBytes: number } | undefined {
  const bodyBytes = header.readUInt32BE(0) - 1;
  const type = header.readUInt8(4);
  if (bodyBytes < 0 || bodyBytes + headerBytes > maxFrameBytes || !isFrameType(type)) return undefined;
  return { type, bodyBytes };
}

/** Puts frames together from a stream's pieces. What is not a frame spoils the stream for good. */
export class FrameDecoder {
  #held: Buffer = Buffer.alloc(0);
  #spoilt = false;

  /** The frames that `piece` completes, or `undefined` once the stream holds something else than frames. */
  push(piece: Uint8Array): Frame[] | undefined {
    if (this.#spoilt) return undefined;
    this.#held = Buffer.concat([this.#held, piece]);
    const frames: Frame[] = [];
    while (this.#held.length >= headerBytes) {
      const header = parseHeader(this.#held);
      if (header === undefined) {
        this.#spoilt = true;
        this.#held = Buffer.alloc(0);
        return undefined;
      }
      const end = headerBytes + header.bodyBytes;
      if (this.#held.length < end) break;
      frames.push({ type: header.type, body: Buffer.from(this.#held.subarray(headerBytes, end)) });
      this.#held = this.#held.subarray(end);
    }
    return frames;
  }
}
