import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDeviceList } from '../../../../src/devices/scanner/scanimage/list.ts';
import { acceptedWord, acceptsNumber, parseOptions } from '../../../../src/devices/scanner/scanimage/options.ts';
import { LineReader, ReportReader } from '../../../../src/devices/scanner/scanimage/output.ts';

const captured = (name: string) => readFile(join(import.meta.dirname, 'fixtures', name), 'utf8');

describe('the options of a scanner, as scanimage prints them', () => {
  test('of sane-airscan', async () => {
    const options = parseOptions(await captured('airscan-flatbed.txt'));
    expect([...options.keys()]).toEqual([
      ...['--resolution', '--mode', '--source', '-l', '-t', '-x', '-y', '--brightness', '--contrast', '--shadow'],
      ...['--highlight', '--analog-gamma', '--negative', '--adf-justification-x', '--adf-justification-y'],
    ]);
    expect(options.get('--resolution')).toEqual({
      flag: '--resolution',
      constraint: { kind: 'list', values: ['75', '100', '150', '200', '300', '600'], unit: 'dpi' },
      settable: true,
      value: '300',
    });
    expect(options.get('--source')?.constraint).toEqual({
      kind: 'list',
      values: ['Flatbed', 'ADF', 'ADF Duplex'],
      unit: '',
    });
    expect(options.get('-x')?.constraint).toEqual({ kind: 'range', min: 0, max: 304.8, step: undefined, unit: 'mm' });
    expect(options.get('--analog-gamma')?.constraint).toMatchObject({ min: 0.0999908, max: 4, unit: '' });
    expect(options.get('--adf-justification-x')?.settable).toBe(false);
  });

  test('of the test back end: steps, switches, arrays and what cannot be set', async () => {
    const options = parseOptions(await captured('test.txt'));
    expect(options.get('--resolution')?.constraint).toEqual({ kind: 'range', min: 1, max: 1200, step: 1, unit: 'dpi' });
    expect(options.get('--hand-scanner')?.constraint).toEqual({ kind: 'switch' });
    expect(options.get('--three-pass')?.settable).toBe(false);
    expect(options.get('--gamma-table')?.constraint).toEqual({ kind: 'other' });
    expect(options.get('--int')?.constraint).toEqual({ kind: 'other' });
    expect(options.get('--read-return-value')?.constraint).toMatchObject({ kind: 'list', unit: '' });
    expect(options.get('--fixed-constraint-range')?.constraint).toMatchObject({ min: -42.17, step: 2, unit: 'us' });
  });

  test('a list may offer an automatic value or just one', () => {
    const options = parseOptions(
      '    --resolution auto||75|150|600dpi [75]\n    --depth 8bit [8] [advanced]\n    --go\n',
    );
    expect(options.get('--resolution')?.constraint).toEqual({
      kind: 'list',
      values: ['auto', '75', '150', '600'],
      unit: 'dpi',
    });
    expect(options.get('--depth')).toMatchObject({ constraint: { values: ['8'], unit: 'bit' }, settable: true });
    expect(options.get('--go')?.constraint).toEqual({ kind: 'other' });
  });

  test('a number is accepted only where the driver has it', () => {
    const options = parseOptions('    --resolution 50..600dpi (in steps of 25) [75]\n    --lines 75|300dpi [75]\n');
    const [range, list] = [options.get('--resolution'), options.get('--lines')];
    if (range === undefined || list === undefined) throw new Error('not parsed');
    expect([50, 75, 300, 600].map((n) => acceptsNumber(range, n))).toEqual([true, true, true, true]);
    expect([49, 60, 601, Number.NaN].map((n) => acceptsNumber(range, n))).toEqual([false, false, false, false]);
    expect([75, 100, 300].map((n) => acceptsNumber(list, n))).toEqual([true, false, true]);
    expect(acceptedWord(range, ['50'])).toBeUndefined();
  });

  test('whatever a driver prints, reading it ends, within bounds', () => {
    const line = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom('--mode', '-x', '--resolution'), fc.string()).map(([f, s]) => `    ${f} ${s}`),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 700 }), (lines) => {
        const options = parseOptions(lines.join('\n'));
        expect(options.size).toBeLessThanOrEqual(500);
        for (const [flag, option] of options) expect(option.flag).toBe(flag);
      }),
      { seed: 2026, numRuns: 200 },
    );
  });
});

describe('the list of scanners', () => {
  test('as captured', async () => {
    expect(parseDeviceList(await captured('list.txt'))).toEqual([
      { id: 'airscan:e0:Office', vendor: 'eSCL', model: 'Office', type: 'ip=127.0.0.1' },
      { id: 'test:0', vendor: 'Noname', model: 'frontend-tester', type: 'virtual device' },
      { id: 'test:1', vendor: 'Noname', model: 'frontend-tester', type: 'virtual device' },
    ]);
  });

  test('a bar in the model is kept; other lines are passed over', () => {
    expect(parseDeviceList('a:1|V|X|Y|sheetfed|0\nnothing\n|V|M|t|0\nb:1|V|M|t|x\n')).toEqual([
      { id: 'a:1', vendor: 'V', model: 'X|Y', type: 'sheetfed' },
    ]);
  });
});

describe('what the program says while it scans', () => {
  test('lines are found however the bytes are cut', () => {
    const bytes = Buffer.from('/dev/shm/quét/page-1.pnm\nProgress: 47.7%\rProgress: 100.0%\r\nlast');
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 10 }), (cuts) => {
        const lines: string[] = [];
        const reader = new LineReader((line) => lines.push(line));
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        for (let i = 1; i < edges.length; i++) reader.feed(bytes.subarray(edges[i - 1], edges[i]));
        reader.end();
        expect(lines).toEqual(['/dev/shm/quét/page-1.pnm', 'Progress: 47.7%', 'Progress: 100.0%', 'last']);
      }),
      { seed: 2026 },
    );
  });

  test('progress is whole percent and told once; the rest is kept, the last of it', () => {
    const percents: number[] = [];
    const report = new ReportReader((percent) => percents.push(percent));
    for (const line of ['Progress: 1.2%', 'Progress: 1.9%', 'Progress: 100.0%']) report.line(line);
    for (let i = 0; i < 100; i++) report.line(`line ${i}`);
    expect(percents).toEqual([1, 100]);
    expect(report.text.split('\n')).toHaveLength(30);
    expect(report.text).toMatch(/line 99$/);
  });

  test('an endless line does not fill the memory', () => {
    const lines: string[] = [];
    const reader = new LineReader((line) => lines.push(line));
    for (let i = 0; i < 100; i++) reader.feed(Buffer.alloc(10_000, 0x61));
    reader.end();
    expect(lines.map(({ length }) => length)).toEqual([600]);
  });
});
