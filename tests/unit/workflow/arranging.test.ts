import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHECKLIST, type PlacedPage, TURNS } from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';
import { countPages, findPage, listPages, listScannedPages } from '../../../src/store/repositories/pages.ts';
import { arrangePages } from '../../../src/workflow/commands/arrange-pages.ts';
import { compare } from '../../../src/workflow/commands/compare.ts';
import { leave } from '../../../src/workflow/commands/leave.ts';
import { startScan } from '../../../src/workflow/commands/start-scan.ts';
import { submit } from '../../../src/workflow/commands/submit.ts';
import {
  receive,
  scanSheets,
  submitted,
  WorkflowBench,
  type WorkflowOffice,
} from '../../peers/workflow/workflow-office.ts';

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

const db = () => station.office.store.db;
const placed = (originalId: string): PlacedPage[] => listPages(db(), originalId).map(({ id, turn }) => ({ id, turn }));
const version = (originalId: string) => station.original(originalId).version;

async function scanned(sheets = ['1', '2', '3']): Promise<{ originalId: string; ids: string[] }> {
  const { originalId } = receive(station);
  expect(await scanSheets(station, originalId, sheets)).toBeNull();
  return { originalId, ids: placed(originalId).map(({ id }) => id) };
}

function arrange(originalId: string, pages: readonly PlacedPage[], expectedVersion = version(originalId)) {
  return arrangePages(station.office, station.creator, { originalId, pages, expectedVersion });
}

function compareAll(originalId: string): void {
  const ticked = CHECKLIST.map((item) => item.id);
  unwrap(compare(station.office, station.creator, { originalId, ticked, chargeablePages: 2 }));
}

/** Every scanned page as its file holds it. */
async function bytesOf(originalId: string): Promise<string[]> {
  const { documents } = station.office.store;
  return await Promise.all(
    listScannedPages(db(), originalId).map(async ({ documentId }) => {
      const row = documents.find(db(), documentId);
      if (!row) throw new Error('a scanned page has no document');
      return unwrap(await documents.read(row, { offset: 0, length: row.length })).toString('base64');
    }),
  );
}

describe('pages', () => {
  it('are moved, turned, set aside and brought back; the journal counts and names nobody', async () => {
    const { originalId, ids } = await scanned();
    const [a = '', b = '', c = ''] = ids;
    const edited: PlacedPage[] = [
      { id: c, turn: 0 },
      { id: a, turn: 270 },
    ];
    expect(arrange(originalId, edited)).toMatchObject({ value: { state: 'scanned' } });
    expect(placed(originalId)).toEqual(edited);
    expect(listPages(db(), originalId)).toMatchObject([
      { id: c, ordinal: 1, scanned: 3 },
      { id: a, ordinal: 2, scanned: 1 },
    ]);
    expect(findPage(db(), originalId, 2)).toMatchObject({ id: a, turn: 270 });
    expect(findPage(db(), originalId, 3)).toBeUndefined();
    expect(countPages(db(), [originalId]).get(originalId)).toBe(2);
    const entry = station.office.store.journal.list(db(), 0, 1000).findLast(({ act }) => act === 'edit-pages');
    expect(entry).toMatchObject({ objectId: originalId, facts: { pages: 2, aside: 1, turned: 1 } });

    expect(await scanSheets(station, originalId, ['4'])).toBeNull();
    expect(
      placed(originalId)
        .map(({ id }) => id)
        .slice(0, 2),
    ).toEqual([c, a]);
    expect(countPages(db(), [originalId]).get(originalId)).toBe(3);
    expect(arrange(originalId, [...placed(originalId), { id: b, turn: 90 }])).toMatchObject({ ok: true });
    expect(placed(originalId)).toHaveLength(4);
  });

  it('stand as they were after a refusal', async () => {
    const { originalId, ids } = await scanned();
    const other = await scanned(['khác']);
    const [a = '', b = ''] = ids;
    const at = (...list: string[]): PlacedPage[] => list.map((id) => ({ id, turn: 0 }));
    for (const [pages, code] of [
      [at(), 'LAW-PAGES-NONE-LEFT'],
      [at(a, b, a), 'LAW-PAGES-ARRANGEMENT'],
      [at(a, other.ids[0] ?? ''), 'LAW-PAGES-ARRANGEMENT'],
      [at(a, originalId), 'LAW-PAGES-ARRANGEMENT'],
    ] as const) {
      expect(arrange(originalId, pages)).toMatchObject({ error: { code } });
    }
    expect(arrange('0190a0b1-0000-7000-8000-00000000dead', at(a), 1)).toMatchObject({
      error: { code: 'STORE-NOT-FOUND' },
    });
    expect(
      arrangePages(station.office, station.signer, { originalId, pages: at(a), expectedVersion: version(originalId) }),
    ).toMatchObject({ error: { code: 'WEB-ROLE-MISSING' } });
    expect(placed(originalId).map(({ id }) => id)).toEqual(ids);
  });

  it('of two officers at once one arranges; the same sent again changes nothing', async () => {
    const { originalId, ids } = await scanned();
    const seen = version(originalId);
    const turned = placed(originalId).toReversed();
    expect(arrange(originalId, turned, seen)).toMatchObject({ ok: true });
    const after = version(originalId);
    expect(arrange(originalId, turned, seen)).toMatchObject({ value: { version: after } });
    expect(version(originalId)).toBe(after);
    expect(arrange(originalId, [{ id: ids[0] ?? '', turn: 0 }], seen)).toMatchObject({
      error: { code: 'STORE-CHANGED-MEANWHILE' },
    });
    expect(placed(originalId)).toEqual(turned);
  });

  it('are not arranged while more are coming', async () => {
    const { originalId } = await scanned();
    const { office, creator, scanner } = station;
    let go = (): void => {};
    const reached = new Promise<void>((resolve) => {
      scanner.beforePage = () => {
        resolve();
        return new Promise<void>((release) => {
          go = release;
        });
      };
    });
    scanner.sheets.push('4');
    unwrap(await startScan(office, creator, { originalId, source: 'feeder', replace: false }));
    await reached;
    expect(arrange(originalId, placed(originalId).toReversed())).toMatchObject({ error: { code: 'SCAN-BUSY' } });
    const [running] = office.runningScans.values();
    go();
    await running?.ended;
    expect(placed(originalId)).toHaveLength(4);
  });
});

describe('an edit after the comparison', () => {
  it('takes comparison and fee back: what was compared is no longer what would be signed', async () => {
    const { originalId } = await scanned();
    compareAll(originalId);
    expect(station.original(originalId)).toMatchObject({ state: 'compared', feeVnd: 4000 });
    expect(arrange(originalId, placed(originalId))).toMatchObject({ value: { state: 'compared' } });
    expect(arrange(originalId, placed(originalId).toReversed())).toMatchObject({ value: { state: 'scanned' } });
    const fallen = { comparedBy: null, comparedAt: null, feeVnd: null, chargeablePages: null };
    expect(station.original(originalId)).toMatchObject(fallen);
    compareAll(originalId);
    expect(await scanSheets(station, originalId, ['4'])).toBeNull();
    expect(station.original(originalId)).toMatchObject({ state: 'scanned', ...fallen });
  });

  it('is refused once the signer has it, and possible again when it comes back', async () => {
    const { originalId } = await submitted(station);
    const turned = placed(originalId).toReversed();
    expect(arrange(originalId, turned)).toMatchObject({
      error: { code: 'LAW-TRANSITION', facts: { state: 'awaiting-signature', act: 'edit-pages' } },
    });
    expect(placed(originalId)).not.toEqual(turned);
    const { office, signer, creator } = station;
    unwrap(leave(office, signer, { originalId, act: 'return-to-creator', reason: 'Trang 2 bị ngược' }));
    expect(arrange(originalId, turned)).toMatchObject({ value: { state: 'scanned' } });
    compareAll(originalId);
    expect(submit(office, creator, { originalId })).toMatchObject({ ok: true });
  });
});

it('any sequence of arrangements keeps every scan and every byte, and the last one counts', async () => {
  const { originalId, ids } = await scanned(['1', '2', '3', '4']);
  const bytes = await bytesOf(originalId);
  const arrangement = fc
    .shuffledSubarray(ids, { minLength: 1 })
    .chain((chosen) => fc.tuple(...chosen.map((id) => fc.constantFrom(...TURNS).map((turn) => ({ id, turn })))));
  fc.assert(
    fc.property(fc.array(arrangement, { minLength: 1, maxLength: 8 }), (sequence) => {
      for (const pages of sequence) expect(arrange(originalId, pages)).toMatchObject({ ok: true });
      expect(placed(originalId)).toEqual(sequence.at(-1));
      expect(countPages(db(), [originalId]).get(originalId)).toBe(sequence.at(-1)?.length);
      expect(listScannedPages(db(), originalId).map(({ id }) => id)).toEqual(ids);
    }),
    { numRuns: 25 },
  );
  expect(await bytesOf(originalId)).toEqual(bytes);
});
