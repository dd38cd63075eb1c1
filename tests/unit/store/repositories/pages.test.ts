import { expect, test } from 'vitest';
import { newId } from '../../../../src/common/id.ts';
import type { Tx } from '../../../../src/store/index.ts';
import {
  countPages,
  findPage,
  findScan,
  insertPage,
  insertScan,
  lastOrdinal,
  listPages,
  listScans,
  listUnfinishedScans,
  updateScan,
} from '../../../../src/store/repositories/pages.ts';
import { addOriginal, openTestStore } from '../support.ts';

function withScan() {
  const office = openTestStore();
  const { store, clock } = office;
  const { originalId } = store.write((tx) => addOriginal(tx, clock));
  const begin = (tx: Tx): string => {
    const id = newId(clock);
    insertScan(tx, { id, originalId, state: 'scanning', device: 'test:0', source: 'flatbed', begunAt: clock.now() });
    return id;
  };
  const scanId = store.write(begin);
  const addPage = (tx: Tx, ordinal: number): void => {
    const documentId = newId(clock);
    store.documents.record(tx, { id: documentId, keyId: 'k', purpose: 'page', length: 1, sha256: '' });
    const size = { widthPx: 2480, heightPx: 3508, dpi: 300 };
    insertPage(tx, { id: newId(clock), originalId, scanId, ordinal, documentId, ...size, createdAt: clock.now() });
  };
  return { ...office, originalId, scanId, begin, addPage };
}

test('pages are kept in their order, counted, and found by their place', () => {
  const { store, originalId, addPage } = withScan();
  expect(lastOrdinal(store.db, originalId)).toBe(0);
  store.write((tx) => {
    for (const ordinal of [2, 1, 3]) addPage(tx, ordinal);
  });
  expect(listPages(store.db, originalId).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
  expect(lastOrdinal(store.db, originalId)).toBe(3);
  expect(countPages(store.db, [originalId, 'other'])).toEqual(new Map([[originalId, 3]]));
  expect(countPages(store.db, [])).toEqual(new Map());
  expect(findPage(store.db, originalId, 2)).toMatchObject({ ordinal: 2, widthPx: 2480 });
  expect(findPage(store.db, originalId, 4)).toBeUndefined();
  expect(() => store.write((tx) => addPage(tx, 2))).toThrow(/UNIQUE/);
});

test('an original is scanned by one scan at a time, and an unfinished one is found after a restart', async () => {
  const office = withScan();
  const { originalId, scanId, begin } = office;
  expect(() => office.store.write(begin)).toThrow(/UNIQUE/);
  const store = await office.reopen();
  expect(listUnfinishedScans(store.db).map(({ id }) => id)).toEqual([scanId]);
  store.write((tx) => updateScan(tx, scanId, { state: 'interrupted', failureCode: 'SCAN-INTERRUPTED', endedAt: 5 }));
  expect(findScan(store.db, scanId)).toMatchObject({ state: 'interrupted', endedAt: 5 });
  expect(listUnfinishedScans(store.db)).toEqual([]);
  store.write(begin);
  expect(listScans(store.db, originalId)).toHaveLength(2);
});
