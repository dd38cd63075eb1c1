import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { REFUSAL_GROUND_IDS } from '../../../src/certification/refusal.ts';
import { cacheFolder } from '../../peers/originals/cache.ts';
import { entries } from '../../peers/originals/catalogue.ts';
import { ORIGINALS, renderOriginal, type ScannedPage } from '../../peers/originals/index.ts';
import { textWidth } from '../../peers/originals/metrics.ts';
import { scanPage } from '../../peers/originals/scan.ts';

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

interface Colours {
  /** Share of the page, 0 to 1. */
  readonly blue: number;
  readonly deviation: number;
}

/** What a page is made of, at a size where single letters still count. */
async function coloursOf(page: ScannedPage): Promise<Colours> {
  const { data, info } = await sharp(page.jpeg)
    .resize({ width: 900, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  let blue = 0;
  for (let i = 0; i < data.length; i += 3) {
    const [r = 0, g = 0, b = 0] = [data[i], data[i + 1], data[i + 2]];
    if (b > r + 35 && b > g + 22 && r < 150) blue += 1;
  }
  const total = info.width * info.height;
  const { channels } = await sharp(page.jpeg).greyscale().stats();
  return { blue: blue / total, deviation: channels[0]?.stdev ?? 0 };
}

/** How many pixels inside a page's stamp marks came out stamp-red. */
async function redIn(page: ScannedPage, box: { x: number; y: number; width: number; height: number }): Promise<number> {
  const px = (mm: number): number => Math.round((mm / 25.4) * page.dpi);
  const left = Math.max(0, px(box.x));
  const top = Math.max(0, px(box.y));
  const width = Math.min(page.widthPx - left, px(box.width));
  const height = Math.min(page.heightPx - top, px(box.height));
  const { data } = await sharp(page.jpeg)
    .extract({ left, top, width, height })
    .raw()
    .toBuffer({ resolveWithObject: true });
  let red = 0;
  for (let i = 0; i < data.length; i += 3) {
    if ((data[i] ?? 0) > (data[i + 1] ?? 0) + 80 && (data[i] ?? 0) > (data[i + 2] ?? 0) + 60) red += 1;
  }
  return red / (width * height);
}

describe('the catalogue of originals', () => {
  it('has at least six originals to copy and five to refuse, each named once', () => {
    const ids = ORIGINALS.map((o) => o.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ORIGINALS.filter((o) => o.verdict.accept).length).toBeGreaterThanOrEqual(6);
    expect(ORIGINALS.filter((o) => !o.verdict.accept).length).toBeGreaterThanOrEqual(5);
    for (const title of ORIGINALS.map((o) => o.title)) expect(title).toBe(title.normalize('NFC'));
  });

  it('refuses on grounds the law knows, at least five different ones', () => {
    const grounds = ORIGINALS.flatMap((o) => (o.verdict.accept ? [] : [o.verdict.ground]));
    for (const ground of grounds) expect(REFUSAL_GROUND_IDS).toContain(ground);
    expect(new Set(grounds).size).toBeGreaterThanOrEqual(5);
  });

  it('draws exactly the pages and sizes it promises', () => {
    for (const entry of entries) {
      const sizes = entry.draw().map(({ width, height }) => ({ widthMm: width, heightMm: height }));
      expect(sizes, entry.id).toEqual(entry.pages);
    }
  });

  it('keeps every line of text on its sheet and clear of the others', () => {
    for (const entry of entries) {
      for (const [index, page] of entry.draw().entries()) {
        const lines = linesOf(page.print);
        // The loan is written by hand: it has strokes, no lines of type.
        expect(lines.length > 3, `${entry.id} ${index + 1}`).toBe(entry.id !== 'private-loan');
        for (const [at, { text, from, to, y, size }] of lines.entries()) {
          expect(from, `${entry.id} ${index + 1}: ${text}`).toBeGreaterThan(4);
          expect(to, `${entry.id} ${index + 1}: ${text}`).toBeLessThan(page.width - 4);
          const hit = lines
            .slice(at + 1)
            .find((o) => o.from < to - 0.3 && from < o.to - 0.3 && Math.abs(o.y - y) < 0.62 * Math.min(size, o.size));
          expect(hit?.text, `${entry.id} ${index + 1}: over ${text}`).toBeUndefined();
        }
      }
    }
  });
});

/** Lines set straight on the page (not inside a turned group): their ends, baseline and size in mm. */
function linesOf(svg: string): { text: string; from: number; to: number; y: number; size: number }[] {
  const turned = svg.replaceAll(/<g transform=[\s\S]*?<\/g>/g, '');
  return [
    ...turned.matchAll(
      /<text x="([\d.-]+)" y="([\d.-]+)" font-size="([\d.]+)" font-family="([^"]+)"([^>]*)>([^<]*)<\/text>/g,
    ),
  ].map(([, x = '0', y = '0', size = '0', family = '', rest = '', text = '']) => {
    const bold = rest.includes('bold');
    const face = family.includes('Sans') ? (bold ? 'sansBold' : 'sans') : bold ? 'serifBold' : 'serif';
    const width = textWidth(text, Number(size), face);
    const from = Number(x) - (rest.includes('"middle"') ? width / 2 : rest.includes('"end"') ? width : 0);
    return { text, from, to: from + width, y: Number(y), size: Number(size) };
  });
}

describe.each(ORIGINALS.map((o) => [o.id, o] as const))('%s', (id, original) => {
  it('is scanned at 300 dpi, in colour and at its true size', async () => {
    const pages = await renderOriginal(id);
    expect(pages.length).toBe(original.pages.length);
    for (const [index, page] of pages.entries()) {
      const size = original.pages[index] ?? { widthMm: 0, heightMm: 0 };
      const meta = await sharp(page.jpeg).metadata();
      expect(meta).toMatchObject({
        format: 'jpeg',
        width: page.widthPx,
        height: page.heightPx,
        density: 300,
        space: 'srgb',
        channels: 3,
      });
      expect(Math.abs(page.widthPx - (size.widthMm / 25.4) * 300)).toBeLessThanOrEqual(0.5);
      expect(Math.abs(page.heightPx - (size.heightMm / 25.4) * 300)).toBeLessThanOrEqual(0.5);
    }
  });

  it('shows print on every page, and seals and pen where the catalogue says', async () => {
    const drawn = entries.find((entry) => entry.id === id)?.draw() ?? [];
    for (const [index, page] of (await renderOriginal(id)).entries()) {
      const colours = await coloursOf(page);
      expect(colours.deviation, `page ${index + 1}`).toBeGreaterThan(8);
      expect(colours.blue > 0.0006, `blue on page ${index + 1}: ${colours.blue}`).toBe(
        original.bluePenOn.includes(index + 1),
      );
      const stamps = (drawn[index]?.ink ?? []).filter((mark) => mark.kind === 'stamp' && mark.svg.includes('#cf1f33'));
      if (id !== 'licence-card')
        expect(stamps.length > 0, `stamps on page ${index + 1}`).toBe(original.redSealOn.includes(index + 1));
      for (const mark of stamps) expect(await redIn(page, mark.box), `seal on page ${index + 1}`).toBeGreaterThan(0.05);
    }
  });
});

describe('scanning', () => {
  const seeds = [`cache ${process.pid}`, `together ${process.pid}`] as const;

  afterAll(async () => {
    const folder = await cacheFolder();
    const ends = seeds.map((seed) => `-100-${Buffer.from(seed).toString('base64url')}.jpg`);
    for (const name of await readdir(folder)) {
      if (ends.some((end) => name.endsWith(end))) await rm(join(folder, name));
    }
  });

  it('gives the same bytes for the same seed and others for another', async () => {
    const [card] = entries.find((entry) => entry.id === 'licence-card')?.draw() ?? [];
    if (!card) throw new Error('the card draws no page');
    const first = await scanPage(card, 'one', 300);
    expect(sha((await scanPage(card, 'one', 300)).jpeg)).toBe(sha(first.jpeg));
    expect(sha((await scanPage(card, 'two', 300)).jpeg)).not.toBe(sha(first.jpeg));
  });

  it('reads back from the cache what it made', async () => {
    const [seed] = seeds;
    const made = await renderOriginal('licence-card', { seed, dpi: 100 });
    const again = await renderOriginal('licence-card', { seed, dpi: 100 });
    expect(again.map((p) => sha(p.jpeg))).toEqual(made.map((p) => sha(p.jpeg)));
    expect(made.map((p) => [p.widthPx, p.heightPx])).toEqual([
      [337, 213],
      [337, 213],
    ]);
  });

  it('survives ten callers that want the same page at once', async () => {
    const [, seed] = seeds;
    const all = await Promise.all(Array.from({ length: 10 }, () => renderOriginal('licence-card', { seed, dpi: 100 })));
    expect(new Set(all.map((pages) => sha(pages[0]?.jpeg ?? Buffer.alloc(0)))).size).toBe(1);
  });

  it('names the originals when asked for one it does not have', async () => {
    await expect(renderOriginal('passport')).rejects.toThrow(/no original passport; there are birth-certificate/);
  });
});
