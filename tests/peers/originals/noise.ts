import { randomFrom } from './random.ts';

/** Side of the square noise tiles, a power of two so that they repeat by masking. */
export const tileSide = 512;
const mask = tileSide - 1;

/** Values around 0 with standard deviation 1 that change smoothly over `cell` pixels and repeat without a seam. */
function smooth(cell: number, name: string): Float32Array {
  const random = randomFrom(name);
  const cells = tileSide / cell;
  const knots = Float32Array.from({ length: cells * cells }, () => random.normal());
  const knot = (x: number, y: number): number => knots[(y % cells) * cells + (x % cells)] ?? 0;
  const out = new Float32Array(tileSide * tileSide);
  for (let y = 0; y < tileSide; y++) {
    const row = Math.floor(y / cell);
    const fy = ease(y / cell - row);
    for (let x = 0; x < tileSide; x++) {
      const column = Math.floor(x / cell);
      const fx = ease(x / cell - column);
      const top = knot(column, row) * (1 - fx) + knot(column + 1, row) * fx;
      const bottom = knot(column, row + 1) * (1 - fx) + knot(column + 1, row + 1) * fx;
      out[y * tileSide + x] = top * (1 - fy) + bottom * fy;
    }
  }
  return out;
}

const ease = (t: number): number => t * t * (3 - 2 * t);

function mix(parts: readonly (readonly [number, Float32Array])[]): Float32Array {
  const out = new Float32Array(tileSide * tileSide);
  for (const [weight, tile] of parts)
    for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + weight * (tile[i] ?? 0);
  return out;
}

function made(): { grain: Uint8Array; blotch: Float32Array; wobble: Float32Array; clouds: Float32Array } {
  const grain = mix([
    [0.55, smooth(1, 'grain')],
    [0.6, smooth(2, 'fibre')],
    [0.35, smooth(8, 'felt')],
    [0.35, smooth(64, 'cloud')],
  ]);
  return {
    /** Sensor noise and paper texture in 64 levels, 32 in the middle. */
    grain: Uint8Array.from(grain, (v) => Math.max(0, Math.min(63, Math.round(32 + v * 10)))),
    /** Where a stamp pad or a pen left less ink. */
    blotch: mix([
      [0.5, smooth(2, 'speck')],
      [0.6, smooth(8, 'blot')],
      [0.75, smooth(64, 'press')],
    ]),
    /** Edges that run along the paper's fibres. */
    wobble: mix([
      [0.7, smooth(4, 'edge')],
      [0.7, smooth(16, 'edges')],
    ]),
    clouds: smooth(128, 'clouds'),
  };
}

let tiles: ReturnType<typeof made> | undefined;

/** The tiles all pages share; made once. */
export function noiseTiles(): ReturnType<typeof made> {
  tiles ??= made();
  return tiles;
}

/** The place of pixel (x, y) in a tile. */
export const inTile = (x: number, y: number): number => (y & mask) * tileSide + (x & mask);
