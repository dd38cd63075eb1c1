import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceLostKeys } from '../../../../src/store/repositories/lost-keys.ts';
import { insertHold } from '../../../../src/store/repositories/register-holds.ts';
import { registerHolds } from '../../../../src/store/schema/index.ts';
import { setNameOf } from '../../../../src/upkeep/backup/place.ts';
import { removeDamaged } from '../../../../src/upkeep/rescue/damaged.ts';
import { openTestStore } from '../../store/support.ts';

const dayMs = 86_400_000;

test('damaged keys go with the backups of the keys, the damaged database with the backups, and the journal says so', async () => {
  const { store, folder, clock } = openTestStore();
  expect(await removeDamaged(folder, store, clock)).toBe(0);
  const name = setNameOf(clock.now());
  const aside = join(folder, 'damaged', name);
  mkdirSync(aside, { recursive: true });
  const files = ['keys.db', 'keys.db-wal', 'tram.db', 'tram.db-wal'];
  for (const file of files) writeFileSync(join(aside, file), 'damaged');
  clock.move(7 * dayMs - 1000);
  expect(await removeDamaged(folder, store, clock)).toBe(0);
  expect(readdirSync(aside)).toEqual(files);
  clock.move(2000);
  expect(await removeDamaged(folder, store, clock)).toBe(1);
  expect(readdirSync(aside)).toEqual(['tram.db', 'tram.db-wal']);
  clock.move(83 * dayMs);
  expect(await removeDamaged(folder, store, clock)).toBe(1);
  expect(existsSync(aside)).toBe(false);
  const told = store.journal.listOfAct(store.db, 'remove-damaged').map(({ objectId, facts }) => ({ objectId, facts }));
  expect(told).toEqual([
    { objectId: 'keys.db', facts: { setAside: name, days: 7 } },
    { objectId: 'tram.db', facts: { setAside: name, days: 90 } },
  ]);
});

test('damaged keys stay while numbers wait or keys are lost, and no longer than thirty days', async () => {
  const { store, folder, clock } = openTestStore();
  const setAside = (): string => {
    const aside = join(folder, 'damaged', setNameOf(clock.now()));
    mkdirSync(aside, { recursive: true });
    writeFileSync(join(aside, 'keys.db'), 'damaged');
    return aside;
  };
  setAside();
  store.write((tx) => {
    insertHold(tx, { id: 'hold', since: clock.now(), cause: 'rescued', backupAt: 1 });
    replaceLostKeys(tx, [{ keyId: 'lost', documents: 1, foundAt: clock.now() }]);
  });
  clock.move(8 * dayMs);
  expect(await removeDamaged(folder, store, clock)).toBe(0);
  store.write((tx) => tx.delete(registerHolds).run());
  expect(await removeDamaged(folder, store, clock)).toBe(0);
  store.write((tx) => replaceLostKeys(tx, []));
  expect(await removeDamaged(folder, store, clock)).toBe(1);

  const aside = setAside();
  store.write((tx) => replaceLostKeys(tx, [{ keyId: 'lost', documents: 1, foundAt: clock.now() }]));
  clock.move(30 * dayMs - 1000);
  expect(await removeDamaged(folder, store, clock)).toBe(0);
  clock.move(2000);
  expect(await removeDamaged(folder, store, clock)).toBe(1);
  expect(existsSync(aside)).toBe(false);
  // A changed source of the numbers wants nothing of them.
  setAside();
  store.write((tx) => {
    replaceLostKeys(tx, []);
    insertHold(tx, { id: 'source', since: clock.now(), cause: 'source', backupAt: 1 });
  });
  clock.move(8 * dayMs);
  expect(await removeDamaged(folder, store, clock)).toBe(1);
});

test('one that a clock ahead of time has named has its term from now on', async () => {
  const { store, folder, clock } = openTestStore();
  const ahead = join(folder, 'damaged', setNameOf(clock.now() + 4000 * dayMs));
  mkdirSync(ahead, { recursive: true });
  writeFileSync(join(ahead, 'keys.db'), 'damaged');
  expect(await removeDamaged(folder, store, clock)).toBe(0);
  expect(readdirSync(join(folder, 'damaged'))).toEqual([setNameOf(clock.now())]);
  clock.move(8 * dayMs);
  expect(await removeDamaged(folder, store, clock)).toBe(1);
});
