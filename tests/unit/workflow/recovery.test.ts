import { appendFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import { listItems } from '../../../src/store/repositories/attempts.ts';
import { activeEntry } from '../../../src/store/repositories/register.ts';
import type { Office } from '../../../src/workflow/office.ts';
import { recover, resolveAbandoned } from '../../../src/workflow/recovery/index.ts';
import { carryOut } from '../../../src/workflow/signing/carry-out.ts';
import { prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { taskThreads } from '../../../src/workflow/task-threads.ts';
import { pins } from '../../peers/office/people.ts';
import {
  receive,
  scanSheets,
  signWith,
  submitted,
  WorkflowBench,
  type WorkflowOffice,
} from '../../peers/workflow/workflow-office.ts';

class PowerCut extends Error {}

let bench: WorkflowBench;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());

/** An office whose power goes when the copy is to be completed: before the file is written, or after it and before its row. */
function cutting(office: Office, when: 'before-file' | 'after-file'): Office {
  const cut = (): never => {
    throw new PowerCut();
  };
  const store = { ...office.store };
  return {
    ...office,
    store,
    tasks: {
      ...office.tasks,
      complete: async (task) => {
        if (when === 'after-file') await office.tasks.complete(task);
        // From here on nothing more reaches the disk.
        Object.assign(store, { write: cut, attempt: cut });
        throw new PowerCut();
      },
    },
  };
}

/** Signs or seals up to the cut, closes everything as the cut would, opens the state again. */
async function cutAndReopen(
  state: string,
  station: WorkflowOffice,
  kind: 'sign' | 'seal',
  originalId: string,
  when: 'before-file' | 'after-file',
): Promise<{ again: WorkflowOffice; attemptId: string }> {
  const actor = kind === 'sign' ? station.signer : station.sealKeeper;
  const { attemptId } = unwrap(await prepareAttempt(station.office, actor, kind, [originalId]));
  const pin = Buffer.from(kind === 'sign' ? pins.signer : pins.seal);
  await expect(carryOut(cutting(station.office, when), actor, attemptId, pin, false)).rejects.toThrow(PowerCut);
  await station.close();
  return { again: await bench.open(state), attemptId };
}

describe('a start after a cut', () => {
  it.each(['sign', 'seal'] as const)('without a file the %s is undone and the number kept', async (kind) => {
    const state = await bench.newState();
    const station = await bench.open(state);
    const { originalId } = await submitted(station);
    if (kind === 'seal') unwrap(await signWith(station, 'sign', [originalId]));
    const { again } = await cutAndReopen(state, station, kind, originalId, 'before-file');
    await recover(again.office);
    expect(again.original(originalId).state).toBe(kind === 'sign' ? 'awaiting-signature' : 'signed');
    expect(activeEntry(again.office.store.db, originalId)).toMatchObject({
      number: 1,
      state: kind === 'sign' ? 'reserved' : 'signed',
    });
    unwrap(await signWith(again, kind, [originalId]));
    expect(again.original(originalId).state).toBe(kind === 'sign' ? 'signed' : 'issued');
    expect(activeEntry(again.office.store.db, originalId)?.number).toBe(1);
    await again.close();
  });

  it.each(['sign', 'seal'] as const)('with a whole file the %s is made up for', async (kind) => {
    const state = await bench.newState();
    const station = await bench.open(state);
    const { originalId } = await submitted(station);
    if (kind === 'seal') unwrap(await signWith(station, 'sign', [originalId]));
    const { again } = await cutAndReopen(state, station, kind, originalId, 'after-file');
    await recover(again.office);
    expect(again.original(originalId)).toMatchObject({ state: kind === 'sign' ? 'signed' : 'issued' });
    expect(again.queued.length).toBe(kind === 'sign' ? 0 : 3);
    expect(again.office.store.journal.verify(again.office.store.db)).toBeNull();
    await again.close();
  });

  it('sets a damaged file aside with a code and never serves it', async () => {
    const state = await bench.newState();
    const station = await bench.open(state);
    const { originalId } = await submitted(station);
    const { again, attemptId } = await cutAndReopen(state, station, 'sign', originalId, 'after-file');
    const [item] = listItems(again.office.store.db, attemptId);
    const path = again.office.store.documents.path(item?.resultDocumentId ?? '');
    await appendFile(path, 'x');
    await recover(again.office);
    expect(again.original(originalId).state).toBe('awaiting-signature');
    expect(listItems(again.office.store.db, attemptId)[0]).toMatchObject({
      state: 'quarantined',
      failureCode: 'STORE-DOCUMENT-DAMAGED',
    });
    await expect(stat(path)).rejects.toThrow();
    unwrap(await signWith(again, 'sign', [originalId]));
    expect(activeEntry(again.office.store.db, originalId)?.number).toBe(1);
    await again.close();
  });

  it('keeps a file that the verifier died over, blocks that original alone, and is made up for when one lives', async () => {
    const state = await bench.newState();
    const station = await bench.open(state);
    const [{ originalId }, other] = [await submitted(station), await submitted(station)];
    const { again, attemptId } = await cutAndReopen(state, station, 'sign', originalId, 'after-file');
    const dead = taskThreads(1);
    await dead.close();
    await recover({ ...again.office, tasks: dead });
    const { documents, db } = again.office.store;
    const [item] = listItems(db, attemptId);
    expect(item?.state).toBe('begun');
    expect((await documents.list()).ids).toContain(item?.resultDocumentId);
    expect(documents.find(db, item?.resultDocumentId ?? '')).toBeUndefined();
    expect(again.original(originalId).state).toBe('awaiting-signature');
    expect(await prepareAttempt(again.office, again.signer, 'sign', [originalId])).toMatchObject({
      error: { code: 'SIGN-IN-PROGRESS' },
    });
    unwrap(await signWith(again, 'sign', [other.originalId]));

    await resolveAbandoned(again.office);
    expect(again.original(originalId).state).toBe('signed');
    expect(activeEntry(db, originalId)).toMatchObject({ number: 1, state: 'signed' });
    expect(again.office.store.journal.verify(db)).toBeNull();
    await again.close();
  });

  it('keeps the pages of a scan that was cut, and the officer scans on', async () => {
    const state = await bench.newState();
    const station = await bench.open(state);
    const { originalId } = receive(station);
    station.scanner.beforePage = (page) => (page === 3 ? new Promise<void>(() => {}) : undefined);
    const arrived = new Promise<void>((resolve) => {
      station.office.events.listen((event) => {
        if (event.type === 'page-scanned' && event.page === 2) resolve();
      });
    });
    void scanSheets(station, originalId, ['1', '2', '3']);
    await arrived;
    await station.close();
    const again = await bench.open(state);
    await recover(again.office);
    expect(again.original(originalId).state).toBe('draft');
    expect(await scanSheets(again, originalId, ['3'])).toBeNull();
    expect(again.original(originalId).state).toBe('scanned');
    await again.close();
  });

  it('sets files aside that no row names', async () => {
    const state = await bench.newState();
    const station = await bench.open(state);
    const { store } = station.office;
    await store.documents.write('11111111-1111-7111-8111-111111111111', 'office', Buffer.from('orphan'));
    await recover(station.office);
    const { ids } = await store.documents.list();
    expect(ids).not.toContain('11111111-1111-7111-8111-111111111111');
    await station.close();
  });
});
