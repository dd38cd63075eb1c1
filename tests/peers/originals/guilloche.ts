/** A wave band of interlaced sine lines along x, as printed under certificates. */
export function waveBand(
  x: number,
  y: number,
  width: number,
  options: {
    lines: number;
    height: number;
    period: number;
    color: string;
    stroke?: number;
    opacity?: number;
    phase?: number;
  },
): string {
  const { lines, height, period, color } = options;
  let d = '';
  for (let i = 0; i < lines; i++) {
    const phase = (i / lines) * 2 * Math.PI + (options.phase ?? 0);
    for (let s = 0; s <= width; s += period / 22) {
      const angle = (2 * Math.PI * s) / period;
      const dy = (height / 2) * Math.sin(angle + phase) * (0.62 + 0.38 * Math.cos(angle * 0.31 + phase * 2));
      d += `${s === 0 ? 'M' : 'L'}${(x + s).toFixed(2)} ${(y + dy).toFixed(2)}`;
    }
  }
  return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${options.stroke ?? 0.13}" stroke-opacity="${options.opacity ?? 0.5}"/>`;
}

/** Wave bands one under another: the ground of a whole page. */
export function waveGround(
  width: number,
  height: number,
  color: string,
  options: { step?: number; opacity?: number; stroke?: number } = {},
): string {
  const step = options.step ?? 6;
  let svg = '';
  for (let y = 0; y <= height + step; y += step) {
    svg += waveBand(-2, y, width + 4, {
      lines: 3,
      height: step * 1.5,
      period: 23,
      color,
      opacity: options.opacity ?? 0.4,
      stroke: options.stroke ?? 0.13,
      phase: y * 0.37,
    });
  }
  return svg;
}

/** A rosette of closed interlaced curves around (x, y). */
export function rosette(
  x: number,
  y: number,
  radius: number,
  options: { petals: number; lines: number; color: string; depth?: number; stroke?: number; opacity?: number },
): string {
  const depth = options.depth ?? 0.35;
  let d = '';
  for (let i = 0; i < options.lines; i++) {
    const phase = (i / options.lines) * 2 * Math.PI;
    const points = options.petals * 22;
    for (let s = 0; s <= points; s++) {
      const angle = (2 * Math.PI * s) / points;
      const r = radius * (1 - depth / 2 + (depth / 2) * Math.sin(options.petals * angle + phase) * Math.cos(phase / 2));
      d += `${s === 0 ? 'M' : 'L'}${(x + r * Math.cos(angle)).toFixed(2)} ${(y + r * Math.sin(angle)).toFixed(2)}`;
    }
  }
  return `<path d="${d}" fill="none" stroke="${options.color}" stroke-width="${options.stroke ?? 0.14}" stroke-opacity="${options.opacity ?? 0.55}"/>`;
}

/** A frame of twisted ribbons between two rules, `inset` mm from the edges and `band` mm broad. */
export function frame(
  width: number,
  height: number,
  inset: number,
  band: number,
  color: string,
  opacity = 0.85,
): string {
  const along = (length: number): string =>
    waveBand(0, 0, length, { lines: 6, height: band * 0.86, period: band * 2.2, color, stroke: 0.16, opacity });
  const w = width - 2 * inset - 2 * band;
  const h = height - 2 * inset - 2 * band;
  const sides = [
    [inset + band, inset + band / 2, 0, w],
    [inset + band, height - inset - band / 2, 0, w],
    [inset + band / 2, inset + band, 90, h],
    [width - inset - band / 2, inset + band, 90, h],
  ] as const;
  let svg = '';
  for (const [x, y, turn, length] of sides)
    svg += `<g transform="translate(${x} ${y}) rotate(${turn})">${along(length)}</g>`;
  for (const x of [inset + band / 2, width - inset - band / 2]) {
    for (const y of [inset + band / 2, height - inset - band / 2]) {
      svg += rosette(x, y, band * 0.62, { petals: 8, lines: 5, color, opacity });
    }
  }
  for (const [gap, stroke] of [
    [0, 0.55],
    [band, 0.35],
    [band + 1, 0.18],
    [-1, 0.2],
  ] as const) {
    const i = inset + gap;
    svg += `<rect x="${i}" y="${i}" width="${width - 2 * i}" height="${height - 2 * i}" fill="none" stroke="${color}" stroke-width="${stroke}" stroke-opacity="${opacity}"/>`;
  }
  return svg;
}
