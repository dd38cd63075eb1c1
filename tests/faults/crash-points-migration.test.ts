/**
 * A filled database is killed on its way to the present schema, at each durable call: what lies there then is one step
 * of the way, with every row, and the next start brings it to the end.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, openSqlite } from '../../src/store/database.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { DurableCalls } from '../peers/power-cut/durable-calls.ts';
import { type Content, contentOf } from '../unit/store/content.ts';
import { fillOffice, fillWithAnswers } from '../unit/store/filled.ts';

const database = fileURLToPath(new URL('../../src/store/database.ts', import.meta.url));
const all = readMigrations();
const beforeAnswers = all.findIndex(({ name }) => name === 'answers-in-the-outbox');
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

const starts = [
  { office: 'of the first program', from: 1, fill: fillOffice, cuts: 8 },
  { office: 'with answers to requests filed online', from: beforeAnswers, fill: fillWithAnswers, cuts: 6 },
];

test.each(starts)(
  'an office $office: wherever it is killed, every row is there, then and after the next start',
  ({ from, fill, cuts }) => {
    const name = `from-${from}`;
    const old = join(folder, `${name}.db`);
    const sqlite = openSqlite(old);
    migrate(sqlite, all.slice(0, from));
    fill(sqlite);
    sqlite.close();
    const make = (place: string): string => {
      const path = join(folder, 'office', `${name}-${place}`);
      mkdirSync(path, { recursive: true });
      cpSync(old, join(path, 'tram.db'));
      return join(path, 'tram.db');
    };

    /** What each step leaves, by its number. */
    const steps = new Map<unknown, Content>([[from, contentOf(old)]]);
    const taken = make('stepwise');
    const stepwise = openSqlite(taken);
    for (let done = from + 1; done <= all.length; done++) {
      migrate(stepwise, all.slice(0, done));
      steps.set(done, contentOf(taken));
    }
    stepwise.close();

    const clean = make('clean');
    const before = calls.passed;
    expect(migrateIn(clean)).toBeNull();
    const points = calls.passed - before;
    expect(points).toBeGreaterThan(2 * (all.length - from));
    expect(contentOf(clean)).toEqual(steps.get(all.length));
    const found = new Set<unknown>();
    const step = process.env['TRAM_TEST_ALL'] === '1' ? 1 : Math.ceil(points / cuts);
    for (let point = 1; point <= points; point += step) {
      const path = make(`cut-${point}`);
      calls.arm(point);
      expect(migrateIn(path), `point ${point}`).toBe('SIGKILL');
      const cut = contentOf(path);
      found.add(cut.version);
      expect(cut, `${calls.lastKill} (point ${point})`).toEqual(steps.get(cut.version));
      openDatabase(path).sqlite.close();
      expect(contentOf(path), `${calls.lastKill} (point ${point})`).toEqual(steps.get(all.length));
    }
    // Killed between the steps, not only before the first and after the last.
    expect(found.size).toBeGreaterThan(3);
  },
  1_200_000,
);
