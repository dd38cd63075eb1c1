import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSqlite } from '../../../../src/store/database.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import type { Store, Tx } from '../../../../src/store/index.ts';
import {
  activeEntry,
  closeVolume,
  findVolume,
  lastNumber,
  listEntries,
  listReserved,
  listVolumes,
  updateEntry,
} from '../../../../src/store/repositories/register.ts';
import { registerEntries } from '../../../../src/store/schema/index.ts';
import { addEntry, addOriginal, addOriginalTo, addVolume, openTestStore, register } from '../support.ts';

const entryOf = (store: Store, id: string) =>
  store.db.select().from(registerEntries).where(eq(registerEntries.id, id)).get();

/** An office with one volume and so many originals. */
function withOriginals(count: number) {
  const office = openTestStore();
  const { store, clock } = office;
  return store.write((tx) => {
    const { dossierId, officerId, originalId } = addOriginal(tx, clock);
    const more = Array.from({ length: count - 1 }, (_, i) => addOriginalTo(tx, clock, dossierId, officerId, i + 2));
    return { ...office, volumeId: addVolume(tx, clock), originals: [originalId, ...more] };
  });
}

test('an original holds one number at a time; a voided one stays in the book and makes room for the next', () => {
  const { store, clock, volumeId, originals } = withOriginals(1);
  const [originalId = ''] = originals;
  const reserve = (number: number) => (tx: Tx) => addEntry(tx, clock, { volumeId, originalId, number });
  const first = store.write(reserve(1));
  expect(activeEntry(store.db, originalId)?.id).toBe(first);
  for (const state of ['reserved', 'signed', 'entered'] as const) {
    store.write((tx) => updateEntry(tx, first, { state }));
    expect(activeEntry(store.db, originalId)).toMatchObject({ id: first, state });
    expect(() => store.write(reserve(2))).toThrow(/UNIQUE.*original_id/);
  }
  store.write((tx) => updateEntry(tx, first, { state: 'voided', voidReason: 'returned: mờ trang 2' }));
  expect(activeEntry(store.db, originalId)).toBeUndefined();
  const second = store.write(reserve(2));
  expect(activeEntry(store.db, originalId)?.id).toBe(second);
  expect(entryOf(store, first)).toMatchObject({ state: 'voided', number: 1, voidReason: 'returned: mờ trang 2' });
  expect(lastNumber(store.db, register)).toBe(2);
});

test('a number is used once in a register and a year', () => {
  const { store, clock, volumeId, originals } = withOriginals(3);
  const [a = '', b = '', c = ''] = originals;
  const first = store.write((tx) => addEntry(tx, clock, { volumeId, originalId: a, number: 1 }));
  const again = (originalId: string, year: number = register.year) =>
    store.write((tx) => addEntry(tx, clock, { volumeId, originalId, number: 1, year }));
  expect(() => again(b)).toThrow(/UNIQUE/);
  store.write((tx) => updateEntry(tx, first, { state: 'voided' }));
  expect(() => again(b), 'a voided number is not free').toThrow(/UNIQUE/);
  again(c, 2027);
  expect(lastNumber(store.db, { ...register, year: 2027 })).toBe(1);
});

test.each([
  ['removed', 'DELETE FROM register_entries WHERE number = 1', 'stays in the book'],
  ['renumbered', 'UPDATE register_entries SET number = 9', 'does not change'],
  ['moved to another year', 'UPDATE register_entries SET year = 2027', 'does not change'],
  ['moved to another register', "UPDATE register_entries SET register_type = 'SCTĐT/BS'", 'does not change'],
  ['moved to another original', "UPDATE register_entries SET original_id = 'x'", 'does not change'],
  ['replaced', 'INSERT OR REPLACE INTO register_entries SELECT * FROM register_entries', 'stays in the book'],
])('the database refuses that an entry is %s', (_how, sql, message) => {
  const { store, clock, folder, volumeId, originals } = withOriginals(1);
  store.write((tx) => addEntry(tx, clock, { volumeId, originalId: originals[0] ?? '', number: 1 }));
  const other = openSqlite(join(folder, 'tram.db'));
  expect(() => other.exec(sql)).toThrow(message);
  other.close();
  expect(lastNumber(store.db, register)).toBe(1);
});

test.each(['voided', 'cancelled'] as const)('a %s entry does not come to life again', (state) => {
  const { store, clock, volumeId, originals } = withOriginals(1);
  const id = store.write((tx) => addEntry(tx, clock, { volumeId, originalId: originals[0] ?? '', number: 1 }));
  store.write((tx) => updateEntry(tx, id, { state }));
  for (const next of ['reserved', 'signed', 'entered'] as const) {
    expect(() => store.write((tx) => updateEntry(tx, id, { state: next }))).toThrow('stays void');
  }
  store.write((tx) => updateEntry(tx, id, { state, voidReason: 'kept' }));
  expect(entryOf(store, id)).toMatchObject({ state, voidReason: 'kept' });
});

test('the last number is the highest of its register and year, whatever order they came in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 12 }), (numbers) => {
      const { store, clock, volumeId, originals } = withOriginals(numbers.length);
      expect(lastNumber(store.db, register)).toBe(0);
      store.write((tx) => {
        for (const [i, number] of numbers.entries())
          addEntry(tx, clock, { volumeId, originalId: originals[i] ?? '', number });
      });
      expect(lastNumber(store.db, register)).toBe(Math.max(...numbers));
      expect(lastNumber(store.db, { ...register, year: 2027 })).toBe(0);
      expect(lastNumber(store.db, { ...register, office: 'UBND khác' })).toBe(0);
    }),
    { seed: 500, numRuns: 6 },
  );
});

test('the book is read page by page by number, also where it begins in the middle of a paper book', () => {
  const { store, clock, volumeId, originals } = withOriginals(6);
  store.write((tx) => {
    for (const [i, originalId] of originals.entries()) addEntry(tx, clock, { volumeId, originalId, number: 57 + i });
  });
  const page = (after: number) => listEntries(store.db, register, { after, limit: 3 }).map(({ number }) => number);
  expect(page(0)).toEqual([57, 58, 59]);
  expect(page(59)).toEqual([60, 61, 62]);
  expect(page(62)).toEqual([]);
  expect(listReserved(store.db)).toHaveLength(6);
});

test('volumes are listed by year and place, and closed once', () => {
  const { store, clock } = openTestStore();
  const ids = store.write((tx) =>
    [
      [1, 2027],
      [2, 2026],
      [1, 2026],
    ].map(([n, year]) => addVolume(tx, clock, n, year)),
  );
  const listed = listVolumes(store.db, register).map(({ year, ordinal }) => `${ordinal}/${year}`);
  expect(listed).toEqual(['1/2026', '2/2026', '1/2027']);
  store.write((tx) => closeVolume(tx, ids[0] ?? '', 77));
  expect(findVolume(store.db, ids[0] ?? '')?.closedAt).toBe(77);
  expect(() => store.write((tx) => addVolume(tx, clock, 1, 2026))).toThrow(/UNIQUE/);
});
