import { expect, test } from 'vitest';
import { handleRemovals } from '../../../src/store/removals.ts';
import { insertKnownStation } from '../../../src/store/repositories/bundles.ts';
import { insertGuestBundle, markEmptied } from '../../../src/store/repositories/guests.ts';
import { forgetRequester } from '../../../src/store/repositories/retention.ts';
import { destroyPurgedAgain } from '../../../src/workflow/purge.ts';
import { addOriginal, openTestStore } from '../store/support.ts';

const origin = {
  id: 'origin',
  part: 'origin',
  office: 'H99.15',
  name: 'Xã khác',
  recipient: 'age1',
  signingKey: 'key',
  fingerprint: 'print',
} as const;
const bundle = { stationId: origin.id, manifestSha256: '0'.repeat(64), dossiers: 1, copies: 1, bytes: 1 };

test('a start destroys the keys of purged dossiers and emptied bundles that a backup brought back, and no others', async () => {
  const { store, clock } = openTestStore();
  handleRemovals(store);
  const [purged, living] = store.write((tx) => {
    const [first, second] = [addOriginal(tx, clock, 1), addOriginal(tx, clock, 2)];
    forgetRequester(tx, first.dossierId, clock.now());
    const by = { importedBy: first.officerId, importedAt: clock.now() };
    insertKnownStation(tx, { ...origin, confirmedBy: first.officerId, confirmedAt: clock.now() });
    for (const [seq, id] of ['0', '1'].entries()) insertGuestBundle(tx, { ...bundle, ...by, id, seq }, []);
    markEmptied(tx, '1', clock.now());
    return [first.dossierId, second.dossierId] as const;
  });
  for (const id of [purged, living, 'office', 'guest:0', 'guest:1']) store.keys.obtain(id);
  expect(destroyPurgedAgain({ store })).toBe(2);
  store.jobs.wake();
  await expect.poll(() => store.keys.ids()).toEqual([living, 'guest:0', 'office'].toSorted());
  for (const id of [purged, 'guest:1']) expect(store.keys.isDestroyed(id)).toBe(true);
  expect(destroyPurgedAgain({ store })).toBe(0);
  expect(store.journal.verify(store.db)).toBeNull();
});
