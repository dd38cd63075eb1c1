import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

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

/** Composes copies of growing length from the pages of one contract, sealed on disk as the station has them. */
export async function measureGrowth(sizes: readonly number[]): Promise<GrowthFigures[]> {
  const figures: GrowthFigures[] = [];
  for (const coding of ['standard', 'compact'] as const) {
    for (const pages of sizes) {
      const { stdout } = await run(process.execPath, [child, String(pages), coding]);
      figures.push({ pages, coding, ...(JSON.parse(stdout) as Omit<GrowthFigures, 'pages' | 'coding'>) });
    }
  }
  return figures;
}
