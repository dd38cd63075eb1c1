/**
 * Numbers of a paper book, the confirmation of the next number, and the end of the year are killed at each durable call:
 * what lies there is all of the act or nothing of it, and begun again it comes to its end, once.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/common/id.ts';
import { unwrap } from '../../src/common/result.ts';
import { civilTime, instantOf } from '../../src/common/vietnam-time.ts';
import { Journal } from '../../src/store/audit/journal.ts';
import { drizzle } from '../../src/store/drizzle.ts';
import { updateOriginal } from '../../src/store/repositories/dossiers.ts';
import { insertHold, noteLooked } from '../../src/store/repositories/register-holds.ts';
import { writeSetting } from '../../src/store/repositories/settings.ts';
import * as schema from '../../src/store/schema/index.ts';
import { enterNumbers } from '../../src/workflow/commands/enter-numbers.ts';
import { DurableCalls, kindOfPoint } from '../peers/power-cut/durable-calls.ts';
import { receive, WorkflowBench, type WorkflowOffice } from '../peers/workflow/workflow-office.ts';

const program = fileURLToPath(new URL('../peers/power-cut/register-program.ts', import.meta.url));
const { year } = civilTime(Date.now());
let bench: WorkflowBench;
let calls: DurableCalls;

beforeAll(async () => {
  bench = await WorkflowBench.create();
  mkdirSync(join(bench.folder, 'office'));
  calls = await DurableCalls.over(join(bench.folder, 'office'), join(bench.folder, 'calls'));
}, 120_000);

afterAll(async () => {
  calls.close();
  await bench.remove();
});

/** Two originals that wait for their signature; nobody signs them here. */
function two(station: WorkflowOffice): string[] {
  return ['Giấy khai sinh', 'Học bạ'].map((title) => {
    const { originalId } = receive(station, title);
    station.office.store.write((tx) => {
      if (!updateOriginal(tx, station.original(originalId), { state: 'awaiting-signature' }))
        throw new Error('changed');
    });
    return originalId;
  });
}

const inPaperBook = ({ office }: WorkflowOffice): void =>
  office.store.write((tx) => writeSetting(tx, 'register.source-sct-bs', 'paper-book', office.clock.now(), null));

/** An act, how much later it is done, and what must be there for it. */
interface RegisterAct {
  readonly act: string;
  /** Milliseconds. */
  readonly later: number;
  /** Answers the originals that the act is about, and who does it. */
  begin(station: WorkflowOffice): { readonly by: string; readonly originals: readonly string[] };
  /** What the register says when it is done. */
  readonly done: object;
}

const acts: readonly RegisterAct[] = [
  {
    act: 'enter-numbers',
    later: 0,
    begin: (station) => {
      inPaperBook(station);
      return { by: station.creator.id, originals: two(station) };
    },
    done: {
      entries: ['1 reserved', '2 reserved'],
      volumes: 1,
      acts: { 'enter-number': 2, 'open-volume': 1 },
    },
  },
  {
    act: 'confirm-register',
    later: 0,
    begin: ({ office, sealKeeper }) => {
      office.store.write((tx) => {
        const since = office.clock.now();
        insertHold(tx, { id: newId(office.clock), since, cause: 'rescued', backupAt: 1 });
        noteLooked(tx, { lookedAt: since, unread: 0 });
      });
      return { by: sealKeeper.id, originals: [] };
    },
    done: { entries: [], volumes: 1, holds: ['1–10'], acts: { 'confirm-register': 1 } },
  },
  {
    act: 'year-end',
    later: instantOf(`${year + 1}-01-01`, 0, 5) - Date.now(),
    begin: (station) => {
      inPaperBook(station);
      const originals = two(station);
      const numbers = originals.map((originalId, index) => ({ originalId, number: index + 1 }));
      unwrap(enterNumbers(station.office, station.creator, { year, volume: 1, numbers }));
      return { by: station.creator.id, originals: [] };
    },
    done: { entries: ['1 voided', '2 voided'], acts: { 'year-end': 2 } },
  },
];

/** What lies there: the register, who waits for what, and the journal. */
function registerOf(state: string): { readonly acts: Readonly<Record<string, number>>; readonly chain: unknown } {
  const sqlite = new Database(join(state, 'tram.db'), { readonly: true });
  try {
    const rows = <Row>(query: string): Row[] => sqlite.prepare<[], Row>(query).all();
    const told = rows<{ act: string; n: number }>('SELECT act, count(*) AS n FROM journal GROUP BY act');
    const wanted = ['enter-number', 'open-volume', 'confirm-register', 'year-end'];
    const entries = rows<{ number: number; state: string }>(
      'SELECT number, state FROM register_entries ORDER BY number',
    );
    const holds = rows<{ first_lost: number | null; last_number: number | null }>('SELECT * FROM register_holds');
    const register = {
      entries: entries.map(({ number, state: at }) => `${number} ${at}`),
      volumes: rows('SELECT id FROM register_volumes').length,
      holds: holds.map((hold) => (hold.last_number === null ? 'open' : `${hold.first_lost}–${hold.last_number}`)),
      states: rows<{ state: string }>('SELECT state FROM originals ORDER BY id').map((row) => row.state),
      acts: Object.fromEntries(told.filter(({ act }) => wanted.includes(act)).map(({ act, n }) => [act, n] as const)),
    };
    return {
      ...register,
      chain: new Journal({ now: Date.now, monotonic: () => 0 }).verify(drizzle(sqlite, { schema })),
    };
  } finally {
    sqlite.close();
  }
}

test.each(acts)(
  '$act',
  async ({ act, later, begin, done }) => {
    const template = await bench.newState();
    const station = await bench.open(template);
    const { by, originals } = begin(station);
    await station.close();
    const make = (name: string): string => {
      const state = join(bench.folder, 'office', `${act}-${name}`);
      cpSync(template, state, { recursive: true });
      return state;
    };
    const run = (state: string): NodeJS.Signals | null => {
      const env = { ...process.env, ...calls.environment };
      const words = [program, state, act, by, String(later), ...originals];
      const ended = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
      if (ended.signal === null) expect(ended.stderr).toBe('');
      return ended.signal;
    };
    const before = registerOf(template);
    expect(before.chain).toBeNull();
    const clean = make('clean');
    const passed = calls.passed;
    expect(run(clean)).toBeNull();
    const points = calls.passed - passed;
    const after = registerOf(clean);
    expect(after).toMatchObject(done);
    expect(after).not.toEqual(before);
    expect(points).toBeGreaterThan(6);
    const seen = { before: 0, after: 0 };
    const names = new Set<string>();
    for (let point = 1; point <= points; point++) {
      const state = make(`cut-${point}`);
      calls.arm(point);
      const signal = run(state);
      calls.arm(0);
      const where = `${calls.lastKill} (point ${point})`;
      if (signal !== null) names.add(kindOfPoint(calls.lastKill.replace(/cut-\d+\//, '')));
      const cut = registerOf(state);
      const isAfter = JSON.stringify(cut) === JSON.stringify(after);
      if (!isAfter) expect(cut, where).toEqual(before);
      seen[isAfter ? 'after' : 'before'] += 1;
      if (signal !== null) expect(run(state), where).toBeNull();
      expect(registerOf(state), where).toEqual(after);
      rmSync(state, { recursive: true });
    }
    console.log(`${act}: ${points} points; ${seen.before} before it counted, ${seen.after} after`);
    expect(seen.before).toBeGreaterThan(0);
    expect(seen.after).toBeGreaterThan(0);
    expect(names.size).toBeGreaterThan(3);
  },
  1_200_000,
);
