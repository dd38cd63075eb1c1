/** The disk is full when an officer or the station wants to do something: nothing is half done, and with room it is done. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHECKLIST } from '../../src/certification/index.ts';
import { unwrap } from '../../src/common/result.ts';
import { Outbox } from '../../src/portal/index.ts';
import type { Tx } from '../../src/store/index.ts';
import { handleRemovals } from '../../src/store/removals.ts';
import { findDossier } from '../../src/store/repositories/dossiers.ts';
import { outboxOfDossier } from '../../src/store/repositories/outbox.ts';
import { listPages } from '../../src/store/repositories/pages.ts';
import { activeEntry } from '../../src/store/repositories/register.ts';
import { arrangePages } from '../../src/workflow/commands/arrange-pages.ts';
import { compare } from '../../src/workflow/commands/compare.ts';
import { leave } from '../../src/workflow/commands/leave.ts';
import { submit } from '../../src/workflow/commands/submit.ts';
import { purgeDue } from '../../src/workflow/purge.ts';
import { resolveAbandoned } from '../../src/workflow/recovery/index.ts';
import { carryOut } from '../../src/workflow/signing/carry-out.ts';
import { prepareAttempt } from '../../src/workflow/signing/prepare-attempt.ts';
import { pins } from '../peers/office/people.ts';
import { SmallDisk } from '../peers/workflow/small-disk.ts';
import {
  compared,
  receive,
  scanSheets,
  signWith,
  submitted,
  WorkflowBench,
  type WorkflowOffice,
} from '../peers/workflow/workflow-office.ts';
import { contentOf } from '../unit/store/content.ts';

const dayMs = 86_400_000;
let bench: WorkflowBench;
let disk: SmallDisk;
let state: string;
let now: number;
let station: WorkflowOffice;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
beforeEach(async () => {
  disk = new SmallDisk();
  state = await bench.newState(disk.folder);
  now = Date.now();
  station = await bench.open(state, () => now);
  handleRemovals(station.office.store);
});
afterEach(async () => {
  disk.makeSpace();
  await station.close();
  disk.remove();
});

/** From now on there is no room, not even in the log of the database. */
function fill(): void {
  station.office.store.cutWal();
  disk.fill();
}

/** A withdrawn dossier with a page, its term over. */
async function due(): Promise<string> {
  const { dossierId, originalId } = receive(station);
  expect(await scanSheets(station, originalId, ['Trang 1'])).toBeNull();
  unwrap(leave(station.office, station.creator, { originalId, act: 'withdraw', reason: 'Người dân rút hồ sơ' }));
  now += 60 * dayMs;
  return dossierId;
}

/** Something to do, once and again, and whether it is done. */
interface Begun {
  readonly act: () => unknown;
  readonly isDone: () => boolean;
}

const acts: readonly { readonly name: string; begin(): Promise<Begun> }[] = [
  {
    name: 'a comparison',
    begin: async () => {
      const { originalId } = receive(station);
      expect(await scanSheets(station, originalId, ['Trang 1', 'Trang 2'])).toBeNull();
      const ticked = CHECKLIST.map((item) => item.id);
      return {
        act: () => compare(station.office, station.creator, { originalId, ticked, chargeablePages: 2 }),
        isDone: () => station.original(originalId).state === 'compared',
      };
    },
  },
  {
    name: 'a submission',
    begin: async () => {
      const { originalId } = await compared(station);
      return {
        act: () => submit(station.office, station.creator, { originalId }),
        isDone: () => station.original(originalId).state === 'awaiting-signature',
      };
    },
  },
  {
    name: 'an arrangement of pages',
    begin: async () => {
      const { originalId } = await compared(station);
      const { db } = station.office.store;
      const pages = listPages(db, originalId).map(({ id }) => ({ id, turn: 0 as const }));
      const wanted = pages.toReversed();
      const { version } = station.original(originalId);
      return {
        act: () =>
          arrangePages(station.office, station.creator, { originalId, pages: wanted, expectedVersion: version }),
        isDone: () => listPages(db, originalId)[0]?.id === wanted[0]?.id,
      };
    },
  },
  {
    name: 'a purge',
    begin: async () => {
      const dossierId = await due();
      return {
        act: () => purgeDue(station.office),
        isDone: () => findDossier(station.office.store.db, dossierId)?.purgedAt !== null,
      };
    },
  },
];

it.each(acts)('$name', async ({ begin }) => {
  const { act, isDone } = await begin();
  const database = join(state, 'tram.db');
  const { journal, db } = station.office.store;
  fill();
  const before = contentOf(database);
  expect(act).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }) as Error);
  expect(contentOf(database)).toEqual(before);
  expect(isDone()).toBe(false);
  expect(journal.verify(db)).toBeNull();
  disk.makeSpace();
  const again = act();
  expect(again === 1 || (again as { readonly ok?: boolean }).ok).toBe(true);
  expect(isDone()).toBe(true);
  expect(journal.verify(db)).toBeNull();
});

it('the key of what is purged is destroyed when there is room, if not before', async () => {
  const dossierId = await due();
  const { store } = station.office;
  expect(store.keys.find(dossierId)).not.toBeNull();
  expect(purgeDue(station.office)).toBe(1);
  // The job has not begun: it is this turn of the loop.
  fill();
  await new Promise((resolve) => setTimeout(resolve, 500));
  disk.makeSpace();
  now += dayMs;
  store.jobs.wake();
  await expect.poll(() => store.keys.find(dossierId), { timeout: 20_000 }).toBeNull();
  expect(store.keys.isDestroyed(dossierId)).toBe(true);
  const left = () => contentOf(join(state, 'tram.db')).rows['jobs'];
  await expect.poll(left, { timeout: 20_000 }).toEqual([]);
});

describe.each(['before its file', 'after its file'] as const)('a seal, full %s', (when) => {
  it('counts once or is undone; the number stays, and it goes out once', async () => {
    const outbox = new Outbox(station.office.clock);
    Object.assign(station.office.outbox, {
      enqueueUpload: (tx: Tx, dossierId: string, originalId: string, documentId: string) =>
        outbox.uploadCopy(tx, dossierId, { originalId, documentId }),
    });
    const { originalId, dossierId } = await submitted(station);
    const sent = () => outboxOfDossier(station.office.store.db, dossierId).map(({ state }) => state);
    unwrap(await signWith(station, 'sign', [originalId]));
    const { attemptId } = unwrap(await prepareAttempt(station.office, station.sealKeeper, 'seal', [originalId]));
    const { complete } = station.office.tasks;
    const office = {
      ...station.office,
      tasks: {
        ...station.office.tasks,
        complete: async (task: Parameters<typeof complete>[0]) => {
          if (when === 'before its file') fill();
          const written = await complete(task);
          fill();
          return written;
        },
      },
    };
    const pin = Buffer.from(pins.seal);
    await expect(carryOut(office, station.sealKeeper, attemptId, pin, false)).rejects.toMatchObject({
      code: 'SQLITE_FULL',
    });
    expect(station.original(originalId).state).toBe('signed');
    expect(sent()).toEqual([]);
    disk.makeSpace();
    await resolveAbandoned(station.office);
    if (when === 'after its file') expect(station.original(originalId).state).toBe('issued');
    else unwrap(await signWith(station, 'seal', [originalId]));
    expect(station.original(originalId).state).toBe('issued');
    const { db, journal, documents } = station.office.store;
    expect(activeEntry(db, originalId)).toMatchObject({ number: 1, state: 'entered' });
    expect(sent()).toEqual(['waiting']);
    expect((await documents.list()).ids.filter((id) => !documents.find(db, id))).toEqual([]);
    expect(journal.verify(db)).toBeNull();
  });
});
