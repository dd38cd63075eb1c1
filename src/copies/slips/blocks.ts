import type { SlipBlock, SlipModel, SlipSignature } from '../../certification/index.ts';
import { type Canvas, heightOfLines } from './canvas.ts';
import type { Span } from './lines.ts';
import { setTable } from './table.ts';

/** A QR code as rows of modules, dark ones true, without its quiet zone. */
export type QrModules = readonly (readonly boolean[])[];

/** Sets everything under the title. The last part of the text stays on the page of the signatures. */
export function setBody(canvas: Canvas, { blocks, signatures }: SlipModel, qr: QrModules | null): void {
  for (const [index, block] of blocks.entries()) {
    const last = index === blocks.length - 1;
    const together = blockHeight(canvas, block, qr) + (last ? signaturesHeight(canvas, signatures) : 0);
    // What is longer than a page is let flow.
    if (block.kind === 'tracking' || (last && together <= canvas.whole)) canvas.need(together);
    setBlock(canvas, block, qr);
  }
  setSignatures(canvas, signatures);
}

function setBlock(canvas: Canvas, block: SlipBlock, qr: QrModules | null): void {
  const { size } = canvas.sheet;
  switch (block.kind) {
    case 'field':
    case 'paragraph': {
      const own = sizeOf(canvas, block);
      canvas.set(canvas.lines(spansOf(block), canvas.frame.width, own), canvas.frame, own);
      canvas.skip(size * 0.22);
      return;
    }
    case 'table':
      setTable(canvas, block);
      return;
    case 'tracking':
      setTracking(canvas, block, qr);
      return;
  }
}

type Text = Extract<SlipBlock, { kind: 'field' | 'paragraph' }>;
type Tracking = Extract<SlipBlock, { kind: 'tracking' }>;

function spansOf(block: Text): Span[] {
  if (block.kind === 'paragraph') return [{ text: block.text, cut: block.small ? 'italic' : 'regular' }];
  const label = `${block.number === null ? '' : `${block.number}. `}${block.label}: `;
  return [
    { text: label, cut: 'regular' },
    { text: block.value, cut: block.strong ? 'bold' : 'regular' },
  ];
}

const sizeOf = (canvas: Canvas, block: Text): number =>
  canvas.sheet.size * (block.kind === 'paragraph' && block.small ? 0.9 : 1);

function blockHeight(canvas: Canvas, block: SlipBlock, qr: QrModules | null): number {
  const { size } = canvas.sheet;
  switch (block.kind) {
    case 'field':
    case 'paragraph': {
      const own = sizeOf(canvas, block);
      return heightOfLines(canvas.lines(spansOf(block), canvas.frame.width, own).length, own) + size * 0.22;
    }
    case 'table':
      return canvas.whole + 1;
    case 'tracking':
      return trackingHeight(canvas, block, qr);
  }
}

/** The code in a frame, large enough to be read out on the telephone; the QR code at its right. */
function setTracking(canvas: Canvas, block: Tracking, qr: QrModules | null): void {
  const { size } = canvas.sheet;
  const { frame } = canvas;
  const pad = size * 0.5;
  canvas.skip(size * 0.35);
  const top = canvas.y;
  const tall = trackingHeight(canvas, block, qr) - size * 0.7;
  const text = textFrame(canvas, qr);
  canvas.y = top - (tall - trackingText(canvas, block, qr)) / 2;
  canvas.set(canvas.lines(codeSpans(block), text.width, size * 1.15), text, size * 1.15);
  for (const note of notesOf(block)) canvas.text(note, 'italic', text, size * 0.9);
  if (qr !== null) setQr(canvas, qr, frame.x + frame.width - pad - canvas.sheet.qr, top - (tall - canvas.sheet.qr) / 2);
  const [right, bottom] = [frame.x + frame.width, top - tall];
  for (const [x1, y1, x2, y2] of [
    [frame.x, top, right, top],
    [frame.x, bottom, right, bottom],
    [frame.x, top, frame.x, bottom],
    [right, top, right, bottom],
  ] as const) {
    canvas.draw({ kind: 'line', x1, y1, x2, y2, width: 0.6 });
  }
  canvas.y = bottom - size * 0.35;
}

function textFrame(canvas: Canvas, qr: QrModules | null) {
  const { frame, sheet } = canvas;
  const pad = sheet.size * 0.6;
  const beside = qr === null ? 0 : sheet.qr + pad;
  return { x: frame.x + pad, width: frame.width - 2 * pad - beside };
}

const codeSpans = ({ label, code }: Tracking): Span[] => [
  { text: `${label}: `, cut: 'regular' },
  { text: code, cut: 'bold' },
];

const notesOf = ({ note, address }: Tracking): string[] => (address === null ? [note] : [note, address]);

function trackingText(canvas: Canvas, block: Tracking, qr: QrModules | null): number {
  const { size } = canvas.sheet;
  const { width } = textFrame(canvas, qr);
  const notes = notesOf(block).map((text) => canvas.lines([{ text, cut: 'italic' }], width, size * 0.9).length);
  const code = canvas.lines(codeSpans(block), width, size * 1.15).length;
  return (
    heightOfLines(code, size * 1.15) +
    heightOfLines(
      notes.reduce((sum, count) => sum + count, 0),
      size * 0.9,
    )
  );
}

function trackingHeight(canvas: Canvas, block: Tracking, qr: QrModules | null): number {
  const { size } = canvas.sheet;
  const inside = Math.max(trackingText(canvas, block, qr), qr === null ? 0 : canvas.sheet.qr);
  return inside + size * 1.7;
}

/** Dark modules that touch in a row are drawn as one field, so that no hairline shows between them. */
function setQr(canvas: Canvas, qr: QrModules, x: number, top: number): void {
  const module = canvas.sheet.qr / qr.length;
  for (const [row, modules] of qr.entries()) {
    for (let from = 0; from < modules.length; from += 1) {
      if (!modules[from]) continue;
      let to = from;
      while (modules[to + 1]) to += 1;
      const y = top - (row + 1) * module;
      canvas.draw({ kind: 'field', x: x + from * module, y, width: (to - from + 1) * module, height: module });
      from = to;
    }
  }
}

function signaturesHeight(canvas: Canvas, signatures: readonly SlipSignature[]): number {
  if (signatures.length === 0) return 0;
  const { size, signature } = canvas.sheet;
  const names = signatures.map(
    ({ name }) => canvas.lines([{ text: name, cut: 'bold' }], columnWidth(canvas, signatures), size).length,
  );
  return heightOfLines(2 + Math.max(...names), size) + signature + size;
}

const columnWidth = (canvas: Canvas, { length }: readonly SlipSignature[]): number =>
  canvas.frame.width / length - canvas.sheet.size;

/** The places to sign side by side: title, what to do, room, full name. Read column by column. */
function setSignatures(canvas: Canvas, signatures: readonly SlipSignature[]): void {
  const { size, signature } = canvas.sheet;
  canvas.need(signaturesHeight(canvas, signatures));
  canvas.skip(size * 0.8);
  const top = canvas.y;
  const width = columnWidth(canvas, signatures);
  for (const [index, { title, note, name }] of signatures.entries()) {
    const frame = { x: canvas.frame.x + (canvas.frame.width / signatures.length) * index + size / 2, width };
    canvas.y = top;
    canvas.text(title, 'bold', frame, size * 0.95, 'centre');
    canvas.text(note, 'italic', frame, size * 0.9, 'centre');
    canvas.skip(signature);
    canvas.text(name, 'bold', frame, size, 'centre');
  }
}
