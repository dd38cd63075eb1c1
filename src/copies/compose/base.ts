import { liesAcross, type Turn } from '../../certification/arrangement.ts';
import type { AttestationModel } from '../../certification/attestation.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { type CosObject, dict, hex, literal, ref } from '../cos/objects.ts';
import { maxFileBytes } from '../cos/read-sections.ts';
import { header, sectionEnd } from '../cos/section.ts';
import { objectPieces } from '../cos/serialise.ts';
import type { FontFiles } from './fonts.ts';
import { readJpeg } from './jpeg.ts';
import { a4, type PlacedAttestation, placeAttestation } from './layout.ts';
import * as make from './page-objects.ts';
import { fontNames, type PdfAParts, pdfaParts, textContent } from './pdfa-parts.ts';
import { typeface } from './typeface.ts';

/** One page of the original as it was scanned and made ready. */
export interface PageImage {
  /** The JPEG itself, or how to read it when its turn comes. */
  readonly jpeg: Uint8Array | (() => Promise<Uint8Array>);
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

/**
 * Composes the unsigned copy: PDF/A-2b with the page images, byte for byte, at their true size, and the attestation page.
 * The same input always gives the same bytes.
 *
 * Errors: COPY-PAGE-INVALID (size, resolution or number of pages), COPY-IMAGE-INVALID (facts: page, from 1),
 * COPY-TEXT-UNSUPPORTED, COPY-ATTESTATION-TOO-LONG, COPY-TOO-LARGE.
 */
export async function composeBase(input: BaseInput): Promise<Result<Uint8Array>> {
  if (input.fileId.length !== 16) throw new RangeError('a file identifier has 16 bytes');
  if (input.pages.length === 0 || input.pages.length > maxPages) return fail('COPY-PAGE-INVALID', { page: 0 });
  const placed = placeAttestation(input.attestation, await typeface(input.fonts));
  if (!placed.ok) return placed;

  const writer = new BaseWriter();
  const [catalog, tree] = [writer.allocate(), writer.allocate()];
  const kids: number[] = [];
  for (const [index, page] of input.pages.entries()) {
    const written = await writeImagePage(writer, tree, page, index + 1);
    if (!written.ok) return written;
    kids.push(written.value);
  }
  const numbers = { page: writer.allocate(), content: writer.allocate() };
  const parts = await pdfaParts(placed.value.runs, input.fonts, input, () => writer.allocate());
  writeTextPage(writer, tree, numbers, placed.value, parts);
  kids.push(numbers.page);
  for (const object of parts.objects) writer.write(object);
  writer.write({ number: tree, value: make.pageTree(kids) });
  const root = { pages: tree, metadata: parts.metadata, outputIntent: parts.outputIntent };
  writer.write({ number: catalog, value: make.catalog(root, literal(input.language)) });
  const id = hex(input.fileId);
  return ok(writer.finish({ Root: ref(catalog), Info: ref(parts.info), ID: [id, id] }));
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
  const jpeg = typeof page.jpeg === 'function' ? await page.jpeg() : page.jpeg;
  const info = readJpeg(jpeg);
  if (info === undefined || info.widthPx !== page.widthPx || info.heightPx !== page.heightPx) {
    return fail('COPY-IMAGE-INVALID', { page: position });
  }
  if (writer.length + jpeg.length > maxFileBytes / 2) return fail('COPY-TOO-LARGE');
  const [number, content, image] = [writer.allocate(), writer.allocate(), writer.allocate()];
  writer.write({ number, value: make.imagePage(parent, size, content, image) });
  writer.write(make.contentStream(content, make.imageContent(size, page.turn)));
  writer.write({ number: image, value: make.jpegImage(info, jpeg.length), stream: jpeg });
  return ok(number);
}

function writeTextPage(
  writer: BaseWriter,
  parent: number,
  numbers: { readonly page: number; readonly content: number },
  placed: PlacedAttestation,
  parts: PdfAParts,
): void {
  const fonts = dict(Object.fromEntries([...parts.fonts].map(([cut, number]) => [fontNames[cut], ref(number)])));
  writer.write({ number: numbers.page, value: make.textPage(parent, a4, fonts, numbers.content) });
  writer.write(make.contentStream(numbers.content, textContent(placed, parts.encoded)));
}

/** Gathers a base section: the pieces are kept as they come and joined once. */
class BaseWriter {
  readonly #pieces: Uint8Array[] = [header];
  readonly #offsets = new Map<number, number>();
  #last = 0;
  length = header.length;

  allocate(): number {
    this.#last += 1;
    return this.#last;
  }

  write(object: CosObject): void {
    this.#offsets.set(object.number, this.length);
    for (const piece of objectPieces(object)) {
      this.#pieces.push(piece);
      this.length += piece.length;
    }
  }

  finish(trailer: Parameters<typeof dict>[0]): Uint8Array {
    const end = sectionEnd(this.#offsets, dict({ Size: this.#last + 1, ...trailer }), this.length);
    return Buffer.concat([...this.#pieces, end]);
  }
}
