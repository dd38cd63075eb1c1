import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import type { Paper, SlipModel } from '../../certification/index.ts';
import { parsedFont } from '../compose/typeface.ts';
import { type QrModules, setBody } from './blocks.ts';
import { Canvas, type Mark } from './canvas.ts';
import { type SlipCut, type SlipFonts, slipCuts, slipFace } from './fonts.ts';
import { setHeading } from './heading.ts';
import { bookSheet, postedScale, sheets } from './paper.ts';

export interface SlipInput {
  readonly model: SlipModel;
  /** The tracking block's address as a QR code; null when the model has none. */
  readonly qr: QrModules | null;
  /** The register has a sheet of its own. */
  readonly paper: Paper;
  readonly fonts: SlipFonts;
}

const subsetNames: Record<SlipCut, string> = {
  regular: 'TRAMSR+LiberationSerif',
  bold: 'TRAMSB+LiberationSerif-Bold',
  italic: 'TRAMSI+LiberationSerif-Italic',
};

/**
 * Draws a slip as PDF with embedded subsets. Text stands in the order of reading, lists go on over the pages with their
 * head, signatures stay together. The same input always gives the same bytes: no time is in the file.
 */
export async function renderSlip({ model, qr, paper, fonts }: SlipInput): Promise<Uint8Array> {
  // Loaded when first needed: the service's start does not wait for it.
  const { PDFDocument, rgb } = await import('@cantoo/pdf-lib');
  const sheet = model.kind === 'register' ? bookSheet : sheets[paper];
  const size = model.kind === 'rates' ? sheet.size * postedScale : sheet.size;
  const canvas = new Canvas({ ...sheet, size }, await slipFace(fonts));
  setHeading(canvas, model);
  setBody(canvas, model, qr);
  setPageNumbers(canvas, model);

  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(model.title, { showInWindowTitleBar: true });
  document.setProducer('Trạm');
  document.setLanguage('vi');
  const embedded = await embed(document, fonts, canvas.pages.flat());
  const black = rgb(0, 0, 0);
  for (const marks of canvas.pages) {
    const page = document.addPage([canvas.sheet.width, canvas.sheet.height]);
    for (const mark of marks) {
      switch (mark.kind) {
        case 'text': {
          const font = embedded.get(mark.cut);
          if (font === undefined) throw new TypeError(`no font for ${mark.cut}`);
          page.drawText(mark.text, { x: mark.x, y: mark.y, size: mark.size, font, color: black });
          break;
        }
        case 'line': {
          const start = { x: mark.x1, y: mark.y1 };
          page.drawLine({ start, end: { x: mark.x2, y: mark.y2 }, thickness: mark.width, color: black });
          break;
        }
        case 'field':
          page.drawRectangle({ x: mark.x, y: mark.y, width: mark.width, height: mark.height, color: black });
          break;
      }
    }
  }
  return await document.save();
}

async function embed(
  document: PDFDocument,
  fonts: SlipFonts,
  marks: readonly Mark[],
): Promise<ReadonlyMap<SlipCut, PDFFont>> {
  const used = new Set(marks.flatMap((mark) => (mark.kind === 'text' ? [mark.cut] : [])));
  const embedded = new Map<SlipCut, PDFFont>();
  for (const cut of slipCuts.filter((one) => used.has(one))) {
    const font = await parsedFont(fonts[cut]);
    document.registerFontkit({ create: () => font });
    embedded.set(cut, await document.embedFont(fonts[cut], { subset: true, customName: subsetNames[cut] }));
  }
  return embedded;
}

/** On a slip of several pages each says which it is, and of what; in the register always. */
function setPageNumbers({ pages, sheet, face }: Canvas, { kind, reference, title }: SlipModel): void {
  if (pages.length < 2 && kind !== 'register') return;
  const size = sheet.size * 0.85;
  for (const [index, marks] of pages.entries()) {
    const text = face.drawable(`${reference ?? title} – Trang ${index + 1}/${pages.length}`);
    const x = (sheet.width - face.width(text, 'regular', size)) / 2;
    marks.push({ kind: 'text', text, cut: 'regular', size, x, y: sheet.margin.bottom / 2 });
  }
}
