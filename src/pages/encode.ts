import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { fail, ok, type Result } from '../common/result.ts';
import { release } from '../store/documents/release.ts';
import { sharp } from './image-library.ts';
import { smallJpeg } from './page-image.ts';
import { type PnmHeader, parsePnmHeader } from './pnm.ts';

/** A page as it is kept: a baseline JPEG at its true size. */
export interface EncodedPage {
  readonly jpeg: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
  /** 1 is gray, 3 is colour (YCbCr). */
  readonly channels: 1 | 3;
  /** Of the JPEG, in hexadecimal. */
  readonly sha256: string;
  /** The page in small, one for each width that was asked for and is smaller than the page. */
  readonly small: readonly SmallPicture[];
}

/** A page for a screen, as a JPEG. */
export interface SmallPicture {
  readonly widthPx: number;
  readonly jpeg: Buffer;
}

/**
 * What a page is kept as. `final` goes into the copy byte for byte: text stays sharp, an A4 colour page is about 0.7 MB
 * at 300 dpi. `source` is what the copy's page is coded from, so it must be finer than that.
 */
export type KeptQuality = 'final' | 'source';

const qualities: Record<KeptQuality, number> = { final: 80, source: 90 };

/**
 * Encodes a page that the scanner left as a PNM file: a JPEG with the resolution in its header and no colour profile; and
 * beside it the same page in small, while its pixels are at hand.
 * PAGE-IMAGE-DAMAGED for a file that is no PNM or not exactly as long as its header says; PAGE-IMAGE-TOO-LARGE over the limits.
 */
export async function encodePage(
  path: string,
  dpi: number,
  { kept = 'final', smallWidths = [] }: { readonly kept?: KeptQuality; readonly smallWidths?: readonly number[] } = {},
): Promise<Result<EncodedPage>> {
  const pixels = await readPnm(path);
  if (!pixels.ok) return pixels;
  const { data, widthPx, heightPx, channels } = pixels.value;
  // Not toUint8Array, which never gives its native memory back (sharp 0.35).
  const raw = { width: widthPx, height: heightPx, channels };
  const [jpeg, ...small] = await Promise.all([
    sharp(data, { raw })
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .withDensity(dpi)
      .jpeg({ quality: qualities[kept], chromaSubsampling: '4:2:0', mozjpeg: false })
      .toBuffer(),
    ...smallWidths
      .filter((width) => width < widthPx)
      .map(async (width) => ({ widthPx: width, jpeg: await smallJpeg(sharp(data, { raw }).resize({ width })) })),
  ]);
  release(data);
  const sha256 = createHash('sha256').update(jpeg).digest('hex');
  return ok({ jpeg, widthPx, heightPx, dpi, channels, sha256, small });
}

/** The pixels of a PNM file, row by row from the top. */
export async function readPnm(path: string): Promise<Result<PnmHeader & { readonly data: Buffer }>> {
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(1_024);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    const header = parsePnmHeader(start.subarray(0, bytesRead));
    if (!header.ok) return header;
    const { offset, length } = header.value;
    const { size } = await file.stat();
    if (size !== offset + length)
      return fail('PAGE-IMAGE-DAMAGED', { place: 'length', size, expected: offset + length });
    return ok({ ...header.value, data: await readAt(file, offset, length) });
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const data = Buffer.allocUnsafeSlow(length);
  let at = 0;
  while (at < length) {
    const { bytesRead } = await file.read(data, at, length - at, offset + at);
    if (bytesRead === 0) throw new Error('the file became shorter while it was read');
    at += bytesRead;
  }
  return data;
}
