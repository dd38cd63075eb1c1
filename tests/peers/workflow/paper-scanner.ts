import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { fail, ok, type Result } from '../../../src/common/result.ts';
import type { ScanEvents, ScanJob, Scanner, ScannerDevice } from '../../../src/devices/scanner/index.ts';

/**
 * A scanner port without a scanner, for tests of what is above it: it hands over small drawn pages as PNM files, in
 * order, as the port promises. The real driver has its own tests.
 */
export class PaperScanner implements Scanner {
  /** Sheets in the feeder, by the text drawn on them. */
  readonly sheets: string[] = [];
  /** The page at which the paper jams, from 1; null when it does not. */
  jamAt: number | null = null;
  /** Called before each page is handed over. */
  beforePage: (page: number) => Promise<void> | void = () => {};
  devices: ScannerDevice[] = [{ id: 'paper', vendor: 'Tram', model: 'Paper', type: 'stand-in' }];

  async list(): Promise<Result<readonly ScannerDevice[]>> {
    return ok(this.devices);
  }

  async ask(device: string): Promise<Result<number>> {
    return this.devices.some(({ id }) => id === device) ? ok(4) : fail('SCAN-NOT-FOUND');
  }

  async scan(job: ScanJob, events: ScanEvents): Promise<Result<{ readonly pages: number }>> {
    if (this.sheets.length === 0) return fail('SCAN-NO-PAPER', { page: 1, pagesKept: 0 });
    let page = 0;
    for (;;) {
      const text = this.sheets[0];
      if (text === undefined) return ok({ pages: page });
      if (events.signal?.aborted) return fail('SCAN-CANCELLED', { page: page + 1, pagesKept: page });
      if (this.jamAt === page + 1) return fail('SCAN-JAM', { page: page + 1, pagesKept: page });
      page += 1;
      await this.beforePage(page);
      const path = join(job.folder, `p${page}-${Math.random().toString(36).slice(2)}.pnm`);
      await writeFile(path, await drawPnm(text));
      await events.onPage({ ordinal: page, path, format: 'pnm', resolutionDpi: job.resolutionDpi });
      this.sheets.shift();
    }
  }
}

/** A page of 2 × 1 inch at 300 dpi, as a binary PNM. */
async function drawPnm(text: string): Promise<Buffer> {
  const [width, height] = [600, 300];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fffdf5"/><text x="40" y="160" font-family="Liberation Serif" font-size="60">${text}</text></svg>`;
  const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  return Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), pixels]);
}
