import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase, openSqlite } from '../../../src/store/database.ts';
import { temporaryFolder } from './support.ts';

function openOffice(): Database.Database {
  const { sqlite } = openDatabase(join(temporaryFolder(), 'tram.db'));
  onTestFinished(() => {
    sqlite.close();
  });
  return sqlite;
}

test('a commit is on the disk before it returns, and foreign keys are checked', () => {
  const sqlite = openOffice();
  const pragma = (name: string) => sqlite.pragma(name, { simple: true });
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('recursive_triggers')).toBe(1);
  expect(pragma('busy_timeout')).toBe(5000);
  expect(() =>
    sqlite.exec(
      "INSERT INTO sessions (token_sha256, officer_id, created_at, last_seen_at) VALUES (x'00', 'nobody', 0, 0)",
    ),
  ).toThrow(/FOREIGN KEY/);
});

test('every table is STRICT, none cascades, and a text in a number is refused', () => {
  const sqlite = openOffice();
  const tables = sqlite.pragma('table_list') as { schema: string; name: string; type: string; strict: number }[];
  const own = tables.filter(
    ({ schema, name, type }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'),
  );
  expect(own.length).toBeGreaterThan(15);
  expect(own.filter(({ strict }) => strict !== 1)).toEqual([]);
  for (const { name } of own) {
    const keys = sqlite.pragma(`foreign_key_list(${name})`) as { on_delete: string; on_update: string }[];
    for (const key of keys) expect([key.on_delete, key.on_update]).toEqual(['NO ACTION', 'NO ACTION']);
  }
  expect(() => sqlite.exec("INSERT INTO counters VALUES ('a', 'many')")).toThrow(/cannot store TEXT/);
});

test('every foreign key names a column that exists', () => {
  expect(openOffice().pragma('foreign_key_check')).toEqual([]);
});

test('the files as a power cut would leave them hold all that was committed', () => {
  const [before, after] = [join(temporaryFolder(), 'tram.db'), join(temporaryFolder(), 'tram.db')];
  const writer = openSqlite(before);
  writer.exec('CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (1)');
  for (const end of ['', '-wal']) copyFileSync(`${before}${end}`, `${after}${end}`);
  writer.close();
  const reader = openSqlite(after);
  expect(reader.prepare('SELECT x FROM t').all()).toEqual([{ x: 1 }]);
  reader.close();
});
