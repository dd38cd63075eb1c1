import { existsSync } from 'node:fs';
import { open, readdir, rename, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../common/clock.ts';
import { removeDurably, syncFolder } from '../../common/durable-file.ts';
import type { Store } from '../../store/index.ts';
import { listLostKeys } from '../../store/repositories/lost-keys.ts';
import { openHold } from '../../store/repositories/register-holds.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import { instantOf, setName, setNameOf } from '../backup/place.ts';

/** The folder in the state folder that keeps damaged databases, each under the time at which it was set aside. */
export const damagedFolder = 'damaged';

const dayMs = 86_400_000;
const suffixes = ['', '-wal', '-shm'] as const;

/** The databases set aside, and how long each stays: what is purged may be in them as in a backup of that time. */
const databases = [
  { database: 'keys.db', term: 'backup.keys-keep-days' },
  { database: 'tram.db', term: 'backup.keep-days' },
] as const;

/** How long damaged keys stay at least while something may still be wanted of them, and no longer: they are purged keys too. */
const wantedKeysDays = 30;

/** Whether files may still open by a key that only the damaged keys hold: numbers wait, or keys are known to be lost. */
function areKeysWanted({ db }: Store): boolean {
  const hold = openHold(db);
  return (hold !== undefined && hold.cause !== 'source') || listLostKeys(db, 1).length > 0;
}

/**
 * Removes the damaged databases whose term is over: the keys with the backups of the keys, the office's data with the
 * backups. While numbers wait after a rescue or keys are lost, damaged keys stay for thirty days where their term is
 * shorter. Their bytes are overwritten before their names go. Journaled. Answers how many databases went. Called only while
 * the clock is trusted, for what is removed does not come back.
 */
export async function removeDamaged(state: string, store: Store, clock: Clock): Promise<number> {
  const folder = join(state, damagedFolder);
  if (!existsSync(folder)) return 0;
  const settings = readSettings(store.db);
  let removed = 0;
  for (const name of (await readdir(folder)).filter((each) => setName.test(each))) {
    const now = clock.now();
    if (instantOf(name) > now + dayMs) {
      // A wrong clock has named it: its term begins now.
      await rename(join(folder, name), join(folder, setNameOf(now)));
      await syncFolder(folder);
      continue;
    }
    for (const { database, term } of databases) {
      const isWanted = database === 'keys.db' && areKeysWanted(store);
      const days = isWanted ? Math.max(settings[term], wantedKeysDays) : settings[term];
      if (instantOf(name) > now - days * dayMs) continue;
      const present = suffixes
        .map((suffix) => join(folder, name, `${database}${suffix}`))
        .filter((path) => existsSync(path));
      if (present.length === 0) continue;
      store.write((tx) =>
        store.journal.append(tx, {
          actor: 'station',
          role: 'station',
          act: 'remove-damaged',
          objectType: 'station',
          objectId: database,
          facts: { setAside: name, days },
        }),
      );
      for (const path of present) await wipe(path);
      removed += 1;
    }
    if ((await readdir(join(folder, name))).length === 0) {
      await rmdir(join(folder, name));
      await syncFolder(folder);
    }
  }
  return removed;
}

/** Overwrites a file that nothing else names, and removes it. */
async function wipe(path: string): Promise<void> {
  const { size, nlink } = await stat(path);
  if (nlink === 1) {
    const file = await open(path, 'r+');
    try {
      const zeros = Buffer.alloc(256 * 1024);
      for (let at = 0; at < size; at += zeros.length) {
        await file.write(zeros, 0, Math.min(zeros.length, size - at), at);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await removeDurably(path);
}
