import { expect, test } from 'vitest';
import {
  findDossier,
  findDossierByTracking,
  findOriginal,
  insertDossier,
  listDossiers,
  listOriginals,
  listOriginalsInState,
  updateDossier,
  updateOriginal,
} from '../../../../src/store/repositories/dossiers.ts';
import { addOriginal, addOriginalTo, openTestStore } from '../support.ts';

test('of two writers that read the same version of an original the first one wins', () => {
  const { store, clock } = openTestStore();
  const { originalId } = store.write((tx) => addOriginal(tx, clock));
  const [first, second] = [1, 2].map(() => findOriginal(store.db, originalId));
  if (!first || !second) throw new Error('no original');
  expect(store.write((tx) => updateOriginal(tx, first, { state: 'scanned' }))).toBe(true);
  expect(store.write((tx) => updateOriginal(tx, second, { state: 'withdrawn', title: 'Khác' }))).toBe(false);
  expect(findOriginal(store.db, originalId)).toMatchObject({ state: 'scanned', title: 'Giấy khai sinh', version: 2 });
  const third = findOriginal(store.db, originalId);
  expect(third && store.write((tx) => updateOriginal(tx, third, { state: 'withdrawn' }))).toBe(true);
  expect(findOriginal(store.db, originalId)).toMatchObject({ state: 'withdrawn', version: 3 });
});

test('an original that does not exist is not changed', () => {
  const { store } = openTestStore();
  expect(store.write((tx) => updateOriginal(tx, { id: 'nothing', version: 1 }, { state: 'scanned' }))).toBe(false);
});

test('originals are listed by dossier and in their order, and by state', () => {
  const { store, clock } = openTestStore();
  const [a, b] = store.write((tx) => [addOriginal(tx, clock, 1), addOriginal(tx, clock, 2)]);
  const second = store.write((tx) => addOriginalTo(tx, clock, a.dossierId, a.officerId, 2));
  expect(listOriginals(store.db, [a.dossierId]).map(({ id }) => id)).toEqual([a.originalId, second]);
  expect(listOriginals(store.db, [a.dossierId, b.dossierId])).toHaveLength(3);
  expect(listOriginals(store.db, [])).toEqual([]);
  expect(listOriginalsInState(store.db, ['draft'])).toHaveLength(3);
  expect(listOriginalsInState(store.db, ['signed'])).toEqual([]);
});

test('two originals of a dossier do not have the same place in it', () => {
  const { store, clock } = openTestStore();
  const { dossierId, officerId } = store.write((tx) => addOriginal(tx, clock));
  expect(() => store.write((tx) => addOriginalTo(tx, clock, dossierId, officerId, 1))).toThrow(/UNIQUE/);
});

test('a dossier code is given once, and so is a tracking code', () => {
  const { store, clock } = openTestStore();
  const { dossierId } = store.write((tx) => addOriginal(tx, clock));
  const row = findDossier(store.db, dossierId);
  if (!row) throw new Error('no dossier');
  const insert = (change: Partial<typeof row>) =>
    store.write((tx) => insertDossier(tx, { ...row, id: 'other', ...change }));
  expect(() => insert({ trackingCode: 'OTHER00001' })).toThrow(/UNIQUE.*dossiers\.code/);
  expect(() => insert({ code: 'H56.14-261122-00099' })).toThrow(/UNIQUE.*dossiers\.tracking_code/);
  expect(findDossierByTracking(store.db, row.trackingCode)).toEqual(row);
  expect(findDossierByTracking(store.db, row.trackingCode.slice(1))).toBeUndefined();
});

test('dossiers are listed due soonest first, searched by folded name or code, and limited', () => {
  const { store, clock } = openTestStore();
  const ids = store.write((tx) => [3, 1, 2].map((n) => addOriginal(tx, clock, n).dossierId));
  const [last = '', first = '', middle = ''] = ids;
  store.write((tx) => updateDossier(tx, middle, { requesterName: 'Vàng Thị Chở', requesterFolded: 'vang thi cho' }));
  const found = (options: Omit<Parameters<typeof listDossiers>[1], 'limit'>, limit = 10) =>
    listDossiers(store.db, { ...options, limit }).map(({ id }) => id);
  expect(found({})).toEqual([first, middle, last]);
  expect(found({}, 2)).toEqual([first, middle]);
  expect(found({ search: 'thi may' })).toEqual([first, last]);
  expect(found({ search: '00002' })).toEqual([middle]);
  expect(found({ search: 'nobody' })).toEqual([]);
  expect(found({ createdSince: clock.now() + 1 })).toEqual([]);
});

test.each(['lo%may', 'lo_thi', "' OR 1=1 --"])('the search for %j is a search for text, not a pattern', (search) => {
  const { store, clock } = openTestStore();
  store.write((tx) => addOriginal(tx, clock));
  expect(listDossiers(store.db, { search: 'lo thi', limit: 10 })).toHaveLength(1);
  expect(listDossiers(store.db, { search, limit: 10 })).toEqual([]);
});
