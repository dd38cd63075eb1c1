import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { openStore } from '../../../../src/store/index.ts';
import { openHold } from '../../../../src/store/repositories/register-holds.ts';
import { rescueStore } from '../../../../src/upkeep/rescue/rescue.ts';
import { noiseOver } from '../../../peers/page-noise.ts';
import { KeptOffice } from '../backup/support.ts';

let kept: KeptOffice;

beforeEach(async () => {
  kept = await new KeptOffice().open();
});

afterEach(() => kept.close());

/** What a dying disk does to a file. */
const damages: readonly (readonly [string, (path: string) => void])[] = [
  ['is no database any more', (path) => writeFileSync(path, randomBytes(8192))],
  ['lost its tail', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
  [
    'has pages of noise',
    (path) => {
      const file = openSync(path, 'r+');
      for (let at = 4096; at < statSync(path).size; at += 4096) writeSync(file, randomBytes(4096), 0, 4096, at);
      closeSync(file);
    },
  ],
];

async function rescued() {
  return await rescueStore(kept.state, kept.stationKey, kept.clock);
}

/** The store as the next start would open it. */
function reopened() {
  return openStore(kept.state, kept.stationKey, kept.clock, pino({ level: 'silent' }));
}

describe('a start', () => {
  it('finds nothing wrong with a sound store, also when a cut left a WAL behind', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    expect(existsSync(join(kept.state, 'tram.db-wal'))).toBe(true);
    expect(unwrap(await rescued())).toEqual([]);
    expect(existsSync(join(kept.state, 'damaged'))).toBe(false);
  });

  it.each(damages)(
    'a database that %s is set aside and replaced by its backup; numbers wait',
    async (_name, damage) => {
      const before = await kept.addDocument('dossier-1', 'trang 1');
      unwrap(await kept.backUp());
      const backupAt = kept.now;
      kept.now += 3_600_000;
      const after = await kept.addDocument('dossier-1', 'trang 2');
      await kept.store.close();
      damage(join(kept.state, 'tram.db'));
      const damagedBytes = readFileSync(join(kept.state, 'tram.db'));

      const [rescue] = unwrap(await rescued());
      expect(rescue).toMatchObject({ database: 'tram.db', backupAt });
      expect(readFileSync(join(rescue?.setAside ?? '', 'tram.db')).equals(damagedBytes)).toBe(true);
      kept.store = reopened();
      const { store } = kept;
      expect(store.journal.verify(store.db)).toBe(null);
      expect(openHold(store.db)).toMatchObject({ cause: 'rescued', backupAt, since: kept.now });
      expect(store.documents.find(store.db, before)).toBeDefined();
      // Its row is lost with the database; its file stays where it is, for those who look.
      expect(store.documents.find(store.db, after)).toBeUndefined();
      expect(existsSync(store.documents.path(after))).toBe(true);
      expect(unwrap(await rescued())).toEqual([]);
    },
  );

  it.each(damages)(
    'keys that %s: the backup’s, and every key made since that can still be read',
    async (_name, damage) => {
      const first = await kept.addDocument('dossier-1', 'trang 1');
      unwrap(await kept.backUp());
      const second = await kept.addDocument('dossier-2', 'trang 2');
      await kept.store.close();
      const path = join(kept.state, 'keys.db');
      const sound = readFileSync(path);
      damage(path);
      const harmed = !readFileSync(path).equals(sound);
      const rescues = unwrap(await rescued());
      expect(rescues).toMatchObject(harmed ? [{ database: 'keys.db', backupAt: kept.now }] : []);
      kept.store = reopened();
      const read = async (id: string) => {
        const row = kept.store.documents.find(kept.store.db, id);
        const found = row ? await kept.store.documents.read(row) : null;
        return found?.ok ? found.value.toString() : null;
      };
      expect(await read(first)).toBe('trang 1');
      // What is nowhere any more is not made up.
      expect(harmed ? ['trang 2', null] : ['trang 2']).toContain(await read(second));
    },
  );

  it('a key destroyed since the backup does not come back with the backup’s keys', async () => {
    const purged = await kept.addDocument('dossier-1', 'trang 1');
    const living = await kept.addDocument('dossier-2', 'trang 2');
    unwrap(await kept.backUp());
    const key = kept.store.keys.find('dossier-1');
    expect(kept.store.keys.destroy('dossier-1')).toBe(true);
    await kept.store.close();
    noiseOver(join(kept.state, 'keys.db'), 'keys');
    expect(unwrap(await rescued())).toHaveLength(1);
    kept.store = reopened();
    const { store } = kept;
    expect([store.keys.find('dossier-1'), store.keys.ids()]).toEqual([null, ['dossier-2']]);
    expect(store.keys.isDestroyed('dossier-1')).toBe(true);
    const row = (id: string) => store.documents.find(store.db, id) ?? { id, keyId: '', removedAt: null };
    expect(await store.documents.read(row(purged))).toMatchObject({ error: { code: 'STORE-DOCUMENT-PURGED' } });
    expect(await store.documents.read(row(living))).toMatchObject({ ok: true });
    expect(key).not.toBeNull();
  });

  it('keys that are gone are damage: the backup’s come back, and no empty ring is made', async () => {
    const page = await kept.addDocument('dossier-1', 'trang 1');
    unwrap(await kept.backUp());
    await kept.store.close();
    rmSync(join(kept.state, 'keys.db'));
    expect(unwrap(await rescued())).toMatchObject([{ database: 'keys.db', damage: 'gone' }]);
    kept.store = reopened();
    const row = kept.store.documents.find(kept.store.db, page) ?? { id: page, keyId: '', removedAt: null };
    expect(await kept.store.documents.read(row)).toMatchObject({ ok: true });
  });

  it('a database that is gone beside its keys, or with them, is brought back; numbers wait', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    unwrap(await kept.backUp());
    await kept.store.close();
    rmSync(join(kept.state, 'tram.db'));
    expect(unwrap(await rescued())).toMatchObject([{ database: 'tram.db', damage: 'gone' }]);
    for (const name of ['tram.db', 'keys.db']) rmSync(join(kept.state, name));
    expect(unwrap(await rescued())).toMatchObject([{ database: 'tram.db' }, { database: 'keys.db' }]);
    kept.store = reopened();
    expect(openHold(kept.store.db)).toMatchObject({ cause: 'rescued' });
    expect(kept.store.keys.ids()).toEqual(['dossier-1']);
  });

  it.each(['tram.db', 'keys.db'])('without a backup a start without %s makes none', async (name) => {
    await kept.addDocument('dossier-1', 'trang 1');
    await kept.store.close();
    rmSync(join(kept.state, name));
    const before = readdirSync(kept.state).sort();
    const facts = { database: name, damage: 'gone', reason: 'BACKUP-FOLDER-MISSING' };
    expect(await rescued()).toMatchObject({ ok: false, error: { code: 'START-DAMAGED', facts } });
    expect(readdirSync(kept.state).sort()).toEqual(before);
    kept.store = { close: () => Promise.resolve() } as typeof kept.store;
  });

  it('a folder in which no office ever was is new, not damaged', async () => {
    const fresh = join(kept.root, 'fresh');
    mkdirSync(fresh);
    expect(unwrap(await rescueStore(fresh, kept.stationKey, kept.clock))).toEqual([]);
  });

  it('without a backup disk says so, keeps the damaged file where it is and makes no empty database', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    unwrap(await kept.backUp());
    await kept.store.close();
    rmSync(kept.place, { recursive: true });
    writeFileSync(join(kept.state, 'tram.db'), randomBytes(8192));
    const before = readdirSync(kept.state).sort();
    expect(await rescued()).toMatchObject({
      ok: false,
      error: { code: 'START-DAMAGED', facts: { database: 'tram.db', reason: 'BACKUP-FOLDER-MISSING' } },
    });
    expect(readdirSync(kept.state).sort()).toEqual(before);
    kept.store = { close: () => Promise.resolve() } as typeof kept.store;
  });

  it('a rescue that a power cut broke off is begun again', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    unwrap(await kept.backUp());
    await kept.store.close();
    writeFileSync(join(kept.state, 'tram.db'), randomBytes(8192));
    writeFileSync(join(kept.state, 'tram.db.restored'), 'half of a database');
    expect(unwrap(await rescued())).toHaveLength(1);
    expect(existsSync(join(kept.state, 'tram.db.restored'))).toBe(false);
    kept.store = reopened();
    expect(kept.store.journal.verify(kept.store.db)).toBe(null);
  });

  it('a cut after the WAL was removed is no sound database: the rescue is ended, not forgotten', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    unwrap(await kept.backUp());
    await kept.store.close();
    // As the disk is then: the database may look sound, and lacks what its WAL held.
    writeFileSync(join(kept.state, 'tram.db.rescue'), '');
    expect(unwrap(await rescued())).toHaveLength(1);
    expect(existsSync(join(kept.state, 'tram.db.rescue'))).toBe(false);
    expect(unwrap(await rescued())).toEqual([]);
    kept.store = reopened();
    expect(openHold(kept.store.db)).toBeDefined();
  });
});
