import type { PageDrawing, Paper } from './page.ts';
import { type Random, randomFrom } from './random.ts';

/** How a sheet lies on the scanner's glass. */
export interface Placement {
  /** Clockwise, degrees. */
  readonly skew: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly transform: string;
}

/** A hand's placement: straight to about a degree, and a fraction of a millimetre off. */
export function placeByHand(page: PageDrawing, random: Random): Placement {
  const longest = Math.max(page.width, page.height);
  const skew = random.between(0.2, longest > 150 ? 0.75 : 0.9) * (random.next() < 0.5 ? -1 : 1);
  const shiftX = random.between(-0.5, 0.5);
  const shiftY = random.between(-0.5, 0.5);
  const turn = `rotate(${skew.toFixed(4)} ${page.width / 2} ${page.height / 2})`;
  return { skew, shiftX, shiftY, transform: `translate(${shiftX.toFixed(3)} ${shiftY.toFixed(3)}) ${turn}` };
}

/** The whole view of the scanner: lid, shadow of the sheet, sheet, print, folds, light. */
export function sceneOf(page: PageDrawing, placement: Placement, pixels: { width: number; height: number }): string {
  const { width, height, paper } = page;
  const radius = paper.radius ?? 0;
  const sheet = `x="0" y="0" width="${width}" height="${height}" rx="${radius}"`;
  const behind = page.behind
    ? `<g transform="translate(${width} 0.8) scale(-1 1)" opacity="0.035">${page.behind}</g>`
    : '';
  const clip = radius > 0 ? ' clip-path="url(#sheet)"' : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels.width}" height="${pixels.height}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">` +
    `<defs>${gradients}<clipPath id="sheet"><rect ${sheet}/></clipPath></defs>` +
    `<rect width="${width}" height="${height}" fill="#e6e6e3"/>` +
    `<g transform="${placement.transform}">${shadow(width, height, radius)}<rect ${sheet} fill="${paper.color}"/>` +
    `<g${clip}>${behind}${page.print}${wear(paper, width, height)}</g></g>` +
    `<rect width="${width}" height="${height}" fill="url(#lamp)"/>${dust(width, height)}</svg>`
  );
}

const gradients =
  '<linearGradient id="lamp" x1="0" y1="0" x2="1" y2="0.25"><stop offset="0" stop-color="#2a2318" stop-opacity="0.035"/>' +
  '<stop offset="0.12" stop-color="#2a2318" stop-opacity="0"/><stop offset="0.9" stop-color="#2a2318" stop-opacity="0"/>' +
  '<stop offset="1" stop-color="#2a2318" stop-opacity="0.05"/></linearGradient>' +
  '<linearGradient id="across" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0"/>' +
  '<stop offset="0.45" stop-color="#3a352c" stop-opacity="0.12"/><stop offset="0.5" stop-color="#fff" stop-opacity="0.5"/>' +
  '<stop offset="0.56" stop-color="#3a352c" stop-opacity="0.07"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient>' +
  '<linearGradient id="along" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#000" stop-opacity="0"/>' +
  '<stop offset="0.45" stop-color="#3a352c" stop-opacity="0.12"/><stop offset="0.5" stop-color="#fff" stop-opacity="0.5"/>' +
  '<stop offset="0.56" stop-color="#3a352c" stop-opacity="0.07"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient>' +
  '<linearGradient id="gutterleft" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#1f1a14" stop-opacity="0.3"/>' +
  '<stop offset="0.3" stop-color="#1f1a14" stop-opacity="0.09"/><stop offset="1" stop-color="#1f1a14" stop-opacity="0"/></linearGradient>' +
  '<linearGradient id="gutterright" x1="1" y1="0" x2="0" y2="0"><stop offset="0" stop-color="#1f1a14" stop-opacity="0.3"/>' +
  '<stop offset="0.3" stop-color="#1f1a14" stop-opacity="0.09"/><stop offset="1" stop-color="#1f1a14" stop-opacity="0"/></linearGradient>';

/** The dark line where the sheet's edge stands off the lid: stronger away from the lamp. */
function shadow(width: number, height: number, radius: number): string {
  let svg = '';
  for (const [spread, opacity] of [
    [1.1, 0.05],
    [0.7, 0.09],
    [0.4, 0.16],
    [0.18, 0.3],
  ] as const) {
    svg += `<rect x="${spread * 0.15}" y="${spread * 0.25}" width="${width}" height="${height}" rx="${radius}" fill="none" stroke="#1d1b18" stroke-width="${spread * 1.7}" stroke-opacity="${opacity}"/>`;
  }
  return svg;
}

function wear(paper: Paper, width: number, height: number): string {
  let svg = '';
  for (const y of paper.foldsAcross ?? [])
    svg += `<rect x="0" y="${y - 1.6}" width="${width}" height="3.2" fill="url(#across)"/>`;
  for (const x of paper.foldsAlong ?? [])
    svg += `<rect x="${x - 1.6}" y="0" width="3.2" height="${height}" fill="url(#along)"/>`;
  if (paper.gutter) {
    const x = paper.gutter === 'left' ? 0 : width - 9;
    svg += `<rect x="${x}" y="0" width="9" height="${height}" fill="url(#gutter${paper.gutter})"/>`;
  }
  if (paper.stapled) svg += staple(11, 12);
  return svg;
}

/** Specks and a hair that live on the scanner's glass, always at the same places. */
function dust(width: number, height: number): string {
  const random = randomFrom('glass');
  let svg = '';
  for (let i = 0; i < 16; i++) {
    const [x, y] = [random.between(0, 216), random.between(0, 297)];
    if (x > width || y > height) continue;
    svg += `<ellipse cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" rx="${random.between(0.05, 0.13).toFixed(3)}" ry="${random.between(0.05, 0.1).toFixed(3)}" fill="#54493d" fill-opacity="${random.between(0.3, 0.7).toFixed(2)}"/>`;
  }
  const [x, y] = [random.between(15, 190), random.between(180, 280)];
  if (x < width && y < height) {
    svg += `<path d="M${x} ${y}q1.2 -1.5 2.8 -0.7t1.4 1.8" fill="none" stroke="#5a5048" stroke-width="0.06" stroke-opacity="0.7"/>`;
  }
  return svg;
}

/** A wire staple set aslant in the corner, with its shadow and its glint. */
function staple(x: number, y: number): string {
  return (
    `<g transform="translate(${x} ${y}) rotate(-43)"><path d="M-6 0.5H6" stroke="#28241f" stroke-opacity="0.28" stroke-width="0.9"/>` +
    '<path d="M-6 0H6" stroke="#8f9193" stroke-width="0.62" stroke-linecap="round"/>' +
    '<path d="M-5.4 -0.12H5.2" stroke="#e2e4e6" stroke-width="0.18"/>' +
    '<circle cx="-6" cy="0.1" r="0.45" fill="#45403a" opacity="0.6"/><circle cx="6" cy="0.1" r="0.45" fill="#45403a" opacity="0.6"/></g>'
  );
}
