import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEntry, JournalRow } from '../../../../src/store/audit/journal.ts';
import { openSqlite } from '../../../../src/store/database.ts';
import { openTestStore, type TestStore } from '../support.ts';

const triggers = ['journal_only_grows', 'journal_is_append_only', 'journal_keeps_all'];

const entry = (n: number): JournalEntry => ({
  actor: `officer-${n % 3}`,
  role: 'creator',
  act: 'open-dossier',
  objectType: 'dossier',
  objectId: `dossier-${n}`,
  facts: { code: `H56-${n}`, pages: n, last: null, ok: n % 2 === 0 },
});

function filled(office: TestStore, length: number): void {
  for (let n = 1; n <= length; n++) {
    office.clock.move(n * 10);
    office.store.write((tx) => office.store.journal.append(tx, entry(n)));
  }
}

/** What somebody with the file and an SQLite shell can do: everything. */
async function tamper(office: TestStore, sql: string, ...values: unknown[]): Promise<void> {
  await office.store.close();
  const db = new Database(join(office.folder, 'tram.db'));
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.prepare(sql).run(...values);
  db.close();
}

test('each entry holds the hash of the one before, and the chain verifies, after a restart too', async () => {
  const office = openTestStore();
  expect(office.store.journal.verify(office.store.db)).toBeNull();
  expect(office.store.journal.lastAt(office.store.db)).toBeNull();
  filled(office, 20);
  const store = await office.reopen();
  const rows = store.journal.list(store.db, 0, 100);
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(rows[0]?.previous.equals(Buffer.alloc(32))).toBe(true);
  for (const [index, row] of rows.entries()) {
    expect(row.hash).toHaveLength(32);
    if (index > 0) expect(row.previous.equals(rows[index - 1]?.hash ?? Buffer.alloc(0))).toBe(true);
  }
  expect(store.journal.verify(store.db)).toBeNull();
  expect(store.journal.lastAt(store.db)).toBe(office.clock.now());
});

test('a chain of more entries than are read at a time verifies, and a change at its end is found', async () => {
  const office = openTestStore();
  office.store.write((tx) => {
    for (let n = 1; n <= 2500; n++) office.store.journal.append(tx, entry(n));
  });
  expect(office.store.journal.verify(office.store.db)).toBeNull();
  await tamper(office, "UPDATE journal SET act = 'x' WHERE seq = 2499");
  const store = await office.reopen();
  expect(store.journal.verify(store.db)).toBe(2499);
});

test('what was appended is read in its order, from any place, and by its object', () => {
  const office = openTestStore();
  filled(office, 5);
  const { journal, db } = office.store;
  expect(journal.list(db, 2, 2).map(({ seq }) => seq)).toEqual([3, 4]);
  expect(journal.ofObject(db, 'dossier', 'dossier-4')).toMatchObject([{ seq: 4, ...entry(4) }]);
  expect(journal.ofObject(db, 'dossier', 'nothing')).toEqual([]);
  expect(journal.ofObject(db, 'original', 'dossier-4')).toEqual([]);
});

test.each([
  "UPDATE journal SET act = 'x' WHERE seq = 2",
  'DELETE FROM journal WHERE seq = 2',
  'DELETE FROM journal',
  "INSERT OR REPLACE INTO journal VALUES (2, 1, 'a', 'r', 'x', 'dossier', 'd', '{}', x'00', x'01')",
  'REPLACE INTO journal SELECT 9, at, actor, role, act, object_type, object_id, facts, previous, hash FROM journal WHERE seq = 3',
  "INSERT INTO journal VALUES (5, 1, 'a', 'r', 'x', 'dossier', 'd', '{}', x'00', x'01')",
  'UPDATE OR REPLACE journal SET seq = 1 WHERE seq = 3',
])('the database refuses: %s', (sql) => {
  const office = openTestStore();
  filled(office, 3);
  const other = openSqlite(join(office.folder, 'tram.db'));
  expect(() => other.exec(sql)).toThrow('the journal is append-only');
  other.close();
  expect(office.store.journal.list(office.store.db, 0, 100)).toHaveLength(3);
  expect(office.store.journal.verify(office.store.db)).toBeNull();
});

const columns: Record<string, fc.Arbitrary<string | number | Buffer>> = {
  at: fc.integer({ min: 0, max: 2 ** 50 }),
  actor: fc.string(),
  role: fc.string(),
  act: fc.string(),
  object_type: fc.string(),
  object_id: fc.string(),
  facts: fc.oneof(
    fc
      .dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)))
      .map((v) => JSON.stringify(v)),
    fc.constantFrom('null', '5', '[]', '"x"', '[{}]', 'true'),
  ),
  previous: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  hash: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
};

test.each(Object.keys(columns))('a changed %s in any entry is found, at that entry', async (column) => {
  const length = 8;
  const change = columns[column] ?? fc.constant('');
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: length }), change, async (seq, value) => {
      const office = openTestStore();
      filled(office, length);
      const before = office.store.journal.list(office.store.db, 0, 100);
      await tamper(office, `UPDATE journal SET ${column} = ? WHERE seq = ?`, value, seq);
      const store = await office.reopen();
      const after = store.journal.list(store.db, 0, 100);
      const changed = JSON.stringify(after) !== JSON.stringify(before);
      expect(store.journal.verify(store.db)).toBe(changed ? seq : null);
    }),
    { seed: 20, numRuns: 8 },
  );
});

test.each([
  ['a missing entry in the middle', 'DELETE FROM journal WHERE seq = 4', 4],
  ['a missing beginning', 'DELETE FROM journal WHERE seq < 3', 1],
  ['an entry under another number', 'UPDATE journal SET seq = 100 WHERE seq = 8', 8],
  [
    'two entries in the place of each other',
    'UPDATE journal SET seq = CASE seq WHEN 3 THEN -4 WHEN 4 THEN -3 ELSE seq END',
    3,
  ],
  [
    'an entry put in between by another hand',
    `INSERT INTO journal SELECT 9, at, actor, role, act, object_type, object_id, facts, previous, zeroblob(32)
     FROM journal WHERE seq = 8`,
    9,
  ],
])('%s is found', async (_what, sql, seq) => {
  const office = openTestStore();
  filled(office, 8);
  await tamper(office, sql);
  const store = await office.reopen();
  expect(store.journal.verify(store.db)).toBe(seq);
});

test.each(['[]', '5', 'null', '""', 'false'])('facts that are %s in the place of none are found', async (facts) => {
  const office = openTestStore();
  const { facts: _none, ...bare } = entry(1);
  office.store.write((tx) => office.store.journal.append(tx, bare));
  await tamper(office, 'UPDATE journal SET facts = ?', facts);
  const store = await office.reopen();
  expect(store.journal.verify(store.db)).toBe(1);
});

/** The hash of an entry as the documentation has it, for those who check the chain with another program. */
function documentedHash(row: JournalRow): Buffer {
  const { seq, at, actor, role, act, objectType, objectId, facts } = row;
  const sorted = Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify([seq, at, actor, role, act, objectType, objectId, sorted]);
  return createHash('sha256').update(row.previous).update(text).digest();
}

test('a hash is SHA-256 of the hash before and the entry as JSON', () => {
  const office = openTestStore();
  filled(office, 3);
  for (const row of office.store.journal.list(office.store.db, 0, 10)) {
    expect(row.hash.equals(documentedHash(row))).toBe(true);
  }
});

test.each<[string, (last: JournalRow, before: JournalRow) => Partial<JournalRow>, number]>([
  ['leaves a number out', (last) => ({ seq: last.seq + 1 }), 5],
  ['follows from another entry than the last', (_last, before) => ({ previous: before.previous }), 5],
])('an entry that has its right hash and %s is found', async (_what, change, seq) => {
  const office = openTestStore();
  filled(office, 5);
  const [before, last] = office.store.journal.list(office.store.db, 3, 2);
  if (!before || !last) throw new Error('no entries');
  const forged = { ...last, ...change(last, before) };
  const values = [forged.seq, forged.previous, documentedHash(forged)];
  await tamper(office, 'UPDATE journal SET seq = ?, previous = ?, hash = ? WHERE seq = 5', ...values);
  const store = await office.reopen();
  expect(store.journal.verify(store.db)).toBe(seq);
});

test('facts are hashed by content: their order in the object does not matter', () => {
  const hashes = [
    { a: 1, b: 'x' },
    { b: 'x', a: 1 },
  ].map((facts) => {
    const { store } = openTestStore();
    store.write((tx) => store.journal.append(tx, { ...entry(1), facts }));
    return store.journal.list(store.db, 0, 1)[0]?.hash.toString('hex');
  });
  expect(hashes[0]).toBe(hashes[1]);
});

test('an entry is written with its change or not at all', () => {
  const { store } = openTestStore();
  const cut = () =>
    store.write((tx) => {
      store.journal.append(tx, entry(1));
      throw new Error('cut');
    });
  expect(cut).toThrow('cut');
  expect(store.journal.list(store.db, 0, 10)).toEqual([]);
  store.write((tx) => store.journal.append(tx, entry(2)));
  expect(store.journal.list(store.db, 0, 10)).toMatchObject([{ seq: 1, objectId: 'dossier-2' }]);
});
