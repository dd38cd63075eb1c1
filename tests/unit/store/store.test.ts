import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLogger } from '../../../src/common/log.ts';
import { fail, ok } from '../../../src/common/result.ts';
import { openStore } from '../../../src/store/index.ts';
import { nextValue } from '../../../src/store/repositories/counters.ts';
import { findOfficerByUsername } from '../../../src/store/repositories/officers.ts';
import { jobs } from '../../../src/store/schema/index.ts';
import { addOfficer, openTestStore, standingClock, temporaryFolder } from './support.ts';

const entry = { actor: 'station', role: 'station', act: 'x', objectType: 'station', objectId: 'x' } as const;

test('a change, its journal entry and its job happen together', async () => {
  const { store, clock } = openTestStore();
  const result = store.attempt((tx) => {
    addOfficer(tx, clock, 'pao');
    store.journal.append(tx, entry);
    store.jobs.enqueue(tx, 'later', {});
    return ok(7);
  });
  expect(result).toEqual({ ok: true, value: 7 });
  expect(findOfficerByUsername(store.db, 'pao')).toBeDefined();
  expect(store.journal.list(store.db, 0, 10)).toHaveLength(1);
  expect(store.db.select().from(jobs).all()).toHaveLength(1);
});

test('a failure leaves nothing behind, and comes back as it was', () => {
  const { store, clock } = openTestStore();
  const failure = fail('STORE-CHANGED-MEANWHILE', { original: 'a' });
  const result = store.attempt((tx) => {
    addOfficer(tx, clock, 'pao');
    nextValue(tx, 'n');
    store.journal.append(tx, entry);
    store.jobs.enqueue(tx, 'later', {});
    return failure;
  });
  expect(result).toBe(failure);
  expect(findOfficerByUsername(store.db, 'pao')).toBeUndefined();
  expect(store.journal.list(store.db, 0, 10)).toEqual([]);
  expect(store.db.select().from(jobs).all()).toEqual([]);
  expect(store.write((tx) => nextValue(tx, 'n'))).toBe(1);
});

test.each(['write', 'attempt'] as const)('an exception in %s leaves nothing behind and is thrown on', (how) => {
  const { store, clock } = openTestStore();
  const cut = () =>
    store[how]((tx) => {
      addOfficer(tx, clock, 'pao');
      throw new Error('cut');
    });
  expect(cut).toThrow('cut');
  expect(findOfficerByUsername(store.db, 'pao')).toBeUndefined();
  store.write((tx) => addOfficer(tx, clock, 'pao'));
  expect(findOfficerByUsername(store.db, 'pao')).toBeDefined();
});

test('a transaction that waits for something is a bug, found at once and rolled back', () => {
  const { store, clock } = openTestStore();
  const asynchronous = () =>
    store.write((tx) => {
      addOfficer(tx, clock, 'pao');
      return Promise.resolve();
    });
  expect(asynchronous).toThrow(/promise/);
  expect(findOfficerByUsername(store.db, 'pao')).toBeUndefined();
});

test('what was written is there after a restart', async () => {
  const office = openTestStore();
  office.store.write((tx) => addOfficer(tx, office.clock, 'pao'));
  const store = await office.reopen();
  expect(findOfficerByUsername(store.db, 'pao')?.fullName).toBe('Giàng A Páo');
});

test('a store whose keys another station key wrapped is not opened, and is left as it was', async () => {
  const office = openTestStore();
  office.store.keys.obtain('dossier');
  await office.store.close();
  const open = (key: Buffer) => openStore(office.folder, key, office.clock, createLogger('silent'));
  expect(() => open(randomBytes(32))).toThrow('the station key does not open');
  const again = open(Buffer.from(office.stationKey));
  expect(again.keys.find('dossier')).not.toBeNull();
  await again.close();
});

test('the store makes its own folders, for its owner only', async () => {
  const folder = join(temporaryFolder(), 'not', 'yet');
  const store = openStore(folder, randomBytes(32), standingClock(), createLogger('silent'));
  expect(existsSync(join(folder, 'tram.db'))).toBe(true);
  expect(existsSync(join(folder, 'keys.db'))).toBe(true);
  await store.close();
});
