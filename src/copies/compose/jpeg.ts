/** What the frame header of a JPEG says. */
export interface JpegInfo {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly components: 1 | 3;
}

/**
 * Reads the frame header of a JPEG (ITU-T T.81 annex B) without decoding it. Undefined for anything that a PDF/A with an
 * sRGB output intent cannot embed as it is: cut short, trailing bytes, CMYK, more than eight bits, lossless or arithmetic.
 */
export function readJpeg(jpeg: Uint8Array): JpegInfo | undefined {
  const view = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const last = view.length - 2;
  if (view.length < 100 || view.readUInt16BE(0) !== 0xffd8 || view.readUInt16BE(last) !== 0xffd9) return undefined;
  let at = 2;
  while (at + 4 <= last) {
    if (view[at] !== 0xff) return undefined;
    const marker = view[at + 1] ?? 0;
    const length = view.readUInt16BE(at + 2);
    if (length < 2 || marker === 0xda || at + 2 + length > last) return undefined;
    if (isFrame(marker)) return length >= 8 ? readFrame(view, at + 4, marker) : undefined;
    at += 2 + length;
  }
  return undefined;
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which share the range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(view: Buffer, at: number, marker: number): JpegInfo | undefined {
  const baselineExtendedOrProgressive = marker <= 0xc2;
  const components = view[at + 5];
  if (!baselineExtendedOrProgressive || view[at] !== 8 || (components !== 1 && components !== 3)) return undefined;
  return { heightPx: view.readUInt16BE(at + 1), widthPx: view.readUInt16BE(at + 3), components };
}
