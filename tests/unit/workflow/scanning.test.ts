import { truncate } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listPages, listScannedPages, listScans } from '../../../src/store/repositories/pages.ts';
import { finishScan } from '../../../src/workflow/commands/finish-scan.ts';
import { type LeaveInput, leave } from '../../../src/workflow/commands/leave.ts';
import { startScan } from '../../../src/workflow/commands/start-scan.ts';
import { smallWidths } from '../../../src/workflow/small-pictures.ts';
import { receive, scanSheets, WorkflowBench, type WorkflowOffice } from '../../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let station: WorkflowOffice;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
beforeEach(async () => {
  station = await bench.open(await bench.newState());
});
afterEach(() => station.close());

const pagesOf = (originalId: string) => listPages(station.office.store.db, originalId);

/** Resolves when the page of this number is about to be handed over; the scan then waits for `go`. */
function pauseAt(page: number): { readonly reached: Promise<void>; readonly go: () => void } {
  let go = (): void => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    station.scanner.beforePage = async (now) => {
      if (now !== page) return;
      resolve();
      await held;
    };
  });
  return { reached, go };
}

describe('an original that is being scanned', () => {
  it.each(['refuse', 'withdraw', 'hold', 'ask-supplement'] as const)('cannot leave by “%s”', async (act) => {
    const { originalId } = receive(station);
    const pause = pauseAt(2);
    const scanned = scanSheets(station, originalId, ['1', '2']);
    await pause.reached;
    const input: LeaveInput = { originalId, act, reason: 'Không phải bản chính', reasonCode: 'not-original' };
    expect(leave(station.office, station.creator, input)).toMatchObject({ error: { code: 'SCAN-BUSY' } });
    pause.go();
    expect(await scanned).toBeNull();
    expect(station.original(originalId).state).toBe('scanned');
  });

  it('ends with the station, its whole pages kept', async () => {
    const { originalId } = receive(station);
    const pause = pauseAt(2);
    const scanned = scanSheets(station, originalId, ['1', '2', '3']);
    await pause.reached;
    const [running] = station.office.runningScans.values();
    running?.stop();
    pause.go();
    await running?.ended;
    expect(await scanned).toBe('SCAN-CANCELLED');
    expect(listScans(station.office.store.db, originalId)).toMatchObject([{ state: 'cancelled' }]);
    expect(pagesOf(originalId)).toHaveLength(2);
  });
});

describe('a page in small', () => {
  it('is there from the scan on, without another look at the kept page', async () => {
    const { originalId, dossierId } = receive(station);
    await scanSheets(station, originalId, ['1']);
    const { documents } = station.office.store;
    const document = documents.handle(pagesOf(originalId)[0]?.documentId ?? '', dossierId);
    await truncate(document.path, 100);
    const picture = (widthPx: number) => station.office.tasks.pageImage({ document, widthPx, turn: 0 });
    for (const width of smallWidths) expect((await picture(width)).ok, String(width)).toBe(true);
    expect(await picture(300)).toMatchObject({ error: { code: 'STORE-DOCUMENT-DAMAGED' } });
  });
});

describe('a scan that begins anew', () => {
  it('sets the old pages aside with its first page, and not before', async () => {
    const { originalId } = receive(station);
    await scanSheets(station, originalId, ['1', '2']);
    const before = pagesOf(originalId).map((page) => page.documentId);
    expect(await scanSheets(station, originalId, [], { replace: true })).toBe('SCAN-NO-PAPER');
    expect(pagesOf(originalId).map((page) => page.documentId)).toEqual(before);
    expect(await scanSheets(station, originalId, ['1', '2', '3'], { replace: true })).toBeNull();
    const after = pagesOf(originalId);
    expect(after.map((page) => page.ordinal)).toEqual([1, 2, 3]);
    expect(after.filter((page) => before.includes(page.documentId))).toEqual([]);
    const { db, documents } = station.office.store;
    expect(listScannedPages(db, originalId)).toHaveLength(5);
    expect(before.map((id) => documents.find(db, id)?.removedAt)).toEqual([null, null]);
  });
});

describe('one page scanned again', () => {
  it('comes in the place of the old one, which is set aside with it and not before', async () => {
    const { originalId } = receive(station);
    await scanSheets(station, originalId, ['1', '2', '3']);
    const [one, two, three] = pagesOf(originalId).map(({ id }) => id);
    if (!one || !two || !three) throw new Error('three pages were scanned');
    expect(await scanSheets(station, originalId, [], { replacesPage: two })).toBe('SCAN-NO-PAPER');
    expect(pagesOf(originalId).map(({ id }) => id)).toEqual([one, two, three]);
    expect(await scanSheets(station, originalId, ['2 mới'], { replacesPage: two })).toBeNull();
    const [first, again, last, ...more] = pagesOf(originalId);
    expect([first?.id, last?.id, more]).toEqual([one, three, []]);
    expect(again).toMatchObject({ ordinal: 2, scanned: 4, turn: 0 });
    // Both sides of the sheet came: they stay together.
    expect(await scanSheets(station, originalId, ['1 mới', '1 mới, mặt sau'], { replacesPage: one })).toBeNull();
    expect(pagesOf(originalId).map(({ scanned }) => scanned)).toEqual([5, 6, 4, 3]);
  });

  it('must be one that counts, and not one of all', async () => {
    const { originalId } = receive(station);
    await scanSheets(station, originalId, ['1']);
    const { office, creator } = station;
    const scan = { originalId, source: 'feeder' as const };
    expect(await startScan(office, creator, { ...scan, replace: false, replacesPage: originalId })).toMatchObject({
      error: { code: 'STORE-NOT-FOUND' },
    });
    const page = pagesOf(originalId)[0]?.id ?? '';
    expect(await startScan(office, creator, { ...scan, replace: true, replacesPage: page })).toMatchObject({
      error: { code: 'WEB-BODY-INVALID' },
    });
    expect(listScans(office.store.db, originalId)).toHaveLength(1);
  });
});

describe('whether all pages are there', () => {
  const version = (originalId: string) => station.original(originalId).version;

  it('the officer says after a jam, and once is enough', async () => {
    const { originalId } = receive(station);
    const { office, creator, scanner } = station;
    expect(finishScan(office, creator, { originalId })).toMatchObject({ error: { code: 'LAW-PAGES-MISSING' } });
    scanner.jamAt = 2;
    expect(await scanSheets(station, originalId, ['1', '2'])).toBe('SCAN-JAM');
    expect(station.original(originalId).state).toBe('draft');
    const stale = { originalId, expectedVersion: version(originalId) - 1 };
    expect(finishScan(office, creator, stale)).toMatchObject({ error: { code: 'STORE-CHANGED-MEANWHILE' } });
    const seen = { originalId, expectedVersion: version(originalId) };
    expect(finishScan(office, creator, seen)).toMatchObject({ value: { state: 'scanned' } });
    const once = version(originalId);
    expect(finishScan(office, creator, seen)).toMatchObject({ value: { state: 'scanned' } });
    expect(version(originalId)).toBe(once);
  });

  it('the glass does not know; the officer says', async () => {
    const { originalId } = receive(station);
    for (const text of ['mặt trước', 'mặt sau']) {
      expect(await scanSheets(station, originalId, [text], { source: 'flatbed' })).toBeNull();
      expect(station.original(originalId).state).toBe('draft');
    }
    expect(finishScan(station.office, station.creator, { originalId })).toMatchObject({ value: { state: 'scanned' } });
    expect(await scanSheets(station, originalId, ['thêm'], { source: 'flatbed' })).toBeNull();
    expect(station.original(originalId).state).toBe('scanned');
  });
});
