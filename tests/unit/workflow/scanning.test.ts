import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listPages, listScans } from '../../../src/store/repositories/pages.ts';
import { type LeaveInput, leave } from '../../../src/workflow/commands/leave.ts';
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

describe('a scan that begins anew', () => {
  it('puts the old pages aside with its first page, and not before', async () => {
    const { originalId } = receive(station);
    await scanSheets(station, originalId, ['1', '2']);
    const before = pagesOf(originalId).map((page) => page.documentId);
    expect(await scanSheets(station, originalId, [], true)).toBe('SCAN-NO-PAPER');
    expect(pagesOf(originalId).map((page) => page.documentId)).toEqual(before);
    expect(await scanSheets(station, originalId, ['1', '2', '3'], true)).toBeNull();
    const after = pagesOf(originalId);
    expect(after.map((page) => page.ordinal)).toEqual([1, 2, 3]);
    expect(after.filter((page) => before.includes(page.documentId))).toEqual([]);
    const { db, documents } = station.office.store;
    expect(before.map((id) => documents.find(db, id)?.removedAt)).not.toContain(null);
  });
});
