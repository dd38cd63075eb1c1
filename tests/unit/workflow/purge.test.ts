import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import { handleRemovals } from '../../../src/store/removals.ts';
import { findAppointment, insertAppointment } from '../../../src/store/repositories/appointments.ts';
import { findDossier } from '../../../src/store/repositories/dossiers.ts';
import { listPages } from '../../../src/store/repositories/pages.ts';
import { writeSetting } from '../../../src/store/repositories/settings.ts';
import { noteChange } from '../../../src/store/repositories/tellings.ts';
import { readSnapshot } from '../../../src/store/snapshot.ts';
import { correctRequester } from '../../../src/workflow/commands/correct-requester.ts';
import { leave } from '../../../src/workflow/commands/leave.ts';
import { settingsOf } from '../../../src/workflow/office.ts';
import { purgeDue } from '../../../src/workflow/purge.ts';
import { smallWidths } from '../../../src/workflow/small-pictures.ts';
import { registerView } from '../../../src/workflow/views/index.ts';
import { signWith, submitted, WorkflowBench, type WorkflowOffice } from '../../peers/workflow/workflow-office.ts';
import { formsOf, wrappedKey } from '../upkeep/backup/search.ts';

const dayMs = 86_400_000;
let bench: WorkflowBench;
let state: string;
let now = 0;
let station: WorkflowOffice;

beforeAll(async () => {
  bench = await WorkflowBench.create();
  state = await bench.newState();
  now = Date.now();
  station = await bench.open(state, () => now);
  // As `appliance.ts` wires it.
  const { store, tasks } = station.office;
  handleRemovals(store, (documentId) => tasks.forget(documentId));
});

afterAll(async () => {
  await station.close();
  await bench.remove();
});

/** Everything that lies in the state folder, as one would read a stolen disk. */
function onDisk(): Buffer {
  const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
}

describe('what is over its term', () => {
  it('goes: key, files and the requester; the register keeps its row, the dossier its code', async () => {
    const { office } = station;
    const { originalId, dossierId } = await submitted(station);
    const personal = '099190000017';
    const requester = { name: 'Giàng Thị Súa', identityNumber: personal };
    unwrap(correctRequester(office, station.creator, { dossierId, requester }));
    unwrap(await signWith(station, 'sign', [originalId]));
    const before = findDossier(office.store.db, dossierId);
    unwrap(await signWith(station, 'seal', [originalId]));
    const decision = { act: 'cancel', reason: 'Cấp nhầm', reasonCode: 'QĐ 12/2026' } as const;
    unwrap(leave(office, station.signer, { originalId, ...decision }));
    const key = office.store.keys.find(dossierId);
    expect(key).not.toBeNull();
    // The ring holds it under the station key; under its own bytes it shall lie nowhere at any time.
    const wrapped = wrappedKey(state, dossierId);
    expect(onDisk().includes(wrapped)).toBe(true);
    const inTheOpen = () => formsOf(key ?? Buffer.alloc(0)).some((form) => onDisk().includes(form));
    expect(inTheOpen()).toBe(false);
    const named = readSnapshot(join(state, 'tram.db')).documents.filter(([, keyId]) => keyId === dossierId);
    expect(named.length).toBeGreaterThan(2);
    const [page] = listPages(office.store.db, originalId);
    const document = office.store.documents.handle(page?.documentId ?? '', dossierId);
    const inSmall = () => office.tasks.pageImage({ document, widthPx: smallWidths[0] ?? 0, turn: 0 });
    expect((await inSmall()).ok).toBe(true);
    expect(onDisk().includes(personal)).toBe(true);

    // Its reference may be a hash of who comes when, which can be guessed.
    const from = { source: 'file', reference: 'aa', at: now, originals: 1, sealed: null, changedAt: now } as const;
    office.store.write((tx) => insertAppointment(tx, { id: dossierId, state: 'opened', ...from }));
    now += 29 * dayMs;
    expect(purgeDue(office)).toBe(0);
    now += dayMs;
    // What the one-stop system beside the portal is still to be told counts, as long as the office has one.
    office.store.write((tx) => {
      writeSetting(tx, 'onestop.beside', true, now, null);
      noteChange(tx, dossierId, [], now);
    });
    expect(purgeDue(office)).toBe(0);
    office.store.write((tx) => writeSetting(tx, 'onestop.beside', false, now, null));
    expect(purgeDue(office)).toBe(1);
    expect(purgeDue(office)).toBe(0);
    await expect.poll(() => office.store.keys.find(dossierId)).toBeNull();
    expect(correctRequester(office, station.creator, { dossierId, requester })).toMatchObject({
      error: { code: 'STORE-DOCUMENT-PURGED' },
    });
    expect(findAppointment(office.store.db, dossierId)).toBeUndefined();
    const purged = findDossier(office.store.db, dossierId);
    expect(purged).toMatchObject({ code: before?.code, requesterName: '—', requesterIdentity: null, purgedAt: now });
    const { entries } = registerView(office.store.db, settingsOf(office), {
      year: new Date(now).getFullYear(),
      after: 0,
      limit: 10,
    });
    expect(entries.map(({ requesterName }) => requesterName)).toContain(before?.requesterName);
    await expect.poll(() => onDisk().includes(wrapped)).toBe(false);
    expect(inTheOpen()).toBe(false);
    expect(onDisk().includes(personal)).toBe(false);
    await expect.poll(() => named.filter(([id]) => existsSync(office.store.documents.path(id)))).toEqual([]);
    // Not even in memory, for whoever still had the key.
    expect(await inSmall()).toMatchObject({ ok: false });
    expect(office.store.journal.verify(office.store.db)).toBeNull();
  });
});
