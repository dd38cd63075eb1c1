import { appendFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import { extendOne } from '../../../src/workflow/extending/extend-one.ts';
import { extendingPolicy } from '../../../src/workflow/extending/policy.ts';
import { type ExtensionThread, extensionThread } from '../../../src/workflow/extending/thread.ts';
import type { Office } from '../../../src/workflow/office.ts';
import { settingsOf } from '../../../src/workflow/office.ts';
import { recover, resolveAbandoned } from '../../../src/workflow/recovery/index.ts';
import { ExtendingBench, extend, extensionOf, uploadOf } from '../../peers/workflow/extending-bench.ts';
import { SmallDisk } from '../../peers/workflow/small-disk.ts';
import type { WorkflowOffice } from '../../peers/workflow/workflow-office.ts';

vi.setConfig({ testTimeout: 120_000 });

class PowerCut extends Error {}

let world: ExtendingBench;
beforeAll(async () => {
  world = await ExtendingBench.create();
}, 60_000);
afterAll(() => world.close());

const copyId = (station: WorkflowOffice, originalId: string): string =>
  station.original(originalId).copyDocumentId ?? '';

/** One attempt in which the power goes: before the file is written, or after it and before its row. */
async function cut(office: Office, originalId: string, when: 'before-file' | 'after-file'): Promise<void> {
  const store = { ...office.store };
  const never = (): never => {
    throw new PowerCut();
  };
  const thread: ExtensionThread = extensionThread(60_000);
  const policy = extendingPolicy(settingsOf(office));
  if (!policy) throw new Error('nothing is set');
  const attempt = extendOne({ ...office, store }, extensionOf(office, originalId), {
    ...{ policy, answerMs: 20_000, waitAfter: () => 0 },
    thread: {
      ...thread,
      extend: async (task) => {
        if (when === 'after-file') unwrap(await thread.extend(task));
        // From here on nothing more reaches the disk.
        Object.assign(store, { write: never, attempt: never });
        throw new PowerCut();
      },
    },
  });
  await expect(attempt).rejects.toThrow(PowerCut);
  await thread.rest();
}

describe('a start after a cut extension', () => {
  it('without a file has the sealed copy wait again, and it is extended then', async () => {
    const state = await world.bench.newState();
    const station = await world.open(state);
    const ids = await world.issued(station);
    await cut(station.office, ids.originalId, 'before-file');
    expect(extensionOf(station.office, ids.originalId).state).toBe('working');
    await station.close();
    const again = await world.open(state);
    await recover(again.office);
    expect(extensionOf(again.office, ids.originalId).state).toBe('waiting');
    expect(await extend(again, ids.originalId)).toMatchObject({
      state: 'done',
      resultDocumentId: copyId(again, ids.originalId),
    });
    await again.close();
  });

  it('with a whole file makes up for its row; with a damaged one sets it aside', async () => {
    const state = await world.bench.newState();
    const station = await world.open(state);
    const [whole, damaged] = [await world.issued(station), await world.issued(station)];
    for (const { originalId } of [whole, damaged]) await cut(station.office, originalId, 'after-file');
    const sealedId = copyId(station, damaged.originalId);
    const broken = extensionOf(station.office, damaged.originalId).resultDocumentId ?? '';
    await appendFile(station.office.store.documents.path(broken), 'x');
    await station.close();
    const again = await world.open(state);
    await recover(again.office);
    const { store } = again.office;
    expect(extensionOf(again.office, whole.originalId)).toMatchObject({ state: 'done' });
    expect(uploadOf(again, whole)).toMatchObject({
      holdMs: null,
      payload: { documentId: copyId(again, whole.originalId) },
    });
    expect(store.documents.find(store.db, copyId(again, whole.originalId))?.purpose).toBe('extended');
    expect(extensionOf(again.office, damaged.originalId)).toMatchObject({ state: 'waiting' });
    expect(copyId(again, damaged.originalId)).toBe(sealedId);
    await expect(stat(store.documents.path(broken))).rejects.toThrow();
    expect((await store.documents.listQuarantined()).map(({ id }) => id)).toEqual([broken]);
    expect(store.journal.verify(store.db)).toBeNull();
    // A second start finds nothing more to do.
    await recover(again.office);
    expect(extensionOf(again.office, whole.originalId)).toMatchObject({ state: 'done' });
    await again.close();
  });
});

describe('a disk without space', () => {
  it.each([
    ['before-file', 'waiting'],
    ['after-file', 'done'],
  ] as const)(
    '%s, whose end the store did not take: the next look makes it %s, without a start',
    async (when, state) => {
      const station = await world.open(await world.bench.newState());
      const ids = await world.issued(station);
      await cut(station.office, ids.originalId, when);
      expect(extensionOf(station.office, ids.originalId).state).toBe('working');
      await resolveAbandoned(station.office);
      expect(extensionOf(station.office, ids.originalId).state).toBe(state);
      expect(await extend(station, ids.originalId)).toMatchObject({ state: 'done' });
      await station.close();
    },
  );

  it('leaves the sealed copy as it is, and the extension is done when there is room', async () => {
    const disk = new SmallDisk();
    const station = await world.open(await world.bench.newState(disk.folder));
    try {
      const ids = await world.issued(station);
      const sealedId = copyId(station, ids.originalId);
      const real = extensionThread(60_000);
      let full = true;
      const thread: ExtensionThread = {
        ...real,
        extend: async (task) => {
          if (full) disk.fill();
          const written = await real.extend(task);
          // What follows is written by the store, which needs a page or two.
          disk.makeSpace();
          return written;
        },
      };
      const waits = await extend(station, ids.originalId, {
        thread,
        until: (row) => row.attempts > 0 && row.state === 'waiting',
      });
      expect(waits.failureCode).toBe('STORE-DISK-FULL');
      expect(copyId(station, ids.originalId)).toBe(sealedId);
      full = false;
      expect(await extend(station, ids.originalId, { thread })).toMatchObject({ state: 'done' });
    } finally {
      await station.close();
      disk.remove();
    }
  });
});
