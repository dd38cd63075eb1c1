import { afterEach, beforeEach, expect, test } from 'vitest';
import { codes } from '../../../../src/common/codes/index.ts';
import { fail, ok } from '../../../../src/common/result.ts';
import { ScannerStates, scannerStates, stateAfterScan } from '../../../../src/devices/scanner/index.ts';
import { Bench, recorder, sheets, shortDelays } from './support.ts';

let bench: Awaited<ReturnType<typeof Bench.network>>;
let heard: string[];
let scanner: ScannerStates;
beforeEach(async () => {
  heard = [];
  bench = await Bench.network({ delays: shortDelays });
  scanner = new ScannerStates(bench.driver, ({ state }) => heard.push(state));
});
afterEach(() => bench.close());

test('a scan goes from ready through connecting and scanning to ready, each told once', async () => {
  bench.peer.machine.load(await sheets(2));
  await scanner.list();
  await scanner.list();
  await scanner.scan(bench.job(), recorder());
  expect(heard).toEqual(['ready', 'connecting', 'scanning', 'ready']);
});

test('a fault stays with the scanner until the next scan, also through a new list', async () => {
  await scanner.list();
  await scanner.scan(bench.job(), recorder());
  await scanner.list();
  expect(scanner.statuses.map(({ state }) => state)).toEqual(['no-paper']);
  bench.peer.machine.load(await sheets(2));
  bench.peer.machine.break({ kind: 'jam', page: 1 });
  await scanner.scan(bench.job(), recorder());
  bench.peer.machine.break({ kind: 'cover-open' });
  await scanner.scan(bench.job(), recorder());
  bench.peer.machine.break({ kind: 'none' });
  await scanner.scan(bench.job(), recorder());
  expect(heard).toEqual([
    ...['ready', 'connecting', 'no-paper', 'connecting', 'scanning', 'jammed', 'connecting', 'cover-open'],
    ...['connecting', 'scanning', 'ready'],
  ]);
});

test('a scanner that is off is disconnected, and ready when it is found again', async () => {
  bench.peer.machine.load(await sheets(1));
  await scanner.list();
  await bench.peer.stop();
  await scanner.scan(bench.job(), recorder());
  await bench.peer.start();
  await scanner.scan(bench.job(), recorder());
  expect(heard).toEqual(['ready', 'connecting', 'disconnected', 'connecting', 'scanning', 'ready']);
});

test('a scanner that leaves the list is disconnected, and ready when it comes back', async () => {
  const device = { id: 'x:1', vendor: 'V', model: 'M', type: 't' };
  let there = [device];
  const plugged = new ScannerStates(
    { list: async () => ok(there), ask: async () => ok(1), scan: async () => fail('SCAN-UNKNOWN') },
    ({ state }) => heard.push(state),
  );
  await plugged.list();
  there = [];
  await plugged.list();
  there = [device];
  await plugged.list();
  await plugged.scan(bench.job({ device: 'x:1' }), recorder());
  expect(heard).toEqual(['ready', 'disconnected', 'ready', 'connecting', 'unrecoverable']);
});

test('a second scan on a device leaves its state to the first', async () => {
  bench.peer.machine.load(await sheets(2));
  await scanner.scan(bench.job(), {
    onPage: async () => {
      await scanner.scan(bench.job(), recorder());
    },
  });
  expect(heard).toEqual(['connecting', 'scanning', 'ready']);
});

test('every code of the scanner leaves a state that has a name', () => {
  for (const code of Object.keys(codes).filter((name) => name.startsWith('SCAN-'))) {
    expect(scannerStates).toContain(stateAfterScan(fail(code as keyof typeof codes)));
  }
});
