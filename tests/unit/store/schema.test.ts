import { join } from 'node:path';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import * as schema from '../../../src/store/schema/index.ts';
import * as outboxSchema from '../../../src/store/schema/outbox.ts';
import { temporaryFolder } from './support.ts';

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
}

const known = Object.values({ ...schema, ...outboxSchema })
  .filter((value) => is(value, SQLiteTable))
  .map((table) => getTableConfig(table));

function open() {
  const { sqlite } = openDatabase(join(temporaryFolder(), 'tram.db'));
  onTestFinished(() => {
    sqlite.close();
  });
  return sqlite;
}

test('drizzle knows every table of the migrations, and no other', () => {
  const tables = open()
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all();
  expect(known.map(({ name }) => name).sort()).toEqual(tables.map(({ name }) => name).sort());
});

test.each(known)('$name has in drizzle the columns that it has in SQL', (table) => {
  const columns = open().pragma(`table_info(${table.name})`) as ColumnInfo[];
  const inSql = columns.map(({ name, type, notnull, pk }) => {
    return { name, type, required: notnull === 1 || pk > 0, key: pk > 0 };
  });
  const inDrizzle = table.columns.map(({ name, notNull, primary, getSQLType }, index) => {
    const type = getSQLType.call(table.columns[index]).toUpperCase();
    return { name, type, required: notNull || primary, key: primary };
  });
  expect(inDrizzle).toEqual(inSql);
});

test.each(known)('what drizzle may leave out of a row of $name has the same default in SQL', (table) => {
  const db = open();
  const columns = db.pragma(`table_info(${table.name})`) as ColumnInfo[];
  for (const column of table.columns) {
    if (!column.hasDefault || column.primary) continue;
    const found = columns.find(({ name }) => name === column.name);
    expect(found?.dflt_value, column.name).toEqual(expect.any(String));
    const inSql = db.prepare(`SELECT ${found?.dflt_value}`).pluck().get();
    expect(inSql, column.name).toBe(column.mapToDriverValue(column.default));
  }
});
