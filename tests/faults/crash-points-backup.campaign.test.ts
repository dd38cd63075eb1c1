/**
 * The program that makes a backup is killed at each of its own durable calls, while it writes, verifies and removes what
 * is over its term: the last verified backup stays whole, and the next one brings all of it and leaves nothing behind.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../src/common/result.ts';
import { backUp } from '../../src/upkeep/backup/back-up.ts';
import { openPlace } from '../../src/upkeep/backup/place.ts';
import { restoreOffice } from '../../src/upkeep/backup/restore.ts';
import { DurableCalls, kindOfPoint } from '../peers/power-cut/durable-calls.ts';
import { filesIn } from '../unit/upkeep/backup/search.ts';
import { KeptOffice, office } from '../unit/upkeep/backup/support.ts';

const program = fileURLToPath(new URL('../../src/upkeep/backup/child.ts', import.meta.url));
const dayMs = 86_400_000;
const terms = { setsDays: 90, keysDays: 7 };
const step = Number(process.env['BACKUP_STEP'] ?? '1');
let kept: KeptOffice;
let calls: DurableCalls;
let watched: string;
let stateFiles: string[];

/** Four old backups, of which one goes for its age; a document only it names; one that no backup has yet. */
beforeAll(async () => {
  kept = await new KeptOffice().open();
  const now = Date.now();
  const purged = await kept.addDocument('purged', 'trang 0');
  for (const days of [200, 150, 100]) {
    kept.now = now - days * dayMs;
    await kept.addDocument(`dossier-${days}`, `trang của ${days} ngày trước`);
    unwrap(await kept.backUp({ terms: { ...terms, setsDays: 400 } }));
    if (days === 200) kept.store.write((tx) => kept.store.documents.markRemoved(tx, purged));
  }
  kept.now = now - 2 * dayMs;
  unwrap(await kept.backUp({ terms: { ...terms, setsDays: 400 } }));
  await kept.addDocument('dossier-0', 'trang mới');
  await kept.store.close();
  stateFiles = namesIn(kept.state);
  watched = join(kept.root, 'watched');
  mkdirSync(watched);
  calls = await DurableCalls.over(watched, join(kept.root, 'calls'));
}, 120_000);

afterAll(() => {
  calls.close();
  rmSync(kept.root, { recursive: true, force: true });
});

/**
 * What lies in a state folder. SQLite's own files beside a database come with whoever reads it, and a note of the place
 * that was begun says nothing of anybody.
 */
function namesIn(state: string): string[] {
  return readdirSync(state)
    .filter((name) => !/-(wal|shm)$|^\.backup-place\.json\..*\.new$/.test(name))
    .toSorted();
}

function make(name: string): { state: string; folder: string; root: string } {
  const root = join(watched, name);
  cpSync(kept.state, join(root, 'state'), { recursive: true });
  cpSync(kept.place, join(root, 'place'), { recursive: true });
  return { root, state: join(root, 'state'), folder: join(root, 'place') };
}

function run({ state, folder }: { state: string; folder: string }): NodeJS.Signals | null {
  const env = { ...process.env, ...calls.environment };
  const words = [program, `--state=${state}`, `--folder=${folder}`, `--office=${office}`];
  const ended = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
  if (ended.signal === null) expect(JSON.parse(ended.stdout), ended.stderr).toMatchObject({ ok: true });
  return ended.signal;
}

async function documentsOf(folder: string, target: string): Promise<number> {
  const place = unwrap(await openPlace(folder, office));
  const { documents, missing } = unwrap(await restoreOffice(place, kept.recoverySecret, target, kept.clock));
  expect(missing).toEqual([]);
  rmSync(target, { recursive: true });
  return documents;
}

test('wherever it is killed, the last backup stays whole, and the next one works', async () => {
  const clean = make('clean');
  const before = calls.passed;
  expect(run(clean)).toBeNull();
  const points = calls.passed - before;
  expect(await documentsOf(clean.folder, join(clean.root, 'new'))).toBe(4);
  expect(readdirSync(join(clean.folder, 'sets'))).toHaveLength(3);
  expect(points).toBeGreaterThan(40);
  const names = new Set<string>();
  for (let point = 1; point <= points; point += step) {
    const cut = make(`cut-${point}`);
    calls.arm(point);
    const signal = run(cut);
    // Calls of several threads differ in number from run to run.
    calls.arm(0);
    const where = `${calls.lastKill} (point ${point})`;
    if (signal !== null)
      names.add(kindOfPoint(calls.lastKill.replace(/cut-\d+\//, '')).replace(/backup-\w+-\d+-\w{6}/, 'WORK'));
    expect(await documentsOf(cut.folder, join(cut.root, 'new')), where).toBeOneOf(signal === null ? [4] : [3, 4]);
    const tomorrow = { now: () => Date.now() + dayMs, monotonic: () => performance.now() };
    const { state, folder } = cut;
    const next = await backUp({ ...kept.task({ state, folder, terms }), clock: tomorrow });
    expect(next, where).toMatchObject({ ok: true, value: { documents: 4 } });
    expect(await documentsOf(folder, join(cut.root, 'new')), where).toBe(4);
    // Nothing that was begun and not ended lies about, neither here nor there.
    expect(namesIn(state), where).toEqual(stateFiles);
    expect(
      filesIn(folder).filter((path) => /\.new\b/.test(path)),
      where,
    ).toEqual([]);
    expect(filesIn(join(folder, 'documents')), where).toHaveLength(4);
    rmSync(cut.root, { recursive: true });
  }
  console.log(`${points} points of a backup: ${[...names].toSorted().join(' · ')}`);
  expect(names.size).toBeGreaterThan(20 / step);
}, 3_600_000);
