import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHECKLIST } from '../../../src/certification/index.ts';
import { newId } from '../../../src/common/id.ts';
import { unwrap } from '../../../src/common/result.ts';
import { Outbox } from '../../../src/portal/index.ts';
import { findAttempt } from '../../../src/store/repositories/attempts.ts';
import { proofsOf } from '../../../src/store/repositories/handovers.ts';
import { outboxOfDossier } from '../../../src/store/repositories/outbox.ts';
import { listPages, listScans } from '../../../src/store/repositories/pages.ts';
import { activeEntry } from '../../../src/store/repositories/register.ts';
import { compare } from '../../../src/workflow/commands/compare.ts';
import { startScan } from '../../../src/workflow/commands/start-scan.ts';
import { tokenNews } from '../../../src/workflow/devices/token-news.ts';
import { enterProof } from '../../../src/workflow/portal/by-hand/enter-proof.ts';
import { takeFile } from '../../../src/workflow/portal/by-hand/take-file.ts';
import { resolveAbandoned } from '../../../src/workflow/recovery/index.ts';
import { carryOut } from '../../../src/workflow/signing/carry-out.ts';
import { prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { pins } from '../../peers/office/people.ts';
import { SmallDisk } from '../../peers/workflow/small-disk.ts';
import {
  receive,
  scanSheets,
  signWith,
  submitted,
  WorkflowBench,
  type WorkflowOffice,
} from '../../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let disk: SmallDisk;
let station: WorkflowOffice;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
beforeEach(async () => {
  disk = new SmallDisk();
  station = await bench.open(await bench.newState(disk.folder));
});
afterEach(async () => {
  disk.makeSpace();
  await station.close();
  disk.remove();
});

/** The files that no row names. */
async function orphans(): Promise<string[]> {
  const { documents, db } = station.office.store;
  return (await documents.list()).ids.filter((id) => !documents.find(db, id));
}

/** Opens an attempt and fills the disk at a moment of it. */
async function signOnFullDisk(originalIds: readonly string[], when: 'before-file' | 'after-file'): Promise<string> {
  const { attemptId } = unwrap(await prepareAttempt(station.office, station.signer, 'sign', originalIds));
  const { complete } = station.office.tasks;
  const office = {
    ...station.office,
    tasks: {
      ...station.office.tasks,
      complete: async (task: Parameters<typeof complete>[0]) => {
        if (when === 'before-file') disk.fill();
        const written = await complete(task);
        disk.fill();
        return written;
      },
    },
  };
  const pin = Buffer.from(pins.signer);
  await expect(carryOut(office, station.signer, attemptId, pin, false)).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  expect(pin.every((byte) => byte === 0)).toBe(true);
  return attemptId;
}

describe('a scan on a full disk', () => {
  it('ends with a code and keeps the pages before, and the officer scans on when there is space', async () => {
    const { originalId } = receive(station);
    station.scanner.beforePage = (page) => {
      if (page === 2) disk.fill();
    };
    expect(await scanSheets(station, originalId, ['1', '2'])).toBe('STORE-DISK-FULL');
    const { db } = station.office.store;
    expect(listPages(db, originalId)).toHaveLength(1);
    expect(await orphans()).toEqual([]);

    await resolveAbandoned(station.office);
    disk.makeSpace();
    station.scanner.beforePage = () => {};
    await resolveAbandoned(station.office);
    expect(listScans(db, originalId)).toMatchObject([{ state: 'interrupted', pages: 1 }]);
    expect(await scanSheets(station, originalId, ['2'])).toBeNull();
    const ticked = CHECKLIST.map((item) => item.id);
    unwrap(compare(station.office, station.creator, { originalId, ticked, chargeablePages: 2 }));
  });

  it('is closed by the next scan, should nobody have looked after it', async () => {
    const { originalId } = receive(station);
    station.scanner.beforePage = () => disk.fill();
    expect(await scanSheets(station, originalId, ['1'])).toBe('STORE-DISK-FULL');
    disk.makeSpace();
    station.scanner.beforePage = () => {};
    unwrap(await startScan(station.office, station.creator, { originalId, source: 'feeder', replace: false }));
    const [running] = station.office.runningScans.values();
    await running?.ended;
    expect(station.original(originalId).state).toBe('scanned');
  });
});

describe('a signature on a full disk', () => {
  it('that was made counts when there is space again, and blocks nobody', async () => {
    const ids = [await submitted(station, 'A'), await submitted(station, 'B')].map((made) => made.originalId);
    const attemptId = await signOnFullDisk(ids, 'after-file');
    const { db, journal } = station.office.store;
    expect(findAttempt(db, attemptId)?.state).toBe('working');
    await resolveAbandoned(station.office);
    expect(findAttempt(db, attemptId)?.state).toBe('working');

    disk.makeSpace();
    await resolveAbandoned(station.office);
    expect(findAttempt(db, attemptId)?.state).toBe('interrupted');
    const [kept = ''] = ids.filter((id) => station.original(id).state === 'signed');
    expect(kept).not.toBe('');
    for (const id of ids.filter((other) => station.original(other).state !== 'signed')) {
      unwrap(await signWith(station, 'sign', [id]));
    }
    expect(await signWith(station, 'seal', ids)).toMatchObject({ value: { done: 2 } });
    expect(ids.map((id) => activeEntry(db, id)?.number)).toEqual([1, 2]);
    expect(journal.verify(db)).toBeNull();
  });

  it('whose file does not fit is undone, and its number kept', async () => {
    const { originalId } = await submitted(station);
    const attemptId = await signOnFullDisk([originalId], 'before-file');
    disk.makeSpace();
    await resolveAbandoned(station.office);
    const { db } = station.office.store;
    expect(findAttempt(db, attemptId)?.state).toBe('interrupted');
    expect(station.original(originalId).state).toBe('awaiting-signature');
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(activeEntry(db, originalId)).toMatchObject({ number: 1, state: 'signed' });
  });

  it('cannot be prepared, which leaves nothing behind', async () => {
    const ids = [await submitted(station, 'A'), await submitted(station, 'B')].map((made) => made.originalId);
    const { composeBase } = station.office.tasks;
    let composed = 0;
    const office = {
      ...station.office,
      tasks: {
        ...station.office.tasks,
        composeBase: async (task: Parameters<typeof composeBase>[0]) => {
          composed += 1;
          if (composed === 2) disk.fill();
          return await composeBase(task);
        },
      },
    };
    const prepared = await prepareAttempt(office, station.signer, 'sign', ids);
    expect(prepared).toMatchObject({ error: { code: 'STORE-DISK-FULL' } });
    expect(await orphans()).toEqual([]);
    disk.makeSpace();
    expect(await signWith(station, 'sign', ids)).toMatchObject({ value: { done: 2 } });
    expect(ids.map((id) => activeEntry(station.office.store.db, id)?.number)).toEqual([1, 2]);
  });
});

describe('the proof that the portal has a copy, on a full disk', () => {
  it('is not half entered: typed again with room it counts once, and the copy is delivered', async () => {
    const { office, creator } = station;
    const outbox = new Outbox(office.clock);
    Object.assign(office.outbox, {
      enqueueUpload: (...[tx, dossierId, originalId, documentId]: Parameters<typeof office.outbox.enqueueUpload>) =>
        outbox.uploadCopy(tx, dossierId, { originalId, documentId }),
    });
    const { originalId, dossierId } = await submitted(station);
    for (const kind of ['sign', 'seal'] as const) unwrap(await signWith(station, kind, [originalId]));
    unwrap(takeFile(office, creator, originalId, 'attended'));
    const { db, journal } = office.store;
    const receivedAt = office.clock.now();
    const proof = { originalId, proofId: newId(office.clock), portalCode: 'H56.14-251122-0001', receivedAt };
    const states = () => [
      station.original(originalId).state,
      proofsOf(db, [originalId]).length,
      outboxOfDossier(db, dossierId).map(({ state }) => state),
    ];
    // What the log of the database has kept for itself would still take a few pages.
    office.store.cutWal();
    disk.fill();
    expect(() => enterProof(office, creator, proof, 'attended')).toThrow(
      expect.objectContaining({ code: 'SQLITE_FULL' }) as Error,
    );
    expect(states()).toEqual(['issued', 0, ['waiting']]);
    expect(journal.verify(db)).toBeNull();

    disk.makeSpace();
    unwrap(enterProof(office, creator, proof, 'attended'));
    // The screen sends it once more: its first answer said only that the disk was full.
    unwrap(enterProof(office, creator, proof, 'attended'));
    expect(states()).toEqual(['delivered', 1, ['confirmed']]);
    expect(journal.verify(db)).toBeNull();
  });
});

it('does not stop the watch over the tokens', () => {
  disk.fill();
  const told: string[] = [];
  station.office.events.listen((event) => told.push(event.type));
  const token = { model: 'M', tokenSerial: '1', tokenLabel: 'L', pinState: 'ok', certificates: [] } as const;
  tokenNews(station.office).inserted(token as unknown as Parameters<ReturnType<typeof tokenNews>['inserted']>[0]);
  expect(told).toEqual(['station-changed']);
});
