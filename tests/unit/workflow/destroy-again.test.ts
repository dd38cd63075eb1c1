import { expect, test } from 'vitest';
import { handleRemovals } from '../../../src/store/removals.ts';
import { forgetRequester } from '../../../src/store/repositories/retention.ts';
import { destroyPurgedAgain } from '../../../src/workflow/purge.ts';
import { addOriginal, openTestStore } from '../store/support.ts';

test('a start destroys the keys of purged dossiers that a backup brought back, and no others', async () => {
  const { store, clock } = openTestStore();
  handleRemovals(store);
  const [purged, living] = store.write((tx) => {
    const ids = [addOriginal(tx, clock, 1).dossierId, addOriginal(tx, clock, 2).dossierId] as const;
    forgetRequester(tx, ids[0], clock.now());
    return ids;
  });
  for (const id of [purged, living, 'office', 'guest:0']) store.keys.obtain(id);
  expect(destroyPurgedAgain({ store })).toBe(1);
  store.jobs.wake();
  await expect.poll(() => store.keys.ids()).toEqual([living, 'guest:0', 'office'].toSorted());
  expect(store.keys.isDestroyed(purged)).toBe(true);
  expect(destroyPurgedAgain({ store })).toBe(0);
  expect(store.journal.verify(store.db)).toBeNull();
});
