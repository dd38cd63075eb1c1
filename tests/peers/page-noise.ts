import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Noise over the first page of a table of a database that nobody has open, and only there. */
export function noiseOver(path: string, table: string): void {
  const db = new Database(path, { readonly: true });
  const row = db
    .prepare<[string], { page: number }>('SELECT rootpage AS page FROM sqlite_schema WHERE name = ?')
    .get(table);
  db.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, ((row?.page ?? 1) - 1) * 4096);
  closeSync(file);
}
