/** A purge is killed at each of its durable calls; the next one brings it to its end. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../src/common/result.ts';
import { Journal } from '../../src/store/audit/journal.ts';
import { drizzle } from '../../src/store/drizzle.ts';
import * as schema from '../../src/store/schema/index.ts';
import { leave } from '../../src/workflow/commands/leave.ts';
import { DurableCalls } from '../peers/power-cut/durable-calls.ts';
import { receive, scanSheets, WorkflowBench } from '../peers/workflow/workflow-office.ts';

const program = fileURLToPath(new URL('../peers/power-cut/purge-program.ts', import.meta.url));
const twoMonthsMs = 60 * 86_400_000;

let bench: WorkflowBench;
let calls: DurableCalls;
let template: string;
let dossierId: string;

beforeAll(async () => {
  bench = await WorkflowBench.create();
  template = await bench.newState();
  const station = await bench.open(template);
  const received = receive(station);
  dossierId = received.dossierId;
  await scanSheets(station, received.originalId, ['Trang 1', 'Trang 2']);
  unwrap(leave(station.office, station.creator, { ...received, act: 'withdraw', reason: 'Người dân rút hồ sơ' }));
  await station.close();
  const office = join(bench.folder, 'office');
  mkdirSync(office);
  calls = await DurableCalls.over(office, join(bench.folder, 'calls'));
}, 120_000);

afterAll(async () => {
  calls.close();
  await bench.remove();
});

function purgeIn(state: string): NodeJS.Signals | null {
  const env = { ...process.env, ...calls.environment };
  const ended = spawnSync(process.execPath, [program, state, String(twoMonthsMs)], { env, encoding: 'utf8' });
  if (ended.signal === null) expect(ended.stderr).toBe('');
  return ended.signal;
}

/** What lies there: of the dossier, its key, its files, its row, and the journal. */
function left(state: string): unknown {
  const sqlite = new Database(join(state, 'tram.db'), { readonly: true });
  const keys = new Database(join(state, 'keys.db'), { readonly: true });
  try {
    const one = (query: string, ...values: string[]) =>
      sqlite.prepare<string[], { n: number }>(`SELECT count(*) AS n FROM ${query}`).get(...values)?.n;
    const ids = sqlite.prepare<[string], { id: string }>('SELECT id FROM documents WHERE key_id = ?').all(dossierId);
    const files = readdirSync(join(state, 'documents'), { recursive: true }).map(String);
    return {
      documents: ids.length,
      files: ids.filter(({ id }) => files.some((file) => file.endsWith(`${id}.sealed`))).length,
      keys: keys.prepare<[string], { n: number }>('SELECT count(*) AS n FROM keys WHERE id = ?').get(dossierId)?.n,
      purged: one('dossiers WHERE purged_at IS NOT NULL'),
      times: one("journal WHERE act = 'purge-dossier'"),
      waiting: one("jobs WHERE state = 'waiting'"),
      chain: new Journal({ now: Date.now, monotonic: () => 0 }).verify(drizzle(sqlite, { schema })),
    };
  } finally {
    sqlite.close();
    keys.close();
  }
}

test('wherever it is killed, the next one leaves no key and no file, once', () => {
  const make = (name: string): string => {
    const state = join(bench.folder, 'office', name);
    cpSync(template, state, { recursive: true });
    return state;
  };
  const clean = make('clean');
  const before = calls.passed;
  expect(purgeIn(clean)).toBeNull();
  const points = calls.passed - before;
  const gone = { files: 0, keys: 0, purged: 1, times: 1, waiting: 0, chain: null };
  expect(left(clean)).toMatchObject(gone);
  expect(points).toBeGreaterThan(20);
  const names = new Set<string>();
  for (let point = 1; point <= points; point++) {
    const state = make(`cut-${point}`);
    calls.arm(point);
    if (purgeIn(state) === null) {
      // Calls of two threads differ in number from run to run.
      calls.arm(0);
    } else {
      names.add(calls.lastKill);
      expect(purgeIn(state), `after point ${point}`).toBeNull();
    }
    expect(left(state), `${calls.lastKill} (point ${point})`).toMatchObject(gone);
    rmSync(state, { recursive: true });
  }
  console.log(`${points} points of a purge`);
  expect(names.size).toBeGreaterThan(10);
}, 1_200_000);
