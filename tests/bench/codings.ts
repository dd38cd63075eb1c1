import sharp from 'sharp';
import { codePage } from '../../src/pages/coding/code-page.ts';
import { decodeRaster } from '../../src/pages/coding/decode-raster.ts';
import { type Fidelity, fidelityOf } from '../../src/pages/coding/fidelity.ts';
import { definitions } from '../../src/settings/schema.ts';
import { renderOriginal } from '../peers/originals/index.ts';
import { median } from './statistics.ts';

/** Papers with text alone, with seals and ink, with guilloches and a photograph. */
const papers = ['notarised-contract', 'birth-extract', 'school-record', 'birth-certificate', 'diploma', 'licence-card'];

/** One way to code one paper's pages: medians over the pages. */
export interface CodingFigures {
  readonly paper: string;
  readonly coding: 'turbo q80' | 'standard' | 'compact';
  readonly pages: number;
  /** Pages that the coding fell back from. */
  readonly fellBack: number;
  readonly kib: number;
  readonly fidelity: Fidelity;
  readonly ms: number;
}

/** Codes the papers with the limits of a new office and compares each page with what the scanner gave. */
export async function measureCodings(): Promise<CodingFigures[]> {
  const figures: CodingFigures[] = [];
  for (const paper of papers) {
    const pages = await renderOriginal(paper);
    for (const coding of ['turbo q80', 'standard', 'compact'] as const) {
      const coded: PageFigures[] = [];
      for (const { jpeg, dpi } of pages) coded.push(await measure(jpeg, dpi, coding));
      const middle = (of: (each: PageFigures) => number): number => median(coded.map(of));
      figures.push({
        paper,
        coding,
        pages: pages.length,
        fellBack: coded.filter((each) => each.fellBack).length,
        kib: middle((each) => each.bytes / 1024),
        fidelity: {
          text: middle((each) => each.fidelity.text),
          similarity: middle((each) => each.fidelity.similarity),
          meanSimilarity: middle((each) => each.fidelity.meanSimilarity),
          colour: middle((each) => each.fidelity.colour),
        },
        ms: middle((each) => each.ms),
      });
    }
  }
  return figures;
}

const limits = {
  text: definitions['coding.compact-text'].default / 100,
  similarity: definitions['coding.compact-similarity'].default / 100,
  colour: 16,
  bytesPerA4: definitions['coding.compact-page-limit'].default * 1024,
};

interface PageFigures {
  readonly bytes: number;
  readonly fellBack: boolean;
  readonly fidelity: Fidelity;
  readonly ms: number;
}

async function measure(kept: Buffer, dpi: number, coding: CodingFigures['coding']): Promise<PageFigures> {
  const begun = performance.now();
  if (coding === 'turbo q80') {
    const jpeg = await sharp(kept).jpeg({ quality: 80, chromaSubsampling: '4:2:0', mozjpeg: false }).toBuffer();
    const ms = performance.now() - begun;
    return { bytes: jpeg.length, fellBack: false, fidelity: await compare(kept, jpeg, dpi), ms };
  }
  const page = await codePage(kept, { coding, dpi, limits });
  const ms = performance.now() - begun;
  const bytes = page.form === 'kept' ? kept.length : page.bytes.length;
  const proven = page.form === 'mixed' ? page.fidelity : null;
  const fidelity = proven ?? (await compare(kept, page.form === 'kept' ? kept : page.bytes, dpi));
  return { bytes, fellBack: coding === 'compact' && page.form !== 'mixed', fidelity, ms };
}

async function compare(kept: Uint8Array, coded: Uint8Array, dpi: number): Promise<Fidelity> {
  const [one, other] = [await decodeRaster(kept), await decodeRaster(coded)];
  if (!one || !other) throw new Error('a page that cannot be decoded');
  return fidelityOf(one, other, dpi);
}
