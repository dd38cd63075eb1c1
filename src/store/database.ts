import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from './drizzle.ts';
import { migrate } from './migrate.ts';
import { watchTables } from './remembered.ts';
import * as schema from './schema/index.ts';

/** The tables through drizzle; also the type of a transaction. */
export type Db = BetterSQLite3Database<typeof schema>;

/** A running transaction: what a command hands to repositories so that all its writes commit together. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** Either of them: reads accept both. */
export type Reader = Db | Tx;

/**
 * Opens an SQLite file as the station keeps them: WAL, every commit on the disk before it returns
 * (`synchronous=FULL`), foreign keys on, and triggers that see also the rows that INSERT OR REPLACE removes.
 */
export function openSqlite(path: string): Database.Database {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('recursive_triggers = ON');
  // What is deleted or forgotten is overwritten, not only let go.
  db.pragma('secure_delete = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('trusted_schema = OFF');
  return db;
}

/** Opens the office's database and brings it to the present schema. */
export function openDatabase(path: string): { sqlite: Database.Database; db: Db } {
  const sqlite = openSqlite(path);
  try {
    migrate(sqlite);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  const db = drizzle(sqlite, { schema });
  watchTables(sqlite, db);
  return { sqlite, db };
}
