import { sharp } from '../image-library.ts';
import { decodeRaster } from './decode-raster.ts';
import { type Fidelity, fidelityOf } from './fidelity.ts';
import { writeMixedPage } from './mixed-page.ts';
import { renderMixed } from './render-mixed.ts';
import { splitPage } from './split-page.ts';

/** What a compact page must reach before it is used. */
export interface CompactLimits {
  /** The least part of the ink that agrees, 0 to 1. */
  readonly text: number;
  /** The least similarity of any square centimetre, 0 to 1. */
  readonly similarity: number;
  /** The largest difference of colour in any square of 5 mm, of 255. */
  readonly colour: number;
  /** Bytes of an A4 page; another size may have as many for each of its parts. */
  readonly bytesPerA4: number;
}

/** Why a page that was to be compact is not. */
export type NotCompact = 'undecodable' | 'too-many-pixels' | 'larger' | 'text' | 'similarity' | 'colour';

/** A page coded anew for the copy; the kept page stays as it is. */
export interface PageCoding {
  /** `kept`: nothing is gained, the kept JPEG goes into the copy itself, and `bytes` is empty. */
  readonly form: 'kept' | 'jpeg' | 'mixed';
  /** The JPEG, or what `writeMixedPage` makes. */
  readonly bytes: Uint8Array;
  readonly fidelity: Fidelity | null;
  readonly notCompact: NotCompact | null;
}

/** Beyond it a page would take more memory than the box can spare beside its work: 600 dpi of A4 fit. */
const mostPixels = 40_000_000;
const a4SquareInches = (210 / 25.4) * (297 / 25.4);

/**
 * Codes a kept page for the copy. `standard` is a JPEG of quality 80 by mozjpeg. `compact` is mixed raster that has proven itself: drawn
 * again from its own bytes and compared with the kept page; one that fails is coded as `standard`. Whatever cannot be
 * coded, or would not become smaller, stays as it was kept.
 */
export async function codePage(
  kept: Uint8Array,
  {
    coding,
    dpi,
    limits,
  }: { readonly coding: 'standard' | 'compact'; readonly dpi: number; readonly limits: CompactLimits },
): Promise<PageCoding> {
  const compact = coding === 'compact' ? await tryCompact(kept, dpi, limits) : null;
  if (compact !== null && compact.bytes !== null) {
    return { form: 'mixed', bytes: compact.bytes, fidelity: compact.fidelity, notCompact: null };
  }
  const rest = { fidelity: compact?.fidelity ?? null, notCompact: compact?.why ?? null };
  const jpeg = await standard(kept, dpi);
  if (jpeg === undefined || jpeg.length >= kept.length) return { form: 'kept', bytes: new Uint8Array(), ...rest };
  return { form: 'jpeg', bytes: jpeg, ...rest };
}

async function standard(kept: Uint8Array, dpi: number): Promise<Buffer | undefined> {
  return await sharp(kept, { failOn: 'error' })
    .withDensity(dpi)
    .jpeg({ quality: 80, chromaSubsampling: '4:2:0', mozjpeg: true })
    .toBuffer()
    .catch(() => undefined);
}

interface Tried {
  readonly bytes: Uint8Array | null;
  readonly fidelity: Fidelity | null;
  readonly why: NotCompact | null;
}

async function tryCompact(kept: Uint8Array, dpi: number, limits: CompactLimits): Promise<Tried> {
  const failed = (why: NotCompact, fidelity: Fidelity | null = null): Tried => ({ bytes: null, fidelity, why });
  const facts = await sharp(kept)
    .metadata()
    .catch(() => undefined);
  if (facts === undefined) return failed('undecodable');
  if (facts.width * facts.height > mostPixels) return failed('too-many-pixels');
  const page = await decodeRaster(kept);
  if (page === undefined) return failed('undecodable');
  const mixed = await splitPage(page, dpi);
  const bytes = writeMixedPage(mixed);
  const squareInches = (page.width / dpi) * (page.height / dpi);
  const most = (limits.bytesPerA4 * squareInches) / a4SquareInches;
  if (bytes.length > most || bytes.length >= kept.length) return failed('larger');
  const drawn = await renderMixed(mixed);
  if (drawn === undefined || drawn.channels !== page.channels) return failed('undecodable');
  const fidelity = fidelityOf(page, drawn, dpi);
  const why = failing(fidelity, limits);
  return why === null ? { bytes, fidelity, why: null } : failed(why, fidelity);
}

function failing(fidelity: Fidelity, limits: CompactLimits): NotCompact | null {
  if (fidelity.text < limits.text) return 'text';
  if (fidelity.similarity < limits.similarity) return 'similarity';
  return fidelity.colour > limits.colour ? 'colour' : null;
}
