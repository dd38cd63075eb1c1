import type { InkMark } from './page.ts';
import { type Random, randomFrom } from './random.ts';
import { capitals, shapes } from './signature-shapes.ts';
import { curve, type Pen, type Point, penStrokes } from './stroke.ts';

/** The strokes of one person's signature, in a box `width` mm wide around (0, 0) at its left middle. */
export function signatureStrokes(person: string, width: number): Point[][] {
  const hand = randomFrom(`hand of ${person}`);
  const height = width * hand.between(0.34, 0.48);
  const capital = capitals[hand.whole(0, capitals.length - 1)] ?? [];
  const knots: Point[] = capital.map(([x, y]) => [x * hand.between(0.55, 0.72), y * hand.between(0.85, 1.1)]);
  knots.push(...letters(hand, knots.at(-1) ?? [0.4, 0]));
  const [endX, endY] = knots.at(-1) ?? [0.8, 0];
  const low = hand.between(0.34, 0.6);
  const flourishes: readonly (readonly Point[])[] = [
    [
      [endX + 0.14, endY - 0.2],
      [endX + 0.12, low - 0.15],
      [0.5, low],
      [0.16, low - 0.03],
      [0.12, low - 0.14],
      [0.5, low - 0.26],
      [1.05, low - 0.42],
    ],
    [
      [endX + 0.12, -0.3],
      [endX + 0.2, -0.62],
      [endX + 0.08, -0.55],
      [endX + 0.02, low * 0.8],
      [endX - 0.08, low + 0.2],
      [endX - 0.16, low],
      [1.08, -0.02],
    ],
    [
      [endX + 0.1, endY - 0.1],
      [1.02, -0.16],
      [0.72, 0.3],
      [0.3, low],
      [0.24, low - 0.08],
      [0.62, low - 0.16],
    ],
  ];
  knots.push(...(flourishes[hand.whole(0, flourishes.length - 1)] ?? []));
  const scaled = (points: readonly Point[]): Point[] =>
    curve(
      points.map(([x, y]): Point => [(x + 0.12 * -y) * width * 0.92, y * height]),
      14,
    );
  const strokes = [scaled(knots)];
  if (hand.next() < 0.6) {
    const x = hand.between(0.35, 0.6);
    strokes.push(
      scaled([
        [x, -0.42],
        [x + 0.1, -0.5],
        [x + 0.28, -0.46],
      ]),
    );
  }
  return strokes;
}

/** The middle of a signature: a few letters that shrink and flatten as the hand hurries. */
function letters(hand: Random, [startX, startY]: Point): Point[] {
  const count = hand.whole(3, 6);
  const span = hand.between(0.36, 0.46);
  const favourite = hand.whole(0, 3);
  const points: Point[] = [];
  let at = startX;
  for (let i = 0; i < count; i++) {
    const shape = shapes[hand.next() < 0.4 ? favourite : hand.whole(0, shapes.length - 1)] ?? [];
    const width = (span / count) * hand.between(0.75, 1.25);
    const size = 0.34 * (1 - (0.6 * i) / count) * hand.between(0.75, 1.2);
    for (const [x, y] of shape) points.push([at + x * width, startY * (1 - i / count) + y * size]);
    at += width;
  }
  return points;
}

/** A person's signature centred on (x, y); two signings by one person differ a little. */
export function signature(
  person: string,
  x: number,
  y: number,
  options: { width?: number; tilt?: number; pen?: Partial<Pen>; occasion?: string } = {},
): InkMark {
  const random = randomFrom(`${person}/${options.occasion ?? ''}`);
  const width = (options.width ?? 38) * random.between(0.95, 1.05);
  const strokes = signatureStrokes(person, width);
  const tilt = (options.tilt ?? -7) + random.between(-2.5, 2.5);
  const pen = { width: 0.48, ...options.pen };
  return {
    kind: 'pen',
    svg: `<g transform="translate(${x} ${y}) rotate(${tilt.toFixed(2)}) translate(${-width / 2} 0)">${penStrokes(strokes, pen, random)}</g>`,
    box: { x: x - width * 0.65, y: y - width * 0.5, width: width * 1.3, height: width },
  };
}
