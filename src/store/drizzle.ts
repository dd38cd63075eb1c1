/**
 * drizzle-orm by its CommonJS build. As ES modules its three hundred files make Node read the package's 180 KB
 * package.json once for each: a quarter of a second and 200 MB at every start. The types are the same.
 * Everything that speaks to the tables imports from here (the linter refuses drizzle-orm elsewhere).
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const orm = require('drizzle-orm') as typeof import('drizzle-orm');
const core = require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
const driver = require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');

import type { Column, SQL } from 'drizzle-orm';

export type { SQL } from 'drizzle-orm';
export type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

export const { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, like, lt, lte, max, min } = orm;
export const { ne, notExists, notInArray, or, sql } = orm;
export const { alias, blob, integer, real, sqliteTable, text } = core;
export const { drizzle } = driver;

/** Among these, whatever their number: one parameter and one prepared text, where `inArray` writes a parameter for each. */
export function among(column: Column, values: readonly string[]): SQL {
  return orm.sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}

/**
 * A query that is made and prepared once for each connection, for what runs many times a second: making its text takes
 * longer than running it. Its parameters are `sql.placeholder`s. It may be made inside a transaction and used after it.
 */
export function prepared<D extends object, Q>(make: (db: D) => Q): (db: D) => Q {
  const made = new WeakMap<object, Q>();
  return (db) => {
    // drizzle's database and all its transactions share the session, which holds the connection.
    const { session } = db as unknown as { readonly session: object };
    let query = made.get(session);
    if (query === undefined) {
      query = make(db);
      made.set(session, query);
    }
    return query;
  };
}
