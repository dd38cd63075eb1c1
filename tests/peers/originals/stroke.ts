import type { Random } from './random.ts';

export type Point = readonly [x: number, y: number];

export const blueInk = '#23358f';

/** Knots written as `x,y x,y …`. */
export function knots(text: string): Point[] {
  return text.split(' ').map((pair): Point => {
    const [x = '0', y = '0'] = pair.split(',');
    return [Number(x), Number(y)];
  });
}

/** Points along a smooth curve `through` its knots (Catmull-Rom), about `steps` per span. */
export function curve(through: readonly Point[], steps = 8): Point[] {
  const out: Point[] = [];
  for (let i = 0; i + 1 < through.length; i++) {
    const b = through[i] ?? [0, 0];
    const c = through[i + 1] ?? b;
    const a = through[i - 1] ?? b;
    const d = through[i + 2] ?? c;
    for (let s = 0; s < steps; s++) {
      const t = s / steps;
      const along = (k: 0 | 1): number =>
        0.5 *
        (2 * b[k] +
          (c[k] - a[k]) * t +
          (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t +
          (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t ** 3);
      out.push([along(0), along(1)]);
    }
  }
  const last = through.at(-1);
  if (last) out.push(last);
  return out;
}

export interface Pen {
  /** Line width at rest, mm. */
  readonly width: number;
  readonly color?: string;
  readonly opacity?: number;
}

/** How many widths a stroke is drawn in; each is one path, so crossings do not darken twice. */
const widths = 5;

/** Draws strokes as a ball-point would: thinner where the hand is quick and where it leaves the paper. */
export function penStrokes(strokes: readonly (readonly Point[])[], pen: Pen, random: Random): string {
  const paths: string[] = Array.from({ length: widths }, () => '');
  for (const stroke of strokes) {
    let before = -1;
    let pressure = random.between(0.5, 0.9);
    const lengths = stroke.map((p, i) => Math.hypot(p[0] - (stroke[i - 1] ?? p)[0], p[1] - (stroke[i - 1] ?? p)[1]));
    const mean = lengths.reduce((sum, v) => sum + v, 0) / Math.max(1, lengths.length - 1);
    for (let i = 1; i < stroke.length; i++) {
      const from = stroke[i - 1] ?? [0, 0];
      const to = stroke[i] ?? from;
      const slow = 1 - Math.min(1, (lengths[i] ?? 0) / (mean * 2.4 || 1));
      const ends = Math.min(1, (i + 1) / 4, (stroke.length - i + 1) / 6);
      pressure += (0.25 + 0.75 * slow * ends - pressure) * 0.35 + random.normal() * 0.02;
      const level = Math.max(0, Math.min(widths - 1, Math.floor(pressure * widths)));
      const start = level === before && i > 1 ? '' : `M${from[0].toFixed(2)} ${from[1].toFixed(2)}`;
      paths[level] += `${start}L${to[0].toFixed(2)} ${to[1].toFixed(2)}`;
      before = level;
    }
  }
  const drawn = paths.map((d, level) =>
    d === '' ? '' : `<path d="${d}" stroke-width="${(pen.width * (0.62 + (0.6 * level) / (widths - 1))).toFixed(3)}"/>`,
  );
  return `<g fill="none" stroke="${pen.color ?? blueInk}" stroke-linecap="round" stroke-linejoin="round" opacity="${pen.opacity ?? 0.92}">${drawn.join('')}</g>`;
}
