import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../src/common/id.ts';
import { unwrap } from '../../../src/common/result.ts';
import { markBroughtBack } from '../../../src/store/brought-back.ts';
import { findDossier } from '../../../src/store/repositories/dossiers.ts';
import { activeEntry } from '../../../src/store/repositories/register.ts';
import { openHold } from '../../../src/store/repositories/register-holds.ts';
import { registerHolds } from '../../../src/store/schema/index.ts';
import { confirmRegister } from '../../../src/workflow/commands/confirm-register.ts';
import { recover } from '../../../src/workflow/recovery/index.ts';
import { lookForLostCopies } from '../../../src/workflow/recovery/lost-copies.ts';
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
  await recover(station.office);
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
  // What is no document of this station, or whose key is gone, does not end the search.
  writeFileSync(office.store.documents.quarantinedPath(newId(clock)), 'TRAMDOC1 of somebody else');
  expect(await registerHold(office)).toMatchObject({ lowest: 2, looking: true, unread: null, found: [] });
  expect(confirmRegister(office, sealKeeper, 9)).toMatchObject({ error: { code: 'LAW-REGISTER-LOOKING' } });

  // A stop in the middle leaves the question open.
  const stopped = new AbortController();
  stopped.abort();
  await lookForLostCopies(office, stopped.signal);
  expect(openHold(office.store.db)?.lookedAt).toBeNull();

  await lookForLostCopies(office, new AbortController().signal);
  const once = await registerHold(office);
  // A cut behind the last file: it looks again, and finds the same.
  office.store.write((tx) => tx.update(registerHolds).set({ lookedAt: null }).run());
  await lookForLostCopies(office, new AbortController().signal);
  const hold = await registerHold(office);
  expect(hold).toEqual(once);
  expect(given.map(({ number }) => number)).toEqual([2, 3]);
  expect(hold).toMatchObject({ lowest: 4, known: 1, looking: false, unread: 1, portal: { askedAt: null } });
  const shared = { registerType: 'SCT/BS', volume: 1, year: new Date().getFullYear(), pages: 2, inRegister: false };
  expect(hold?.found).toMatchObject([
    { ...shared, number: 3, signatures: 2 },
    // The dossier was there before the backup: its code is known.
    { ...shared, number: 2, signatures: 1, dossierCode: given[0]?.code },
  ]);
  for (const { signedAt } of hold?.found ?? []) expect(signedAt).toBeGreaterThan(backedUpAt - 1000);

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
