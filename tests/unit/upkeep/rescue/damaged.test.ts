import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
