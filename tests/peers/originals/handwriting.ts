import { letterOf, marks } from './letters.ts';
import type { Random } from './random.ts';
import { curve, type Pen, type Point, penStrokes } from './stroke.ts';

export interface Hand {
  /** x-height, mm. */
  readonly size: number;
  readonly slant?: number;
  readonly pen?: Pen;
}

interface Written {
  readonly strokes: Point[][];
  readonly width: number;
}

/** Strokes of one word from (0, 0); letters run together, marks come after as a hand adds them. */
function writeWord(word: string, hand: Hand, random: Random): Written {
  const strokes: Point[][] = [];
  const added: Point[][] = [];
  const slant = (hand.slant ?? 0.2) + random.normal() * 0.025;
  let running: Point[] = [];
  let canJoin = false;
  let at = 0;
  let drift = random.normal() * 0.06;
  const place = (x: number, y: number): Point => [
    (x + y * slant) * hand.size,
    -(y + drift + random.normal() * 0.018) * hand.size,
  ];
  for (const group of word.normalize('NFD').match(/\P{M}\p{M}*/gu) ?? []) {
    const base = group[0] ?? '';
    const letter = letterOf(base === 'đ' ? 'd' : base === 'Đ' ? 'D' : base);
    if (!letter) throw new Error(`the hand does not know ${base}`);
    const scale = 1 + random.normal() * 0.05;
    drift += random.normal() * 0.03 - drift * 0.2;
    for (const [index, stroke] of letter.strokes.entries()) {
      const knots = stroke.map(([x, y]) => place(at + x * scale, y * scale));
      if (index > 0) added.push(curve(knots, 6));
      else if (letter.joined && canJoin && random.next() < 0.93) running.push(...knots);
      else {
        if (running.length > 1) strokes.push(curve(running, 6));
        running = knots;
      }
    }
    canJoin = base !== base.toUpperCase();
    added.push(...marksOf(group, base, letter.advance, at, place));
    at += letter.advance * scale * 0.94 + random.normal() * 0.03;
  }
  if (running.length > 1) strokes.push(curve(running, 6));
  return { strokes: [...strokes, ...added], width: at * hand.size };
}

function marksOf(
  group: string,
  base: string,
  advance: number,
  at: number,
  place: (x: number, y: number) => Point,
): Point[][] {
  const out: Point[][] = [];
  const capital = base !== base.toLowerCase();
  const middle = at + advance * 0.46;
  let height = capital ? 2.2 : 1.25;
  let shift = 0;
  if (base === 'đ') out.push(curve([place(at + 0.55, 1.5), place(at + 1.2, 1.56)], 4));
  if (base === 'Đ') out.push(curve([place(at + 0.1, 1.02), place(at + 0.75, 1.06)], 4));
  if (base === 'i' && group.length === 1) out.push([place(middle - 0.03, 1.5), place(middle + 0.03, 1.46)]);
  for (const char of group.slice(1)) {
    const code = char.charCodeAt(0);
    if (code === 803) out.push([place(middle, -0.45), place(middle + 0.06, -0.5)]);
    else if (code === 795) {
      const edge = at + advance * 0.78;
      const top = capital ? 1.9 : 0.95;
      out.push(curve([place(edge - 0.05, top), place(edge + 0.22, top + 0.12), place(edge + 0.26, top + 0.42)], 5));
    } else {
      const shape = marks[code] ?? [];
      out.push(
        curve(
          shape.map(([x, y]) => place(middle + shift + x, height + y)),
          5,
        ),
      );
      if (code === 770 || code === 774) {
        height += 0.28;
        shift = 0.22;
      }
    }
  }
  return out;
}

/** Writes `text` by hand from (x, y) on the baseline, wrapping at `end` onto lines `step` mm apart. */
export function writeByHand(
  x: number,
  y: number,
  text: string,
  hand: Hand,
  random: Random,
  wrap?: { end: number; step: number; left: number },
): { svg: string; x: number; y: number } {
  const strokes: Point[][] = [];
  let at = x;
  let baseline = y;
  for (const word of text.split(' ')) {
    const written = writeWord(word, hand, random);
    if (wrap && at + written.width > wrap.end) {
      at = wrap.left + random.normal() * 0.6;
      baseline += wrap.step;
    }
    const lift = random.normal() * 0.22;
    for (const stroke of written.strokes)
      strokes.push(stroke.map(([px, py]): Point => [px + at, py + baseline + lift]));
    at += written.width + hand.size * (0.95 + 0.12 * random.normal());
  }
  return { svg: penStrokes(strokes, hand.pen ?? { width: 0.38 }, random), x: at, y: baseline };
}
