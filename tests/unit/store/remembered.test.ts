import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSqlite } from '../../../src/store/database.ts';
import { sql } from '../../../src/store/drizzle.ts';
import type { Reader } from '../../../src/store/index.ts';
import { remembered } from '../../../src/store/remembered.ts';
import { openTestStore } from './support.ts';

const add = (id: string, name: string): string =>
  `INSERT OR REPLACE INTO officers (id, username, full_name, password_hash, roles, position_title, decision_number, valid_from)
   VALUES ('${id}', '${id}', '${name}', '', '[]', '', '', '2026-01-01')`;

/** Names of the officers from `key` on, straight from the table. */
const names = (db: Reader, key: string): string[] =>
  db
    .all<{ name: string }>(sql`SELECT full_name AS name FROM officers WHERE id >= ${key} ORDER BY id`)
    .map(({ name }) => name);

function counted() {
  let reads = 0;
  const read = remembered(['officers'], (db, key) => {
    reads += 1;
    return names(db, key);
  });
  return { read, reads: () => reads };
}

test('is read again after a change in its table, by key, and not after another', () => {
  const { store } = openTestStore();
  const { read, reads } = counted();
  store.write((tx) => tx.run(sql.raw(add('a', 'Súa'))));
  expect([read(store.db, 'a'), read(store.db, 'a'), read(store.db, 'b')]).toEqual([['Súa'], ['Súa'], []]);
  expect(reads()).toBe(2);
  store.write((tx) => tx.run(sql.raw("INSERT INTO settings VALUES ('x', '1', 1, NULL)")));
  expect(read(store.db, 'a')).toEqual(['Súa']);
  expect(reads()).toBe(2);
  store.write((tx) => tx.run(sql.raw("UPDATE officers SET full_name = 'Mỷ'")));
  expect(read(store.db, 'a')).toEqual(['Mỷ']);
  store.write((tx) => tx.run(sql.raw('DELETE FROM officers')));
  expect(read(store.db, 'a')).toEqual([]);
});

test('another process’s change is seen at once, and so is another store’s', () => {
  const [one, two] = [openTestStore(), openTestStore()];
  const { read } = counted();
  expect([read(one.store.db, 'a'), read(two.store.db, 'a')]).toEqual([[], []]);
  const other = openSqlite(join(one.folder, 'tram.db'));
  other.exec(add('a', 'Páo'));
  other.close();
  expect([read(one.store.db, 'a'), read(two.store.db, 'a')]).toEqual([['Páo'], []]);
});

test('no search of the day is kept for ever', () => {
  const { store } = openTestStore();
  const { read, reads } = counted();
  for (let n = 0; n < 450; n++) read(store.db, `key ${n}`);
  read(store.db, 'key 449');
  expect(reads()).toBe(450);
  read(store.db, 'key 0');
  expect(reads()).toBe(451);
});

test('whatever happens to its table, by whom and how it ends, it says what the table says', () => {
  const { store, folder } = openTestStore();
  const other = openSqlite(join(folder, 'tram.db'));
  const { read } = counted();
  const change = fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('Súa', 'Mỷ', 'Páo')).map(([id, name]) => add(id, name)),
    fc.constantFrom('a', 'b').map((id) => `DELETE FROM officers WHERE id = '${id}'`),
    fc.constant('DELETE FROM officers'),
    fc.constant("UPDATE officers SET full_name = full_name || '.'"),
  );
  const step = fc.record({ change, by: fc.constantFrom('us', 'us, taken back', 'another process', 'nobody') });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      for (const { change: text, by } of steps) {
        if (by === 'another process') other.exec(text);
        else if (by !== 'nobody') {
          try {
            store.write((tx) => {
              tx.run(sql.raw(text));
              // Inside, what was changed is seen, and forgotten when it is taken back.
              expect(read(store.db, 'a')).toEqual(names(store.db, 'a'));
              if (by === 'us, taken back') throw new RangeError('taken back');
            });
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
          }
        }
        for (const key of ['a', 'b']) expect(read(store.db, key)).toEqual(names(store.db, key));
      }
    }),
    { numRuns: 60 },
  );
  other.close();
});
