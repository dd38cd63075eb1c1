/** A database is killed on its way to the present schema, at each durable call; the next start brings it there. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { readMigrations } from '../../src/store/migrate.ts';
import { DurableCalls } from '../peers/power-cut/durable-calls.ts';

const database = fileURLToPath(new URL('../../src/store/database.ts', import.meta.url));
let folder = '';
let program = '';
let calls: DurableCalls;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tram-migrate-'));
  calls = await DurableCalls.over(join(folder, 'office'), join(folder, 'calls'));
  program = join(folder, 'program.mts');
  const open = `import { openDatabase } from ${JSON.stringify(database)};\nopenDatabase(process.argv[2]).sqlite.close();\n`;
  writeFileSync(program, open);
}, 60_000);

afterAll(() => {
  calls.close();
  rmSync(folder, { recursive: true, force: true });
});

function migrateIn(path: string): NodeJS.Signals | null {
  const env = { ...process.env, ...calls.environment };
  return spawnSync(process.execPath, [program, path], { env, stdio: 'ignore' }).signal;
}

function schemaOf(path: string): unknown {
  const sqlite = new Database(path, { readonly: true });
  try {
    const tables = sqlite.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
    return { tables, version: sqlite.pragma('user_version'), check: sqlite.pragma('integrity_check') };
  } finally {
    sqlite.close();
  }
}

test('wherever it is killed, the schema is whole after the next start', () => {
  const make = (name: string): string => {
    mkdirSync(join(folder, 'office', name), { recursive: true });
    return join(folder, 'office', name, 'tram.db');
  };
  const clean = make('clean');
  const before = calls.passed;
  expect(migrateIn(clean)).toBeNull();
  const points = calls.passed - before;
  expect(points).toBeGreaterThan(2 * readMigrations().length);
  const wanted = schemaOf(clean);
  const step = process.env['TRAM_TEST_ALL'] === '1' ? 1 : Math.ceil(points / 12);
  for (let point = 1; point <= points; point += step) {
    const path = make(`cut-${point}`);
    calls.arm(point);
    expect(migrateIn(path), `point ${point}`).toBe('SIGKILL');
    openDatabase(path).sqlite.close();
    expect(schemaOf(path), `${calls.lastKill} (point ${point})`).toEqual(wanted);
  }
}, 300_000);
