import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase, openSqlite } from '../../../src/store/database.ts';
import { type Migration, migrate, readMigrations } from '../../../src/store/migrate.ts';
import { fillOffice, officeRows } from './filled.ts';
import { temporaryFolder } from './support.ts';

function open(): Database.Database {
  const db = openSqlite(join(temporaryFolder(), 'test.db'));
  onTestFinished(() => {
    db.close();
  });
  return db;
}

const first: Migration = {
  number: 1,
  name: 'parents',
  sql: `CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
        CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents (id)) STRICT;`,
};

const step = (sql: string): Migration => ({ number: 2, name: 'step', sql });

function filled(): Database.Database {
  const db = open();
  migrate(db, [first]);
  db.exec("INSERT INTO parents VALUES (1, 'a'), (2, 'b'); INSERT INTO children VALUES (10, 1), (20, 2)");
  return db;
}

const count = (db: Database.Database, table: string): unknown =>
  db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

test('the migrations are numbered from 1 without a gap, and said so when they are not', () => {
  const found = readMigrations();
  expect(found.map(({ number }) => number)).toEqual(found.map((_, index) => index + 1));
  expect(found.length).toBeGreaterThan(0);
  for (const { name, sql } of found) {
    expect(name).toMatch(/^[a-z0-9-]+$/);
    expect(sql).not.toMatch(/\b(BEGIN\s*(TRANSACTION|IMMEDIATE|;)|COMMIT|ROLLBACK|PRAGMA)\b/i);
    expect(sql).not.toMatch(/\bON\s+DELETE\s+CASCADE\b/i);
  }
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  for (const name of ['0001_one.sql', '0003_three.sql']) writeFileSync(join(folder, name), '');
  expect(() => readMigrations(folder)).toThrow('0003_three.sql breaks the sequence');
});

test('each step is done once, and a second run does nothing', () => {
  const db = open();
  expect(migrate(db)).toBe(readMigrations().length);
  expect(db.pragma('user_version', { simple: true })).toBe(readMigrations().length);
  const schema = db.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all();
  migrate(db);
  expect(db.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all()).toEqual(schema);
});

test('the steps can be taken one by one, each on the filled database that the one before left', () => {
  const all = readMigrations();
  const db = open();
  for (let done = 1; done <= all.length; done++) {
    migrate(db, all.slice(0, done));
    if (done === 1) fillOffice(db);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    for (const [table, rows] of Object.entries(officeRows)) expect(count(db, table), table).toBe(rows);
  }
  expect(db.prepare('SELECT requester_name FROM dossiers').pluck().get()).toBe('Lò Thị Mẩy');
});

test('a table rebuild keeps the rows that refer to the table', () => {
  const db = filled();
  migrate(db, [
    first,
    step(`CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT) STRICT;
          INSERT INTO parents_new (id, name) SELECT id, name FROM parents;
          DROP TABLE parents;
          ALTER TABLE parents_new RENAME TO parents;`),
  ]);
  expect([count(db, 'parents'), count(db, 'children')]).toEqual([2, 2]);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(() => db.exec('DELETE FROM parents')).toThrow(/FOREIGN KEY/);
});

test.each([
  ['loses a row', 'DELETE FROM children WHERE id = 10', 'migration 2 loses rows of children'],
  ['loses a table with rows', 'DROP TABLE children', 'migration 2 loses rows of children'],
  ['breaks a foreign key', 'UPDATE children SET parent = 99 WHERE id = 10', 'migration 2 breaks 1 foreign keys'],
  ['is not SQL', 'ALTER TABLE parents ADD COLUMN extra TEXT; NONSENSE', 'syntax error'],
])('a step that %s is rolled back whole and reported', (_what, sql, message) => {
  const db = filled();
  const before = db.prepare('SELECT * FROM sqlite_schema').all();
  expect(() => migrate(db, [first, step(sql)])).toThrow(message);
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  expect(db.prepare('SELECT * FROM sqlite_schema').all()).toEqual(before);
  expect(db.prepare('SELECT * FROM children').all()).toEqual([
    { id: 10, parent: 1 },
    { id: 20, parent: 2 },
  ]);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('the steps before a broken one stay done', () => {
  const db = open();
  expect(() => migrate(db, [first, step('NONSENSE')])).toThrow();
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  expect(count(db, 'parents')).toBe(0);
});

test('a database of a newer program is refused and left as it is', () => {
  const path = join(temporaryFolder(), 'tram.db');
  const { sqlite } = openDatabase(path);
  const newer = readMigrations().length + 1;
  sqlite.pragma(`user_version = ${newer}`);
  sqlite.close();
  expect(() => openDatabase(path)).toThrow(`the database is at migration ${newer}`);
  const again = openSqlite(path);
  expect(again.pragma('user_version', { simple: true })).toBe(newer);
  again.close();
});
