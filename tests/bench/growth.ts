import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { codePage } from '../../src/pages/coding/code-page.ts';
import { writeSealed } from '../../src/store/documents/sealed-file.ts';
import { renderOriginal } from '../peers/originals/index.ts';

const run = promisify(execFile);
const child = fileURLToPath(new URL('./growth-child.ts', import.meta.url));

/** A copy of so many pages, composed by a process of its own. */
export interface GrowthFigures {
  readonly pages: number;
  readonly coding: 'standard' | 'compact';
  readonly fileMb: number;
  readonly composeMs: number;
  /** The most memory that the process ever had resident. */
  readonly peakMb: number;
}

/** A page sealed on disk, as the child reads it. */
export interface SealedPage {
  readonly id: string;
  readonly path: string;
  readonly keyHex: string;
  readonly form: 'jpeg' | 'mixed';
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
}

/** Composes copies of growing length from the pages of one contract, sealed on disk as the station has them. */
export async function measureGrowth(sizes: readonly number[]): Promise<GrowthFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-growth-'));
  const figures: GrowthFigures[] = [];
  try {
    for (const coding of ['standard', 'compact'] as const) {
      const list = join(folder, `${coding}.json`);
      await writeFile(list, JSON.stringify(await sealPages(folder, coding)));
      for (const pages of sizes) {
        const { stdout } = await run(process.execPath, [child, list, String(pages), folder]);
        figures.push({ pages, coding, ...(JSON.parse(stdout) as Omit<GrowthFigures, 'pages' | 'coding'>) });
      }
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sealPages(folder: string, coding: GrowthFigures['coding']): Promise<SealedPage[]> {
  const loose = { text: 0, similarity: 0, colour: 255, bytesPerA4: 1_000_000 };
  const sealed: SealedPage[] = [];
  for (const [n, { jpeg, widthPx, heightPx, dpi }] of (await renderOriginal('notarised-contract')).entries()) {
    const coded = await codePage(jpeg, { coding, dpi, limits: loose });
    const id = `${coding}-${n}`;
    const [path, key] = [join(folder, `${id}.sealed`), randomBytes(32)];
    await writeSealed(path, key, id, coded.bytes);
    const form = coded.form === 'mixed' ? 'mixed' : 'jpeg';
    sealed.push({ id, path, keyHex: key.toString('hex'), form, widthPx, heightPx, dpi });
  }
  return sealed;
}
