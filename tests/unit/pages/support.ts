import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll } from 'vitest';

/** A scratch folder for one test file. */
export function scratchFolder(): { readonly path: string } {
  const folder = { path: '' };
  beforeAll(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'tram-pages-'));
  });
  afterAll(() => rm(folder.path, { recursive: true, force: true }));
  return folder;
}

/** A page of `lines` lines of grey "words", leaning by `degrees`, as a JPEG. */
export async function textPage(lines: number, degrees = 0, paper = '#fdfcf8'): Promise<Buffer> {
  const words = Array.from({ length: lines }, (_, line) =>
    Array.from({ length: 9 }, (_, word) => {
      const width = 60 + ((line * 7 + word * 13) % 50);
      return `<rect x="${120 + word * 115}" y="${150 + line * 34}" width="${width}" height="12" fill="#333"/>`;
    }).join(''),
  ).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754"><rect width="100%" height="100%" fill="${paper}"/><g transform="rotate(${degrees} 620 877)">${words}</g></svg>`;
  return sharp(Buffer.from(svg)).flatten().jpeg({ quality: 90 }).toBuffer();
}

/** Writes a PNM file with the comment that scanimage writes. */
export async function writePnm(path: string, width: number, height: number, pixels: Buffer): Promise<void> {
  const magic = pixels.length === width * height ? 'P5' : 'P6';
  await writeFile(
    path,
    Buffer.concat([Buffer.from(`${magic}\n# SANE data follows\n${width} ${height}\n255\n`), pixels]),
  );
}
