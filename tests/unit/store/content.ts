import Database from 'better-sqlite3';

/** What is in a database: the schema, and every row of every table, in no particular order of rows. */
export interface Content {
  readonly schema: readonly { readonly type: string; readonly name: string; readonly sql: string }[];
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly version: unknown;
  readonly check: unknown;
}

/** Reads it beside whoever has it open. */
export function contentOf(path: string): Content {
  const sqlite = new Database(path, { readonly: true });
  try {
    const schema = sqlite
      .prepare<[], Content['schema'][number]>('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name')
      .all();
    const tables = schema.filter(({ type, name }) => type === 'table' && !name.startsWith('sqlite_'));
    const rows = tables.map(({ name }): readonly [string, readonly string[]] => {
      const found = sqlite.prepare(`SELECT * FROM "${name}"`).all();
      return [name, found.map((row) => JSON.stringify(row)).toSorted()];
    });
    const version = sqlite.pragma('user_version', { simple: true });
    return { schema, rows: Object.fromEntries(rows), version, check: sqlite.pragma('integrity_check') };
  } finally {
    sqlite.close();
  }
}
