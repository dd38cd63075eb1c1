/** One layer of a page: a JPEG that covers the whole page, at a resolution of its own. */
export interface Layer {
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * A page as mixed raster: where the mask is black the ink layer shows, elsewhere the background. The mask is coded
 * without loss (ITU-T T.6) at the full resolution of the scan.
 */
export interface MixedPage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly background: Layer;
  readonly ink: Layer;
  /** CCITT Group 4 data of `widthPx` × `heightPx`. */
  readonly mask: Uint8Array;
}

const magic = Buffer.from('TRAMMIX1');
const fields = 9;
const headerLength = magic.length + 4 * fields;

/** A mixed page as one document: magic, nine numbers (big-endian), then background, ink and mask. */
export function writeMixedPage({ widthPx, heightPx, background, ink, mask }: MixedPage): Buffer {
  const header = Buffer.alloc(headerLength);
  magic.copy(header);
  const sizes = [background, ink].flatMap((layer) => [layer.widthPx, layer.heightPx, layer.jpeg.length]);
  for (const [at, value] of [widthPx, heightPx, ...sizes, mask.length].entries()) {
    header.writeUInt32BE(value, magic.length + 4 * at);
  }
  return Buffer.concat([header, background.jpeg, ink.jpeg, mask]);
}

/** Reads what `writeMixedPage` wrote; undefined for anything else. The parts are views of `bytes`. */
export function readMixedPage(bytes: Uint8Array): MixedPage | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < headerLength || !view.subarray(0, magic.length).equals(magic)) return undefined;
  const numbers = Array.from({ length: fields }, (_, at) => view.readUInt32BE(magic.length + 4 * at));
  const [widthPx = 0, heightPx = 0, bw = 0, bh = 0, bl = 0, iw = 0, ih = 0, il = 0, ml = 0] = numbers;
  if (numbers.some((value) => value === 0) || headerLength + bl + il + ml !== view.length) return undefined;
  const part = (start: number, length: number): Buffer =>
    view.subarray(headerLength + start, headerLength + start + length);
  return {
    widthPx,
    heightPx,
    background: { jpeg: part(0, bl), widthPx: bw, heightPx: bh },
    ink: { jpeg: part(bl, il), widthPx: iw, heightPx: ih },
    mask: part(bl + il, ml),
  };
}
