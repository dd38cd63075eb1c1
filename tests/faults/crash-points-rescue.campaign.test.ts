/**
 * A start finds its databases damaged or gone, and is killed at each durable call of the rescue: begun again, it comes to
 * the same office as without a cut. Never is there an empty database, and what was damaged is still there to be looked at.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../src/common/result.ts';
import { openStore } from '../../src/store/index.ts';
import { registerHolds } from '../../src/store/schema/index.ts';
import { noiseOver } from '../peers/page-noise.ts';
import { DurableCalls } from '../peers/power-cut/durable-calls.ts';
import { KeptOffice } from '../unit/upkeep/backup/support.ts';

const program = fileURLToPath(new URL('../peers/power-cut/rescue-program.ts', import.meta.url));
const step = Number(process.env['RESCUE_STEP'] ?? '1');
let kept: KeptOffice;
let calls: DurableCalls;
let template: string;
let state: string;
let document: string;

beforeAll(async () => {
  kept = await new KeptOffice().open();
  document = await kept.addDocument('dossier-1', 'trang 1');
  await kept.addDocument('dossier-2', 'trang 2');
  unwrap(await kept.backUp());
  await kept.addDocument('dossier-3', 'trang 3');
  // Purged since: the keys' backup still has it.
  kept.store.keys.destroy('dossier-2');
  await kept.store.close();
  template = kept.state;
  const watched = join(kept.root, 'watched');
  mkdirSync(watched);
  state = join(watched, 'state');
  calls = await DurableCalls.over(watched, join(kept.root, 'calls'));
}, 60_000);

afterAll(() => {
  calls.close();
  rmSync(kept.root, { recursive: true, force: true });
});

const harms: readonly (readonly [string, () => void])[] = [
  [
    'both are damaged',
    () => {
      noiseOver(join(state, 'tram.db'), 'journal');
      noiseOver(join(state, 'keys.db'), 'keys');
    },
  ],
  ['the database is gone', () => rmSync(join(state, 'tram.db'))],
  ['the keys are gone', () => rmSync(join(state, 'keys.db'))],
];

function harmed(harm: () => void): void {
  rmSync(state, { recursive: true, force: true });
  cpSync(template, state, { recursive: true });
  harm();
}

function rescue(): { readonly signal: NodeJS.Signals | null; readonly stderr: string } {
  const env = { ...process.env, ...calls.environment };
  const { signal, stderr } = spawnSync(process.execPath, [program, state], { env, encoding: 'utf8' });
  return { signal, stderr };
}

/** A database in its place is the damaged one or a whole one; none is empty. */
function expectNoneEmpty(): void {
  for (const [name, count] of [
    ['tram.db', 'SELECT count(*) AS n FROM documents'],
    ['keys.db', 'SELECT count(*) AS n FROM keys'],
  ] as const) {
    const path = join(state, name);
    if (!existsSync(path)) continue;
    expect(readFileSync(path).length, `${calls.lastKill} ${name}`).toBeGreaterThan(0);
    try {
      const db = new Database(path, { readonly: true });
      try {
        expect(db.prepare<[], { n: number }>(count).get()?.n, `${calls.lastKill} ${name}`).toBeGreaterThan(0);
      } finally {
        db.close();
      }
    } catch (error) {
      expect(error instanceof Database.SqliteError && error.code, calls.lastKill).toMatch(/^SQLITE_(CORRUPT|NOTADB)/);
    }
  }
}

/** The office as the start after it opens it. */
async function found(): Promise<unknown> {
  const store = openStore(state, kept.stationKey, kept.clock, pino({ level: 'silent' }));
  try {
    const row = store.documents.find(store.db, document);
    const read = row ? await store.documents.read(row) : null;
    return {
      broken: store.journal.verify(store.db),
      holds: store.db
        .select()
        .from(registerHolds)
        .all()
        .map(({ cause }) => cause),
      first: read?.ok === true ? read.value.toString() : null,
      keys: store.keys.ids(),
      purged: [store.keys.isDestroyed('dossier-2'), store.keys.find('dossier-2')],
      left: readdirSync(state).filter((name) => /restored|rescue/.test(name)),
    };
  } finally {
    await store.close();
  }
}

/** What was damaged, as it lay there. */
const setAside = (): string[] =>
  existsSync(join(state, 'damaged'))
    ? readdirSync(join(state, 'damaged'), { recursive: true, encoding: 'utf8' }).flatMap((name) =>
        /\.db$/.test(name) ? [readFileSync(join(state, 'damaged', name)).toString('latin1')] : [],
      )
    : [];

test.each(harms)(
  '%s: wherever the rescue is killed, the next start comes to the same office',
  async (_name, harm) => {
    harmed(harm);
    const damaged = ['tram.db', 'keys.db'].map((name) => join(state, name)).filter((path) => existsSync(path));
    const bytes = new Map(damaged.map((path) => [path, readFileSync(path).toString('latin1')]));
    const before = calls.passed;
    expect(rescue()).toMatchObject({ signal: null, stderr: '' });
    const points = calls.passed - before;
    const whole = await found();
    expect(whole).toMatchObject({ broken: null, first: 'trang 1', left: [] });
    // Where the keys can still be read they say what was destroyed since.
    if (bytes.has(join(state, 'keys.db'))) expect(whole).toMatchObject({ purged: [true, null] });
    const kept = setAside();
    expect(points).toBeGreaterThan(10);
    let kills = 0;
    for (let point = 1; point <= points; point += step) {
      harmed(harm);
      calls.arm(point);
      const cut = rescue();
      calls.arm(0);
      if (cut.signal !== null) {
        kills += 1;
        expectNoneEmpty();
        expect(rescue(), calls.lastKill).toMatchObject({ signal: null, stderr: '' });
      }
      expect(await found(), calls.lastKill).toEqual(whole);
      const now = setAside();
      for (const one of kept) expect(now.includes(one), calls.lastKill).toBe(true);
    }
    console.log(`${points} points of a rescue, ${kills} kills, ${bytes.size} databases before it`);
    expect(kills).toBeGreaterThan(points / step / 2);
  },
  3_600_000,
);
