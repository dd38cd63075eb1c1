import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLogger } from '../../../src/common/log.ts';
import { unwrap } from '../../../src/common/result.ts';
import { readSealed } from '../../../src/store/documents/sealed-file.ts';
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

  const trueKey = store.keys.find(lost);
  if (trueKey === null) throw new Error('a key');
  await store.close();
  rmSync(join(folder, 'keys.db'));
  store = await office.reopen();
  store.keys.obtain('office');
  store.keys.destroy(purged);
  expect(note()).toBe(1);
  const [named] = lostKeysView({ store });
  expect(named).toEqual({ code: 'H56.14-261122-00001', documents: 2, foundAt: clock.now() });
  // Whoever reads or writes there makes no other key in its place, at this start or the next.
  const row = { id: ids[0], keyId: lost, removedAt: null };
  const { documents } = store;
  expect(await readSealed(documents.path(ids[0]), documents.handle(ids[0], lost).key, ids[0])).toMatchObject({
    error: { code: 'STORE-DOCUMENT-DAMAGED' },
  });
  expect(await documents.read(row)).toMatchObject({ error: { code: 'STORE-KEY-LOST' } });
  expect(documents.place('00000000-0000-7000-8000-000000000004', lost)).toMatchObject({
    error: { code: 'STORE-KEY-LOST' },
  });
  expect(() => store.keys.obtain(lost)).toThrow('lost');
  expect(await documents.read({ ...row, id: ids[1], keyId: purged })).toMatchObject({
    error: { code: 'STORE-DOCUMENT-PURGED' },
  });
  clock.move(1000);
  store = await office.reopen();
  expect(note()).toBe(1);
  expect(lostKeysView({ store })).toEqual([named]);
  // The true key comes back: what it sealed opens again.
  store.keys.takeIn(new Map([[lost, trueKey]]), []);
  expect(unwrap(await store.documents.read(row)).toString()).toBe('trang');
  expect(unwrap(store.documents.place('00000000-0000-7000-8000-000000000004', lost)).key).toEqual(trueKey);
  expect(note()).toBe(0);
  store.keys.destroy(lost);
  expect(note()).toBe(0);
});

test('documents of a lost key that are removed are lost no more, and what is of no dossier has its key made anew', async () => {
  const office = openTestStore();
  const { clock, folder } = office;
  const log = createLogger('silent');
  let { store } = office;
  const note = (): number => noteLostKeys({ store, clock, log });
  const dossierId = store.write((tx) => addOriginal(tx, clock, 1).dossierId);
  const keep = async (id: string, keyId: string): Promise<void> => {
    const written = await store.documents.write(id, keyId, Buffer.from('trang'));
    store.write((tx) => store.documents.record(tx, { id, keyId, purpose: 'page', ...written }));
  };
  const ids = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000003'] as const;
  for (const id of ids) await keep(id, dossierId);
  await keep('00000000-0000-7000-8000-000000000005', 'office');
  await store.close();
  rmSync(join(folder, 'keys.db'));
  store = await office.reopen();
  expect(note()).toBe(2);
  await keep('00000000-0000-7000-8000-000000000006', 'office');
  expect(note()).toBe(1);
  store.write((tx) => {
    for (const id of ids) store.documents.markRemoved(tx, id);
  });
  expect(note()).toBe(0);
  expect(lostKeysView({ store })).toEqual([]);
  expect(store.journal.listOfAct(store.db, 'note-lost-keys')).toHaveLength(3);
});
