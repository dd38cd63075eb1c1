import type { SlipBlock } from '../../certification/index.ts';
import { type Align, type Canvas, type Frame, heightOfLines } from './canvas.ts';
import type { SlipCut } from './fonts.ts';
import type { Line } from './lines.ts';

type Table = Extract<SlipBlock, { kind: 'table' }>;

interface Cell {
  readonly frame: Frame;
  readonly lines: readonly Line[];
  readonly align: Align;
}

const stroke = 0.5;

/** A ruled table: the head stands again on each further page, and no row is cut by the end of a page. */
export function setTable(canvas: Canvas, table: Table): void {
  const size = canvas.sheet.size * 0.95;
  const frames = columnFrames(canvas.frame, table);
  const cell = (text: string, frame: Frame, align: Align, cut: SlipCut): Cell => {
    const inner = { x: frame.x + size * 0.35, width: frame.width - size * 0.7 };
    return { frame, align, lines: canvas.lines([{ text, cut }], inner.width, size) };
  };
  const row = (texts: readonly string[], cut: SlipCut, align?: Align): Cell[] =>
    frames.map((frame, index) => cell(texts[index] ?? '', frame, align ?? table.columns[index]?.align ?? 'left', cut));

  const head = row(
    table.columns.map(({ title }) => title),
    'bold',
    'centre',
  );
  const body = table.rows.map((texts) => row(texts, 'regular'));
  const total = table.total === null ? [] : [totalRow(table.total, frames, cell)];
  const [first] = body;
  canvas.skip(size * 0.3);
  canvas.need(height(head, size) + (first ? height(first, size) : 0));
  setRow(canvas, head, size);
  for (const [index, cells] of [...body, ...total].entries()) {
    // The total never stands alone on a page.
    const beforeTotal = index === body.length - 1 ? total.reduce((sum, one) => sum + height(one, size), 0) : 0;
    if (canvas.need(height(cells, size) + beforeTotal)) setRow(canvas, head, size);
    setRow(canvas, cells, size);
  }
  canvas.skip(size * 0.5);
}

function columnFrames(frame: Frame, { columns }: Table): Frame[] {
  const sum = columns.reduce((weights, { weight }) => weights + weight, 0);
  let x = frame.x;
  return columns.map(({ weight }) => {
    const width = (frame.width * weight) / sum;
    const own = { x, width };
    x += width;
    return own;
  });
}

function totalRow(
  total: { readonly label: string; readonly value: string },
  frames: readonly Frame[],
  cell: (text: string, frame: Frame, align: Align, cut: SlipCut) => Cell,
): Cell[] {
  const [first, last] = [frames[0], frames.at(-1)];
  if (!first || !last) return [];
  return [
    cell(total.label, { x: first.x, width: last.x - first.x }, 'centre', 'bold'),
    cell(total.value, last, 'right', 'bold'),
  ];
}

function height(cells: readonly Cell[], size: number): number {
  return heightOfLines(Math.max(...cells.map(({ lines }) => lines.length)), size) + size * 0.5;
}

function setRow(canvas: Canvas, cells: readonly Cell[], size: number): void {
  const top = canvas.y;
  const tall = height(cells, size);
  const bottom = top - tall;
  for (const { frame, lines, align } of cells) {
    const inner = { x: frame.x + size * 0.35, width: frame.width - size * 0.7 };
    canvas.y = top - (tall - heightOfLines(lines.length, size)) / 2;
    for (const line of lines) canvas.setLine(line, inner, size, align);
    border(canvas, frame, top, bottom);
  }
  canvas.y = bottom;
}

function border(canvas: Canvas, { x, width }: Frame, top: number, bottom: number): void {
  const right = x + width;
  for (const [x1, y1, x2, y2] of [
    [x, top, right, top],
    [x, bottom, right, bottom],
    [x, top, x, bottom],
    [right, top, right, bottom],
  ] as const) {
    canvas.draw({ kind: 'line', x1, y1, x2, y2, width: stroke });
  }
}
