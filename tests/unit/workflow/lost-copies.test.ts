import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../src/common/id.ts';
import { unwrap } from '../../../src/common/result.ts';
import { markBroughtBack } from '../../../src/store/brought-back.ts';
import { sql } from '../../../src/store/drizzle.ts';
import { findDossier } from '../../../src/store/repositories/dossiers.ts';
import { activeEntry } from '../../../src/store/repositories/register.ts';
import { openHold } from '../../../src/store/repositories/register-holds.ts';
import { foundCopies, registerHolds } from '../../../src/store/schema/index.ts';
import { confirmRegister } from '../../../src/workflow/commands/confirm-register.ts';
import type { Office } from '../../../src/workflow/office.ts';
import { recover } from '../../../src/workflow/recovery/index.ts';
import { keepLooking, lookForLostCopies } from '../../../src/workflow/recovery/lost-copies.ts';
import { registerHold } from '../../../src/workflow/views/register-hold.ts';
import { signWith, submitted, WorkflowBench, type WorkflowOffice } from '../../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let state: string;
let station: WorkflowOffice;
/** By which the copies of the lost hours are known: number and dossier code. */
const given: { number: number; code: string }[] = [];

/** The office's database as a backup has it that was made now; its documents and keys go on. */
function keepDatabase(): void {
  station.office.store.cutWal();
  copyFileSync(join(state, 'tram.db'), join(bench.folder, 'kept.db'));
}

/** The station's next start after that database has come back. */
async function broughtBack(): Promise<void> {
  await station.close();
  for (const suffix of ['-wal', '-shm']) rmSync(join(state, `tram.db${suffix}`), { force: true });
  copyFileSync(join(bench.folder, 'kept.db'), join(state, 'tram.db'));
  markBroughtBack(join(state, 'tram.db'), { cause: 'rescued', backupAt: backedUpAt }, clock);
  station = await bench.open(state);
  damage();
  await recover(station.office);
}

/** What the disk may hold beside the copies: none of it can be read, each in another way. */
function damage(): void {
  const { documents } = station.office.store;
  const path = (): string => documents.quarantinedPath(newId(clock));
  mkdirSync(join(path(), '..'), { recursive: true });
  // No document of this station, or one whose key is gone.
  writeFileSync(path(), 'TRAMDOC1 of somebody else');
  // Its first sector answers EIO.
  symlinkSync('/proc/self/mem', path());
  // The disk answers something else, or does not even say how old it is.
  mkdirSync(path());
  symlinkSync(join(state, 'nowhere'), path());
  const keys = new Database(join(state, 'keys.db'));
  // The youngest key of all.
  keys.prepare('INSERT INTO keys VALUES (?, ?, ?)').run(newId(clock), Buffer.alloc(60), 2 ** 50);
  keys.close();
}

const unreadable = 4;
const unstopped = new AbortController().signal;

/** The search once more, as a cut behind its last file would have it, with nothing found. */
async function lookAnew(office: Office): Promise<void> {
  station.office.store.write((tx) => {
    tx.update(registerHolds).set({ lookedAt: null }).run();
    tx.delete(foundCopies).run();
  });
  await keepLooking(office, unstopped, 1);
}

const clock = { now: Date.now, monotonic: () => performance.now() };
let backedUpAt = 0;

beforeAll(async () => {
  bench = await WorkflowBench.create();
  state = await bench.newState();
  station = await bench.open(state);
  const before = await submitted(station);
  const waiting = await submitted(station);
  unwrap(await signWith(station, 'sign', [before.originalId]));
  keepDatabase();
  backedUpAt = Date.now();
  const lost = await submitted(station);
  for (const { originalId, dossierId } of [waiting, lost]) {
    unwrap(await signWith(station, 'sign', [originalId]));
    const { db } = station.office.store;
    const number = activeEntry(db, originalId)?.number ?? 0;
    given.push({ number, code: findDossier(db, dossierId)?.code ?? '' });
  }
  unwrap(await signWith(station, 'seal', [lost.originalId]));
}, 60_000);

afterAll(async () => {
  await station.close();
  await bench.remove();
});

test('numbers on copies that were signed after the backup are found, said, and never given again', async () => {
  await broughtBack();
  const { office, sealKeeper } = station;
  expect(await registerHold(office)).toMatchObject({ lowest: 2, looking: true, unread: null, found: [] });
  expect(confirmRegister(office, sealKeeper, 9)).toMatchObject({ error: { code: 'LAW-REGISTER-LOOKING' } });

  // A stop in the middle leaves the question open.
  const stopped = new AbortController();
  stopped.abort();
  expect(await lookForLostCopies(office, stopped.signal)).toBe(false);
  await keepLooking(office, stopped.signal);
  expect(openHold(office.store.db)?.lookedAt).toBeNull();

  expect(await lookForLostCopies(office, unstopped)).toBe(true);
  const once = await registerHold(office);
  // A cut behind the last file: it looks again, and finds the same.
  office.store.write((tx) => tx.update(registerHolds).set({ lookedAt: null }).run());
  await lookForLostCopies(office, unstopped);
  const hold = await registerHold(office);
  expect(hold).toEqual(once);
  expect(given.map(({ number }) => number)).toEqual([2, 3]);
  expect(hold).toMatchObject({ lowest: 4, known: 1, looking: false, unread: unreadable, portal: { askedAt: null } });
  const shared = { registerType: 'SCT/BS', volume: 1, year: new Date().getFullYear(), pages: 2, inRegister: false };
  expect(hold?.found).toMatchObject([
    { ...shared, number: 3, signatures: 2 },
    // The dossier was there before the backup: its code is known.
    { ...shared, number: 2, signatures: 1, dossierCode: given[0]?.code },
  ]);
  for (const { signedAt } of hold?.found ?? []) expect(signedAt).toBeGreaterThan(backedUpAt - 1000);

  // Whose root is not trusted here any more: something was signed, and its number is not given again either.
  await lookAnew({ ...office, trustAnchors: [] });
  const unchecked = await registerHold(office);
  expect(unchecked).toMatchObject({ lowest: 4, unread: unreadable });
  expect(unchecked?.found.map(({ number, signatures }) => [number, signatures])).toEqual([
    [3, 0],
    [2, 0],
  ]);

  // A reader that fails at one file goes on with the next.
  let reads = 0;
  const readSigned: Office['tasks']['readSigned'] = async (task) => {
    reads += 1;
    if (reads === 1) throw new Error('a thread that meets a fault');
    return await office.tasks.readSigned(task);
  };
  await lookAnew({ ...office, tasks: { ...office.tasks, readSigned } });
  expect(await registerHold(office)).toMatchObject({ looking: false, unread: unreadable + 1 });

  // A database that takes no row: the search is begun again, not ended.
  const { store } = office;
  store.write((tx) =>
    tx.run(sql`CREATE TRIGGER full BEFORE INSERT ON found_copies BEGIN SELECT RAISE(ABORT, 'full'); END`),
  );
  const failures: unknown[] = [];
  const log = Object.create(office.log, {
    error: {
      value: (facts: { document?: string }) => {
        if (facts.document !== undefined) return;
        failures.push(facts);
        if (failures.length === 2) store.write((tx) => tx.run(sql`DROP TRIGGER full`));
      },
    },
  }) as Office['log'];
  await lookAnew({ ...office, log });
  expect(failures).toHaveLength(2);
  expect(await registerHold(office)).toEqual(once);

  expect(confirmRegister(office, sealKeeper, 3)).toMatchObject({
    error: { code: 'LAW-REGISTER-NUMBER-USED', facts: { number: 3, last: 3 } },
  });
  expect(unwrap(confirmRegister(office, sealKeeper, 4))).toEqual({ lost: { from: 2, to: 3 } });
  expect(await registerHold(office)).toBeNull();
  const next = await submitted(station);
  unwrap(await signWith(station, 'sign', [next.originalId]));
  expect(activeEntry(office.store.db, next.originalId)?.number).toBe(4);
  expect(office.store.journal.verify(office.store.db)).toBeNull();
});

test('an original whose key is lost is named before a number is spent on it', async () => {
  const { originalId } = await submitted(station);
  await station.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(state, `keys.db${suffix}`), { force: true });
  station = await bench.open(state);
  await recover(station.office);
  expect(await signWith(station, 'sign', [originalId])).toMatchObject({
    error: { code: 'STORE-KEY-LOST', facts: { original: originalId } },
  });
  expect(activeEntry(station.office.store.db, originalId)).toBeUndefined();
});
