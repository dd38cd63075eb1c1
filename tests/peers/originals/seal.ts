import { emblem, starPoints } from './emblem.ts';
import { textWidth } from './metrics.ts';
import type { InkMark } from './page.ts';
import { randomFrom } from './random.ts';
import { escapeXml } from './text.ts';

export const sealRed = '#cf1f33';

export interface SealText {
  /** Around the rim, clockwise from lower left to lower right. */
  readonly rim: string;
  /** Along the bottom, read from left to right; a star stands on each side. */
  readonly foot?: string;
  /** Lines across the middle; none means the emblem (or star) alone. */
  readonly middle?: readonly string[];
  readonly device: 'emblem' | 'star';
  /** Outer diameter, mm: 36 for a commune and most bodies, 38 for a province. */
  readonly diameter?: number;
}

/** Letters one by one on a circle; `from` and `to` in degrees, 0 at the top, clockwise. */
function onCircle(text: string, radius: number, size: number, from: number, to: number, inward = false): string {
  const widths = [...text].map((char) => textWidth(char, size, 'sansBold'));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const arc = ((to - from) / 360) * 2 * Math.PI * radius;
  const gap = Math.max(-0.02 * size, Math.min(size * 0.55, (arc - total) / Math.max(1, widths.length - 1)));
  const squeeze = Math.min(1, arc / (total + gap * (widths.length - 1)));
  const used = (total + gap * (widths.length - 1)) * squeeze;
  let at = (arc - used) / 2;
  let svg = '';
  for (const [i, char] of [...text].entries()) {
    const width = (widths[i] ?? 0) * squeeze;
    const along = (at + width / 2) / arc;
    const angle = inward ? to - (to - from) * along : from + (to - from) * along;
    const flip = inward ? `translate(0 ${radius + size * 0.72})` : `translate(0 ${-radius})`;
    const turn = inward ? angle - 180 : angle;
    svg += `<text text-anchor="middle" transform="rotate(${turn.toFixed(2)}) ${flip} scale(${squeeze.toFixed(3)} 1)">${escapeXml(char)}</text>`;
    at += width + gap * squeeze;
  }
  return svg;
}

/** The drawing of a round seal around (0, 0). */
export function sealDrawing(text: SealText): string {
  const radius = (text.diameter ?? 36) / 2;
  const size = text.rim.length > 40 ? 2.5 : 2.85;
  const track = radius - 1.6 - size * 0.86;
  const inner = track - 0.75;
  const footSpan = text.foot ? Math.min(66, text.foot.length * 4.6) : 0;
  const reach = text.foot ? 180 - footSpan - 13 : 158;
  let svg =
    `<circle r="${radius - 0.45}" fill="none" stroke-width="0.9"/><circle r="${radius - 1.35}" fill="none" stroke-width="0.28"/>` +
    `<circle r="${inner}" fill="none" stroke-width="0.35"/><g stroke="none" fill="${sealRed}" font-family="Liberation Sans" font-weight="bold" font-size="${size}">` +
    onCircle(text.rim, track + 0.18, size, -reach, reach);
  if (text.foot) {
    svg += onCircle(text.foot, track, size, 180 - footSpan, 180 + footSpan, true);
    for (const side of [-1, 1]) {
      const angle = ((180 - (footSpan + 6.5)) * Math.PI * side) / 180;
      svg += `<polygon points="${starPoints((track + size * 0.4) * Math.sin(angle), -(track + size * 0.4) * Math.cos(angle), 0.95)}"/>`;
    }
  } else {
    svg += `<polygon points="${starPoints(0, track + size * 0.4, 1.2)}"/>`;
  }
  const lines = text.middle ?? [];
  if (lines.length === 0) {
    svg +=
      text.device === 'emblem'
        ? emblem(0, -inner * 0.08, inner * 0.8, { field: 'none', gold: sealRed, ribbon: 'none' })
        : `<polygon points="${starPoints(0, 0, inner * 0.6)}"/>`;
  }
  const middleSize = lines.length > 2 ? 2.5 : 3;
  for (const [i, words] of lines.entries()) {
    const y = (i - (lines.length - 1) / 2) * middleSize * 1.42 + middleSize * 0.36;
    const room = 2 * Math.sqrt(Math.max(1, inner ** 2 - (Math.abs(y) + 0.8) ** 2)) - 1.6;
    const fit = Math.min(1, room / textWidth(words, middleSize, 'sansBold'));
    svg += `<text text-anchor="middle" font-size="${middleSize}" transform="translate(0 ${y.toFixed(2)}) scale(${fit.toFixed(3)} 1)">${escapeXml(words)}</text>`;
  }
  return `<g stroke="${sealRed}">${svg}</g></g>`;
}

/** A round seal pressed at (x, y), turned a little as hands do. */
export function seal(text: SealText, x: number, y: number, occasion = ''): InkMark {
  const random = randomFrom(`${text.rim}/${occasion}`);
  const size = text.diameter ?? 36;
  return {
    kind: 'stamp',
    svg: `<g transform="translate(${x} ${y}) rotate(${random.between(-9, 9).toFixed(2)})">${sealDrawing(text)}</g>`,
    box: { x: x - size / 2, y: y - size / 2, width: size, height: size },
  };
}

/** The strip of one seal that falls on sheet `index` of `count` fanned out at their right edges (dấu giáp lai). */
export function edgeSeal(text: SealText, pageWidth: number, y: number, index: number, count: number): InkMark {
  const size = text.diameter ?? 36;
  const strip = size / count;
  const clip = `edge${index}`;
  return {
    kind: 'stamp',
    svg:
      `<clipPath id="${clip}"><rect x="${pageWidth - strip}" y="${y - size}" width="${strip + 3}" height="${size * 2}"/></clipPath>` +
      `<g clip-path="url(#${clip})"><g transform="translate(${pageWidth - strip + size / 2 - index * strip} ${y}) rotate(4)">${sealDrawing(text)}</g></g>`,
    box: { x: pageWidth - strip, y: y - size / 2, width: strip, height: size },
  };
}

/** A rectangular rubber stamp with lines of text, centred at (x, y). */
export function boxStamp(
  lines: readonly { text: string; size: number }[],
  x: number,
  y: number,
  width: number,
  height: number,
  options: { tilt?: number; color?: string; border?: number } = {},
): InkMark {
  const color = options.color ?? sealRed;
  const border = options.border ?? 0.8;
  const total = lines.reduce((sum, l) => sum + l.size * 1.25, 0);
  let at = -total / 2;
  let svg = border
    ? `<rect x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}" fill="none" stroke="${color}" stroke-width="${border}"/>`
    : '';
  for (const { text, size } of lines) {
    at += size * 1.25;
    svg += `<text text-anchor="middle" y="${(at - size * 0.26).toFixed(2)}" font-family="Liberation Serif" font-weight="bold" font-size="${size}" fill="${color}">${escapeXml(text)}</text>`;
  }
  return {
    kind: 'stamp',
    svg: `<g transform="translate(${x} ${y}) rotate(${options.tilt ?? -1.5})">${svg}</g>`,
    box: { x: x - width / 2, y: y - height / 2, width, height },
  };
}
