import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPnm } from '../../../../src/pages/encode.ts';
import { Bench, drawnPage, recorder, sheets } from './support.ts';

type NetworkBench = Awaited<ReturnType<typeof Bench.network>>;

describe('a network scanner, through scanimage and sane-airscan', () => {
  let bench: NetworkBench;
  beforeEach(async () => {
    bench = await Bench.network();
  });
  afterEach(async () => {
    expect(bench.peer.violations).toEqual([]);
    await bench.close();
  });

  test('is listed under the name of the settings, Vietnamese letters and all', async () => {
    expect(await bench.driver.list()).toEqual({
      ok: true,
      value: [{ id: 'airscan:e0:Máy quét tầng 1', vendor: 'eSCL', model: 'Máy quét tầng 1', type: 'ip=127.0.0.1' }],
    });
  });

  test('hands over three pages of the feeder one by one, while later ones are still to come', async () => {
    const { machine } = bench.peer;
    const waiting: number[] = [];
    machine.load(await sheets(3));
    machine.break({ kind: 'slow', ms: 250 });
    const events = recorder();
    const result = await bench.driver.scan(bench.job(), {
      onPage: async (page) => {
        await events.onPage(page);
        waiting.push(machine.sheetsLeft);
      },
    });
    expect(result).toEqual({ ok: true, value: { pages: 3 } });
    expect(events.pages).toEqual([1, 2, 3]);
    expect(waiting[0]).toBeGreaterThan(0);
    expect(await bench.leftovers()).toEqual([]);
  });

  test('gives exactly the pixels that the scanner sent', async () => {
    const served = [await drawnPage(11, 150), await drawnPage(12, 150)];
    bench.peer.machine.load(served.map((front) => ({ front })));
    const same: boolean[] = [];
    const result = await bench.driver.scan(bench.job({ resolutionDpi: 150 }), {
      onPage: async ({ path, ordinal, format, resolutionDpi }) => {
        expect([format, resolutionDpi]).toEqual(['pnm', 150]);
        const page = await readPnm(path);
        if (!page.ok) throw new Error(page.error.code);
        const wanted = await sharp(served[ordinal - 1])
          .raw()
          .toBuffer({ resolveWithObject: true });
        expect(page.value.widthPx).toBe(wanted.info.width);
        // The area in whole pixels may be a row shorter than the paper.
        expect(wanted.info.height - page.value.heightPx).toBeLessThanOrEqual(1);
        same.push(page.value.data.equals(wanted.data.subarray(0, page.value.data.length)));
      },
    });
    expect(result.ok).toBe(true);
    expect(same).toEqual([true, true]);
  });

  test('scans front and back of a sheet in order', async () => {
    const [front, back] = [await drawnPage(21), await drawnPage(22)];
    bench.peer.machine.load([{ front, back }, { front: back }]);
    const bytes: Buffer[] = [];
    const result = await bench.driver.scan(bench.job({ source: 'feeder-duplex' }), {
      onPage: async ({ path }) => {
        bytes.push(await readFile(path));
      },
    });
    expect(result).toEqual({ ok: true, value: { pages: 4 } });
    expect(bytes[1]?.equals(bytes[2] ?? Buffer.alloc(0))).toBe(true);
    expect(bytes[0]?.equals(bytes[1] ?? Buffer.alloc(0))).toBe(false);
    expect(bench.peer.accepted).toMatchObject([{ source: 'Feeder', duplex: true }]);
  });

  test('scans one gray page from the glass, at the size asked for', async () => {
    bench.peer.machine.lay(await drawnPage(31, 150));
    let header: string | undefined;
    const result = await bench.driver.scan(
      bench.job({ source: 'flatbed', mode: 'gray', resolutionDpi: 150, paper: { widthMm: 148, heightMm: 210 } }),
      {
        onPage: async ({ path }) => {
          header = (await readFile(path)).subarray(0, 40).toString('latin1');
        },
      },
    );
    expect(result).toEqual({ ok: true, value: { pages: 1 } });
    expect(header).toMatch(/^P5\n# SANE data follows\n874 1240\n255\n/);
  });

  test('reports progress up to the end of each page', async () => {
    bench.peer.machine.load(await sheets(2));
    const seen: [number, number][] = [];
    await bench.driver.scan(bench.job(), recorder({ onProgress: (percent, page) => seen.push([percent, page]) }));
    expect(seen).toContainEqual([100, 1]);
    expect(seen).toContainEqual([100, 2]);
  });

  test('ends at the page limit, and refuses a limit that is none', async () => {
    bench.peer.machine.load(await sheets(3));
    expect(await bench.driver.scan(bench.job({ maxPages: 1 }), recorder())).toEqual({ ok: true, value: { pages: 1 } });
    expect(await bench.driver.scan(bench.job({ maxPages: 0 }), recorder())).toMatchObject({
      error: { code: 'SCAN-INVALID' },
    });
  });
});

describe("SANE's own test scanner", () => {
  test('is listed, and its feeder of ten pages is scanned', async () => {
    const bench = await Bench.testBackend();
    const listed = await bench.driver.list();
    expect(listed.ok && listed.value.map(({ id, vendor }) => [id, vendor])).toEqual([
      ['test:0', 'Noname'],
      ['test:1', 'Noname'],
    ]);
    const events = recorder();
    expect(await bench.driver.scan(bench.job(), events)).toEqual({ ok: true, value: { pages: 10 } });
    expect(events.pages).toHaveLength(10);
    await bench.close();
  });

  test('feeds no more than a few pages ahead of a slow receiver', async () => {
    const bench = await Bench.testBackend();
    let most = 0;
    const result = await bench.driver.scan(bench.job(), {
      onPage: async ({ path }) => {
        await new Promise((resolve) => setTimeout(resolve, 40));
        most = Math.max(most, (await readdir(dirname(path))).length);
      },
    });
    expect(result.ok).toBe(true);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
    await bench.close();
  });
});
