import { cached } from './cache.ts';
import { entries, type Original } from './catalogue.ts';
import { type ScannedPage, scanPage } from './scan.ts';

export type { Original, PageSize, Verdict } from './catalogue.ts';
export type { ScannedPage } from './scan.ts';

/** The papers people bring to the desk: six that may be copied and five that must be refused. All invented. */
export const ORIGINALS: readonly Original[] = entries.map(({ draw: _, ...original }) => original);

/**
 * The pages of an original as a flatbed at `dpi` would give them: colour JPEG, true size, laid down by hand.
 * The same id, seed and dpi give the same bytes; another seed lays the same paper differently. Pages are kept in the
 * system's temporary folder, so a second run reads them back.
 *
 * @throws RangeError for an id that is not in ORIGINALS
 */
export async function renderOriginal(
  id: string,
  options: { seed?: string | number; dpi?: number } = {},
): Promise<ScannedPage[]> {
  const original = entries.find((candidate) => candidate.id === id);
  if (!original) throw new RangeError(`no original ${id}; there are ${ORIGINALS.map((o) => o.id).join(', ')}`);
  const seed = String(options.seed ?? 1);
  const dpi = options.dpi ?? 300;
  const safeSeed = Buffer.from(seed).toString('base64url').slice(0, 80);
  let drawn: ReturnType<typeof original.draw> | undefined;
  const pages: ScannedPage[] = [];
  for (const [index, size] of original.pages.entries()) {
    const name = `${id}-${index + 1}-${dpi}-${safeSeed}.jpg`;
    const jpeg = await cached(name, async () => {
      drawn ??= original.draw();
      const page = drawn[index];
      if (!page) throw new Error(`${id} draws no page ${index + 1}`);
      return (await scanPage(page, `${id}/${index}/${seed}`, dpi)).jpeg;
    });
    const pixels = (mm: number): number => Math.round((mm / 25.4) * dpi);
    pages.push({ jpeg, widthPx: pixels(size.widthMm), heightPx: pixels(size.heightMm), dpi });
  }
  return pages;
}
