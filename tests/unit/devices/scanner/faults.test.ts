import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scannerDelays } from '../../../../src/devices/scanner/index.ts';
import { codeOfExit } from '../../../../src/devices/scanner/scanimage/faults.ts';
import { childrenOf } from './processes.ts';
import { Bench, recorder, sheets, shortDelays, testProfile } from './support.ts';

type NetworkBench = Awaited<ReturnType<typeof Bench.network>>;

describe('faults of a network scanner', () => {
  let bench: NetworkBench;
  beforeEach(async () => {
    bench = await Bench.network({ delays: shortDelays });
  });
  afterEach(async () => {
    expect(await bench.leftovers()).toEqual([]);
    await bench.close();
  });

  test('a jam on page 2 keeps page 1, and scanning goes on when the paper is freed', async () => {
    const { machine } = bench.peer;
    machine.load(await sheets(3));
    machine.break({ kind: 'jam', page: 2 });
    const events = recorder();
    const jammed = await bench.driver.scan(bench.job(), events);
    expect(jammed).toEqual({ ok: false, error: { code: 'SCAN-JAM', facts: { page: 2, pagesKept: 1 } } });
    expect(events.pages).toEqual([1]);
    expect((await bench.driver.scan(bench.job(), recorder())).ok).toBe(false);

    machine.break({ kind: 'none' });
    expect(await bench.driver.scan(bench.job(), recorder())).toEqual({ ok: true, value: { pages: 2 } });
  });

  test('an empty feeder is no paper', async () => {
    expect(await bench.driver.scan(bench.job(), recorder())).toEqual({
      ok: false,
      error: { code: 'SCAN-NO-PAPER', facts: { page: 1, pagesKept: 0 } },
    });
  });

  test('an open cover is told from a jam', async () => {
    bench.peer.machine.load(await sheets(1));
    bench.peer.machine.break({ kind: 'cover-open' });
    expect(await bench.driver.scan(bench.job(), recorder())).toMatchObject({ error: { code: 'SCAN-COVER-OPEN' } });
  });

  test('a scanner that is off is not found, and works again when it is on', async () => {
    bench.peer.machine.load(await sheets(1));
    await bench.peer.stop();
    const off = await bench.driver.scan(bench.job(), recorder());
    expect(off).toMatchObject({ error: { code: 'SCAN-NOT-FOUND', facts: { page: 1, pagesKept: 0 } } });
    await bench.peer.start();
    expect(await bench.driver.scan(bench.job(), recorder())).toEqual({ ok: true, value: { pages: 1 } });
  });

  test('a scanner switched off between two pages is a lost connection; the page before is kept', async () => {
    bench.peer.machine.load(await sheets(3));
    bench.peer.machine.break({ kind: 'slow', ms: 400 });
    const events = recorder();
    const result = await bench.driver.scan(bench.job(), {
      onPage: async (page) => {
        await events.onPage(page);
        await bench.peer.stop();
      },
    });
    expect(result).toMatchObject({ error: { code: 'SCAN-IO', facts: { page: 2, pagesKept: 1 } } });
    expect(events.pages).toEqual([1]);
  });

  test('an image that breaks off is an error, never a page', async () => {
    bench.peer.machine.load(await sheets(2));
    bench.peer.machine.break({ kind: 'damaged-image', page: 2 });
    const events = recorder();
    const result = await bench.driver.scan(bench.job(), events);
    expect(result).toMatchObject({ ok: false, error: { facts: { pagesKept: 1 } } });
    expect(events.pages).toEqual([1]);
  });

  test('a scanner that falls silent is given up after the limit', async () => {
    bench.peer.machine.load(await sheets(3));
    bench.peer.machine.break({ kind: 'hang', page: 2 });
    const result = await bench.driver.scan(bench.job(), recorder());
    expect(result).toEqual({ ok: false, error: { code: 'SCAN-TIMEOUT', facts: { page: 2, pagesKept: 1 } } });
  });

  test.each([1, 2, 3])('a scan cancelled when page %d has come keeps what is whole and feeds no more', async (last) => {
    const { machine } = bench.peer;
    machine.load(await sheets(8));
    machine.break({ kind: 'slow', ms: 150 });
    const cancel = new AbortController();
    const events = recorder();
    const result = await bench.driver.scan(bench.job(), {
      signal: cancel.signal,
      onPage: async (page) => {
        await events.onPage(page);
        if (page.ordinal === last) cancel.abort();
      },
    });
    expect(result).toEqual({
      ok: false,
      error: { code: 'SCAN-CANCELLED', facts: { page: events.pages.length + 1, pagesKept: events.pages.length } },
    });
    expect(events.pages.length).toBeGreaterThanOrEqual(last);
    expect(machine.sheetsLeft).toBeGreaterThan(0);
    machine.break({ kind: 'none' });
    expect((await bench.driver.scan(bench.job(), recorder())).ok).toBe(true);
  });

  test('a cancelled scan ends by itself, at whatever moment it is cancelled', async () => {
    // Long enough that a driver waiting for its kill runs into the test's own limit.
    const patient = await Bench.network({ delays: { ...scannerDelays, cancelGrace: 3_600_000 } });
    patient.peer.machine.break({ kind: 'slow', ms: 40 });
    for (let moment = 0; moment < 240; moment += 30) {
      patient.peer.machine.load(await sheets(6));
      const cancel = new AbortController();
      const timer = setTimeout(() => cancel.abort(), moment);
      const events = recorder({ signal: cancel.signal });
      const result = await patient.driver.scan(patient.job(), events);
      clearTimeout(timer);
      expect(result).toMatchObject({ error: { code: 'SCAN-CANCELLED', facts: { pagesKept: events.pages.length } } });
      patient.peer.machine.unload();
    }
    await patient.close();
  });

  test('a scan cancelled before it begins touches no scanner', async () => {
    bench.peer.machine.load(await sheets(1));
    const result = await bench.driver.scan(bench.job(), recorder({ signal: AbortSignal.abort() }));
    expect(result).toMatchObject({ error: { code: 'SCAN-CANCELLED', facts: { pagesKept: 0 } } });
    expect(bench.peer.accepted).toEqual([]);
  });

  test('a second scan on the same device is refused and the first is not disturbed', async () => {
    bench.peer.machine.load(await sheets(2));
    let second: unknown;
    const first = await bench.driver.scan(bench.job(), {
      onPage: async () => {
        second = await bench.driver.scan(bench.job(), recorder());
      },
    });
    expect(second).toEqual({ ok: false, error: { code: 'SCAN-BUSY', facts: { page: 1, pagesKept: 0 } } });
    expect(first).toEqual({ ok: true, value: { pages: 2 } });
  });

  test('an exception of the receiver ends the scan and is thrown; the device is free again', async () => {
    bench.peer.machine.load(await sheets(4));
    const scan = bench.driver.scan(bench.job(), { onPage: async () => Promise.reject(new Error('the disk is full')) });
    await expect(scan).rejects.toThrow('the disk is full');
    expect((await bench.driver.scan(bench.job({ source: 'flatbed' }), recorder())).ok).toBe(true);
  });

  test.each([
    [{ resolutionDpi: 123 }, 'SCAN-UNSUPPORTED', 'resolution'],
    [{ resolutionDpi: 99_999 }, 'SCAN-UNSUPPORTED', 'resolution'],
    [{ resolutionDpi: 300.5 }, 'SCAN-INVALID', 'resolution'],
    [{ paper: { widthMm: 400, heightMm: 297 } }, 'SCAN-UNSUPPORTED', 'paper width'],
    [{ paper: { widthMm: 210, heightMm: Number.NaN } }, 'SCAN-INVALID', 'paper height'],
  ] as const)('%j is refused before any paper moves', async (changes, code, option) => {
    bench.peer.machine.load(await sheets(1));
    const result = await bench.driver.scan(bench.job(changes), recorder());
    expect(result).toMatchObject({ error: { code, facts: { option, pagesKept: 0 } } });
    expect(bench.peer.accepted).toEqual([]);
  });
});

describe('the statuses of SANE, through scanimage', () => {
  test.each([
    ['SANE_STATUS_CANCELLED', 'SCAN-CANCELLED'],
    ['SANE_STATUS_DEVICE_BUSY', 'SCAN-BUSY'],
    ['SANE_STATUS_INVAL', 'SCAN-INVALID'],
    ['SANE_STATUS_JAMMED', 'SCAN-JAM'],
    ['SANE_STATUS_NO_DOCS', 'SCAN-NO-PAPER'],
    ['SANE_STATUS_COVER_OPEN', 'SCAN-COVER-OPEN'],
    ['SANE_STATUS_IO_ERROR', 'SCAN-IO'],
    ['SANE_STATUS_NO_MEM', 'SCAN-NO-MEMORY'],
    ['SANE_STATUS_ACCESS_DENIED', 'SCAN-ACCESS'],
    ['SANE_STATUS_UNSUPPORTED', 'SCAN-UNSUPPORTED'],
  ] as const)('%s is %s', async (value, code) => {
    const bench = await Bench.testBackend({ ...testProfile, options: [{ flag: '--read-return-value', value }] });
    const result = await bench.driver.scan(bench.job(), recorder());
    expect(result).toMatchObject({ ok: false, error: { code, facts: { page: 1, pagesKept: 0 } } });
    await bench.close();
  });

  test('no exit code is without a code, and only 0 is a good end', () => {
    for (let exit = 0; exit < 256; exit++) {
      expect(codeOfExit({ exit, signal: null, stderr: '' }) === undefined).toBe(exit === 0);
    }
  });
});

describe('faults of the driver itself', () => {
  test('no scanner at all is an empty list; a scan on one that is gone is not found', async () => {
    const bench = await Bench.network();
    await writeFile(join(bench.folder, 'sane', 'airscan.conf'), '[options]\ndiscovery = disable\n');
    expect(await bench.driver.list()).toEqual({ ok: true, value: [] });
    expect(await bench.driver.scan(bench.job(), recorder())).toMatchObject({ error: { code: 'SCAN-NOT-FOUND' } });
    await bench.close();
  });

  test('a program that is not installed has its own code', async () => {
    const bench = await Bench.testBackend(testProfile, { program: '/nonexistent/scanimage' });
    expect(await bench.driver.list()).toMatchObject({ error: { code: 'SCAN-DRIVER-MISSING' } });
    expect(await bench.driver.scan(bench.job(), recorder())).toMatchObject({ error: { code: 'SCAN-DRIVER-MISSING' } });
    await bench.close();
  });

  test('a driver that crashes costs the page under way only', async () => {
    const bench = await Bench.network();
    bench.peer.machine.load(await sheets(3));
    bench.peer.machine.break({ kind: 'slow', ms: 400 });
    const result = await bench.driver.scan(bench.job(), {
      onPage: async () => {
        for (const pid of await childrenOf(process.pid, 'scanimage')) process.kill(pid, 'SIGSEGV');
      },
    });
    expect(result).toMatchObject({
      error: { code: 'SCAN-DRIVER-CRASHED', facts: { page: 2, pagesKept: 1, ended: 'SIGSEGV' } },
    });
    bench.peer.machine.break({ kind: 'none' });
    await bench.peer.stop();
    await bench.peer.start();
    expect((await bench.driver.scan(bench.job({ source: 'flatbed' }), recorder())).ok).toBe(true);
    await bench.close();
  });

  test('a list that takes too long is given up', async () => {
    const bench = await Bench.testBackend();
    const program = join(bench.folder, 'scanimage-that-hangs');
    await writeFile(program, '#!/bin/sh\nexec sleep 60\n');
    await chmod(program, 0o755);
    const hanging = await Bench.testBackend(testProfile, { program, delays: { ...scannerDelays, list: 100 } });
    expect(await hanging.driver.list()).toEqual({ ok: false, error: { code: 'SCAN-TIMEOUT' } });
    await hanging.close();
    await bench.close();
  });
});
