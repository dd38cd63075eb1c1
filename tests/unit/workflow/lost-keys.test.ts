import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLogger } from '../../../src/common/log.ts';
import { noteLostKeys } from '../../../src/workflow/recovery/lost-keys.ts';
import { lostKeysView } from '../../../src/workflow/views/lost-keys.ts';
import { addOriginal, openTestStore } from '../store/support.ts';

test('dossiers whose key is gone are named until their documents go; what was purged is not lost', async () => {
  const office = openTestStore();
  const { clock, folder } = office;
  const log = createLogger('silent');
  let { store } = office;
  const note = (): number => noteLostKeys({ store, clock, log });
  const [lost, purged] = store.write((tx) => [
    addOriginal(tx, clock, 1).dossierId,
    addOriginal(tx, clock, 2).dossierId,
  ]);
  if (lost === undefined || purged === undefined) throw new Error('two dossiers');
  const keep = async (id: string, keyId: string): Promise<void> => {
    const written = await store.documents.write(id, keyId, Buffer.from('trang'));
    store.write((tx) => store.documents.record(tx, { id, keyId, purpose: 'page', ...written }));
  };
  const ids = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'] as const;
  await keep(ids[0], lost);
  await keep('00000000-0000-7000-8000-000000000003', lost);
  await keep(ids[1], purged);
  expect(note()).toBe(0);
  expect(lostKeysView({ store })).toEqual([]);

  await store.close();
  rmSync(join(folder, 'keys.db'));
  store = await office.reopen();
  store.keys.obtain('office');
  store.keys.destroy(purged);
  expect(note()).toBe(1);
  const [named] = lostKeysView({ store });
  expect(named).toEqual({ code: 'H56.14-261122-00001', documents: 2, foundAt: clock.now() });
  clock.move(1000);
  expect(note()).toBe(1);
  expect(lostKeysView({ store })).toEqual([named]);
  store.write((tx) => {
    store.documents.markRemoved(tx, ids[0]);
    store.documents.markRemoved(tx, '00000000-0000-7000-8000-000000000003');
  });
  expect(note()).toBe(0);
  expect(lostKeysView({ store })).toEqual([]);
  expect(store.journal.listOfAct(store.db, 'note-lost-keys')).toHaveLength(2);
});
