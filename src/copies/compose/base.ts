import { liesAcross, type Turn } from '../../certification/arrangement.ts';
import type { AttestationModel } from '../../certification/attestation.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { MixedPage } from '../../pages/coding/mixed-page.ts';
import { type CosObject, dict, hex, literal, ref } from '../cos/objects.ts';
import { header, sectionEnd } from '../cos/section.ts';
import { objectPieces } from '../cos/serialise.ts';
import { mostComposedBytes } from '../file-limits.ts';
import type { FontFiles } from './fonts.ts';
import { readJpeg } from './jpeg.ts';
import { a4, type PlacedAttestation, placeAttestation } from './layout.ts';
import * as make from './page-objects.ts';
import { fontNames, type PdfAParts, pdfaParts, textContent } from './pdfa-parts.ts';
import { typeface } from './typeface.ts';

/** A page as it goes into the copy: a JPEG, byte for byte, or mixed raster. */
export type PagePicture =
  | { readonly form: 'jpeg'; readonly jpeg: Uint8Array }
  | { readonly form: 'mixed'; readonly mixed: MixedPage };

/** One page of the original as it was scanned and made ready. */
export interface PageImage {
  /** The picture itself, or how to read it when its turn comes. */
  readonly picture: PagePicture | (() => Promise<Result<PagePicture>>);
  /** As scanned; the layers of a mixed page are smaller. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels to the inch; gives the page its true size. */
  readonly dpi: number;
  /** Clockwise, from how it was scanned. */
  readonly turn: Turn;
}

export interface BaseInput {
  readonly pages: readonly PageImage[];
  readonly attestation: AttestationModel;
  readonly fonts: FontFiles;
  /** Shown by viewers; holds no personal data. */
  readonly title: string;
  readonly subject: string;
  /** Kept in the document's information as its keywords, such as how the pages are coded; no personal data. */
  readonly keywords?: string;
  readonly language: 'vi';
  /** Epoch milliseconds. */
  readonly at: number;
  /** 16 bytes that no other copy has. */
  readonly fileId: Uint8Array;
}

/** NĐ 30/2020 Phụ lục I asks for at least 200; more than 1200 is no scan of a page. */
export const dpiLimits = { least: 200, most: 1200 } as const;
const maxPages = 1000;
/** ISO 32000-1 annex C: a page is between 3 and 14,400 units. */
const pageUnits = { least: 3, most: 14_400 } as const;

/** Takes the pieces of a file in order; what it does with one is done when it resolves. */
export type Sink = (piece: Uint8Array) => Promise<void>;

/**
 * Composes the unsigned copy: PDF/A-2b with the pictures of the pages, byte for byte, at their true size, and the
 * attestation page. The same input always gives the same bytes. The file is handed on as it grows: never is more than one
 * page of it in memory here.
 *
 * Errors: COPY-PAGE-INVALID (size, resolution or number of pages), COPY-IMAGE-INVALID (facts: page, from 1),
 * COPY-TEXT-UNSUPPORTED, COPY-ATTESTATION-TOO-LONG, COPY-TOO-LARGE; those of reading a picture.
 */
export async function composeInto(input: BaseInput, sink: Sink): Promise<Result<void>> {
  if (input.fileId.length !== 16) throw new RangeError('a file identifier has 16 bytes');
  if (input.pages.length === 0 || input.pages.length > maxPages) return fail('COPY-PAGE-INVALID', { page: 0 });
  const placed = placeAttestation(input.attestation, await typeface(input.fonts));
  if (!placed.ok) return placed;

  const writer = new BaseWriter(sink);
  await writer.begin();
  const [catalog, tree] = [writer.allocate(), writer.allocate()];
  const kids: number[] = [];
  for (const [index, page] of input.pages.entries()) {
    const written = await writeImagePage(writer, tree, page, index + 1);
    if (!written.ok) return written;
    kids.push(written.value);
  }
  const numbers = { page: writer.allocate(), content: writer.allocate() };
  const parts = await pdfaParts(placed.value.runs, input.fonts, input, () => writer.allocate());
  await writeTextPage(writer, tree, numbers, placed.value, parts);
  kids.push(numbers.page);
  for (const object of parts.objects) await writer.write(object);
  await writer.write({ number: tree, value: make.pageTree(kids) });
  const root = { pages: tree, metadata: parts.metadata, outputIntent: parts.outputIntent };
  await writer.write({ number: catalog, value: make.catalog(root, literal(input.language)) });
  const id = hex(input.fileId);
  await writer.finish({ Root: ref(catalog), Info: ref(parts.info), ID: [id, id] });
  return ok();
}

/** `composeInto` as one piece of memory. */
export async function composeBase(input: BaseInput): Promise<Result<Uint8Array>> {
  const pieces: Uint8Array[] = [];
  const composed = await composeInto(input, async (piece) => {
    pieces.push(piece);
  });
  return composed.ok ? ok(Buffer.concat(pieces)) : composed;
}

async function writeImagePage(
  writer: BaseWriter,
  parent: number,
  page: PageImage,
  position: number,
): Promise<Result<number>> {
  const scanned = { width: (page.widthPx * 72) / page.dpi, height: (page.heightPx * 72) / page.dpi };
  const size = liesAcross(page.turn) ? { width: scanned.height, height: scanned.width } : scanned;
  const sound = [size.width, size.height].every((side) => side >= pageUnits.least && side <= pageUnits.most);
  if (!sound || page.dpi < dpiLimits.least || page.dpi > dpiLimits.most) {
    return fail('COPY-PAGE-INVALID', { page: position });
  }
  const picture = typeof page.picture === 'function' ? await page.picture() : ok(page.picture);
  if (!picture.ok) return picture;
  const [number, content] = [writer.allocate(), writer.allocate()];
  const images =
    picture.value.form === 'jpeg'
      ? jpegObjects(writer, page, picture.value.jpeg)
      : mixedObjects(writer, page, picture.value.mixed);
  if (images === undefined) return fail('COPY-IMAGE-INVALID', { page: position });
  const [image, ink] = images;
  const bytes = images.reduce((sum, each) => sum + (each.stream?.length ?? 0), 0);
  if (image === undefined || writer.length + bytes > mostComposedBytes) return fail('COPY-TOO-LARGE');
  await writer.write({ number, value: make.imagePage(parent, size, content, image.number, ink?.number) });
  await writer.write(make.contentStream(content, make.imageContent(size, page.turn, ink !== undefined)));
  for (const object of images) await writer.write(object);
  return ok(number);
}

function jpegObjects(writer: BaseWriter, page: PageImage, jpeg: Uint8Array): CosObject[] | undefined {
  const info = readJpeg(jpeg);
  if (info === undefined || info.widthPx !== page.widthPx || info.heightPx !== page.heightPx) return undefined;
  return [{ number: writer.allocate(), value: make.jpegImage(info, jpeg.length), stream: jpeg }];
}

/** Background, ink and the ink's stencil, in this order. */
function mixedObjects(writer: BaseWriter, page: PageImage, mixed: MixedPage): CosObject[] | undefined {
  const { background, ink, mask, widthPx, heightPx } = mixed;
  if (widthPx !== page.widthPx || heightPx !== page.heightPx) return undefined;
  const [under, over] = [readJpeg(background.jpeg), readJpeg(ink.jpeg)];
  if (under === undefined || over === undefined) return undefined;
  const [image, masked, stencil] = [writer.allocate(), writer.allocate(), writer.allocate()];
  return [
    { number: image, value: make.jpegImage(under, background.jpeg.length), stream: background.jpeg },
    { number: masked, value: make.jpegImage(over, ink.jpeg.length, stencil), stream: ink.jpeg },
    { number: stencil, value: make.stencil(widthPx, heightPx, mask.length), stream: mask },
  ];
}

async function writeTextPage(
  writer: BaseWriter,
  parent: number,
  numbers: { readonly page: number; readonly content: number },
  placed: PlacedAttestation,
  parts: PdfAParts,
): Promise<void> {
  const fonts = dict(Object.fromEntries([...parts.fonts].map(([cut, number]) => [fontNames[cut], ref(number)])));
  await writer.write({ number: numbers.page, value: make.textPage(parent, a4, fonts, numbers.content) });
  await writer.write(make.contentStream(numbers.content, textContent(placed, parts.encoded)));
}

/** Writes a base section piece by piece and notes where its objects begin. */
class BaseWriter {
  readonly #sink: Sink;
  readonly #offsets = new Map<number, number>();
  #last = 0;
  length = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  async begin(): Promise<void> {
    await this.#put(header);
  }

  allocate(): number {
    this.#last += 1;
    return this.#last;
  }

  async write(object: CosObject): Promise<void> {
    this.#offsets.set(object.number, this.length);
    for (const piece of objectPieces(object)) await this.#put(piece);
  }

  async finish(trailer: Parameters<typeof dict>[0]): Promise<void> {
    await this.#put(sectionEnd(this.#offsets, dict({ Size: this.#last + 1, ...trailer }), this.length));
  }

  async #put(piece: Uint8Array): Promise<void> {
    this.length += piece.length;
    await this.#sink(piece);
  }
}
