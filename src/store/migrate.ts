import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { foldName } from '../certification/index.ts';

const bundled = fileURLToPath(new URL('./migrations', import.meta.url));

/** One numbered step of the schema. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The migrations of a folder, `NNNN_name.sql`, in order and without a gap. */
export function readMigrations(folder: string = bundled): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const number = Number(file.slice(0, 4));
    if (number !== index + 1) throw new Error(`migration ${file} breaks the sequence`);
    return { number, name: file.slice(5, -4), sql: readFileSync(`${folder}/${file}`, 'utf8') };
  });
}

/**
 * Brings a database to the last migration, each step in its own transaction, recorded in `user_version`. A step that
 * cannot be done is rolled back and thrown; the steps before it stay.
 *
 * SQLite's table rebuild drops and renames tables; with foreign keys on that would delete child rows, and the pragma
 * does nothing inside a transaction. So keys are switched off before BEGIN, and every step ends with
 * `foreign_key_check` and a count of the rows that were there before: a step that loses a row is rolled back. A step may
 * call `fold_name(text)`, the name as it is searched for.
 */
export function migrate(db: Database.Database, migrations: readonly Migration[] = readMigrations()): number {
  if (versionOf(db) > migrations.length) {
    throw new Error(`the database is at migration ${versionOf(db)}, this program knows ${migrations.length}`);
  }
  db.function('fold_name', { deterministic: true, directOnly: true }, (text) => foldName(String(text)));
  db.pragma('foreign_keys = OFF');
  try {
    // The version is asked inside the transaction: another process may be migrating the same file.
    const step = db.transaction((migration: Migration) => {
      if (versionOf(db) < migration.number) apply(db, migration);
    });
    for (const migration of migrations) step.immediate(migration);
  } finally {
    db.pragma('foreign_keys = ON');
  }
  return migrations.length;
}

function versionOf(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function apply(db: Database.Database, migration: Migration): void {
  const before = rowCounts(db);
  db.exec(migration.sql);
  const broken = db.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Error(`migration ${migration.number} breaks ${broken.length} foreign keys`);
  const after = rowCounts(db);
  for (const [table, count] of before) {
    if ((after.get(table) ?? 0) < count) throw new Error(`migration ${migration.number} loses rows of ${table}`);
  }
  db.pragma(`user_version = ${migration.number}`);
}

function rowCounts(db: Database.Database): Map<string, number> {
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all();
  return new Map(
    tables.map(({ name }) => [
      name,
      db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM "${name}"`).get()?.n ?? 0,
    ]),
  );
}
