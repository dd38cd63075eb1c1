import type Database from 'better-sqlite3';
import type { Reader } from './database.ts';

/** The tables whose changes are counted: what every request and every live event asks for. */
const watched = ['sessions', 'officers', 'screens', 'dossiers', 'originals', 'pages', 'page_arrangements'] as const;
export type WatchedTable = (typeof watched)[number];

/** Counts of what changed: this connection's rows by table, and SQLite's own count of what other processes committed. */
interface Watch {
  readonly sqlite: Database.Database;
  readonly changes: Map<WatchedTable, number>;
  readonly elsewhere: Database.Statement<[], { data_version: number }>;
}

const watches = new WeakMap<object, Watch>();

/**
 * Counts from now on what changes in the watched tables, by triggers that only this connection has: nothing of it is
 * written to the disk. Called once, when the tables are as they will be.
 */
export function watchTables(sqlite: Database.Database, db: Reader): void {
  const changes = new Map<WatchedTable, number>(watched.map((table) => [table, 0]));
  sqlite.function('row_changed', (table: WatchedTable) => {
    changes.set(table, (changes.get(table) ?? 0) + 1);
    return null;
  });
  for (const table of watched) {
    for (const change of ['INSERT', 'UPDATE', 'DELETE']) {
      const name = `${table}_${change.toLowerCase()}_counted`;
      sqlite.exec(
        `CREATE TEMP TRIGGER ${name} AFTER ${change} ON main.${table} BEGIN SELECT row_changed('${table}'); END`,
      );
    }
  }
  watches.set(db, { sqlite, changes, elsewhere: sqlite.prepare('PRAGMA data_version') });
}

/** What is remembered of one read: the values by key, as of one version of its tables. */
interface Memory<T> {
  version: string;
  readonly values: Map<string, T>;
}

/** More keys than this are not kept of one read: the searches of a day must not pile up. */
const mostKeys = 200;

/**
 * A read that is done again only when one of its tables has changed, whoever changed it. Within a transaction, and over a
 * connection that is not watched, it is always done. The value is shared: nobody may change it.
 *
 * @param tables  every table that `read` looks at
 * @param read  depends on nothing but these tables and `key`
 */
export function remembered<T>(
  tables: readonly WatchedTable[],
  read: (db: Reader, key: string) => T,
): (db: Reader, key: string) => T {
  const memories = new WeakMap<object, Memory<T>>();
  return (db, key) => {
    const watch = watches.get(db);
    // What a transaction has changed may still be taken back.
    if (watch === undefined || watch.sqlite.inTransaction) return read(db, key);
    const own = tables.map((table) => watch.changes.get(table)).join();
    const version = `${watch.elsewhere.get()?.data_version}:${own}`;
    const memory: Memory<T> = memories.get(db) ?? { version, values: new Map() };
    memories.set(db, memory);
    if (memory.version !== version || memory.values.size >= mostKeys) {
      memory.values.clear();
      memory.version = version;
    }
    const known = memory.values.get(key);
    if (known !== undefined) return known;
    const value = read(db, key);
    memory.values.set(key, value);
    return value;
  };
}
