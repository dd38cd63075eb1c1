import type { SlipModel } from '../../certification/index.ts';
import type { Canvas, Frame } from './canvas.ts';
import type { SlipCut } from './fonts.ts';
import { postedScale } from './paper.ts';

/**
 * The heading of an official paper (NĐ 30/2020 Phụ lục I): the office at the left, the nation and its motto at the
 * right, each over a line of its own; the reference, place and day; then the title.
 */
export function setHeading(canvas: Canvas, model: SlipModel): void {
  // What is posted is set larger, but not the names over it.
  const size = model.kind === 'rates' ? canvas.sheet.size / postedScale : canvas.sheet.size;
  const { frame } = canvas;
  const left: Frame = { x: frame.x, width: frame.width * 0.42 };
  const right: Frame = { x: frame.x + frame.width * 0.43, width: frame.width * 0.57 };
  const top = canvas.y;

  if (model.office !== null) balanced(canvas, model.office, 'regular', left, size * 0.9);
  balanced(canvas, model.unit, 'bold', left, size * 0.9);
  rule(canvas, left, left.width * 0.38);
  if (model.reference !== null) {
    canvas.skip(size * 0.75);
    canvas.text(model.reference, 'regular', left, size * 0.9, 'centre');
  }
  const leftEnd = canvas.y;

  canvas.y = top;
  canvas.text(model.nation, 'bold', right, fitting(canvas, model.nation, right.width, size * 0.9), 'centre');
  const motto = fitting(canvas, model.motto, right.width, size * 0.97);
  canvas.text(model.motto, 'bold', right, motto, 'centre');
  rule(canvas, right, canvas.face.width(model.motto, 'bold', motto));
  if (model.placeAndDate !== null) {
    canvas.skip(size * 0.75);
    canvas.text(model.placeAndDate, 'italic', right, size * 0.97, 'centre');
  }
  canvas.y = Math.min(leftEnd, canvas.y);

  canvas.skip(canvas.sheet.size * 1.1);
  balanced(canvas, model.title, 'bold', frame, canvas.sheet.size * 1.15);
  if (model.subtitle !== null) balanced(canvas, model.subtitle, 'italic', frame, canvas.sheet.size);
  canvas.skip(canvas.sheet.size * 0.7);
}

/** Centred lines of about the same length: no word alone under a full line. */
function balanced(canvas: Canvas, text: string, cut: SlipCut, frame: Frame, size: number): void {
  const spans = [{ text, cut }];
  let best = canvas.lines(spans, frame.width, size);
  for (let width = frame.width * 0.96; width > frame.width * 0.4 && best.length > 1; width -= frame.width * 0.04) {
    const narrower = canvas.lines(spans, width, size);
    if (narrower.length > best.length) break;
    best = narrower;
  }
  canvas.set(best, frame, size, 'centre');
}

function rule(canvas: Canvas, frame: Frame, width: number): void {
  canvas.skip(canvas.sheet.size * 0.22);
  const x1 = frame.x + (frame.width - width) / 2;
  canvas.draw({ kind: 'line', x1, y1: canvas.y, x2: x1 + width, y2: canvas.y, width: 0.6 });
}

/** The nation and the motto each stand on one line. */
function fitting(canvas: Canvas, text: string, width: number, size: number): number {
  return Math.min(size, (size * width) / canvas.face.width(text, 'bold', size));
}
