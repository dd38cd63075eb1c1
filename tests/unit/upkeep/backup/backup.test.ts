import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { readStationKey } from '../../../../src/store/documents/station-key.ts';
import { openStore } from '../../../../src/store/index.ts';
import { newRecoveryIdentity } from '../../../../src/upkeep/backup/identity.ts';
import { documentFile, openPlace, preparePlace, setFolder } from '../../../../src/upkeep/backup/place.ts';
import { restoreOffice } from '../../../../src/upkeep/backup/restore.ts';
import { thisBoot } from '../../../../src/upkeep/clock/boot.ts';
import { SmallDisk } from '../../../peers/workflow/small-disk.ts';
import { filesIn, filesWith, formsOf, wrappedKey } from './search.ts';
import { KeptOffice, office } from './support.ts';

const dayMs = 86_400_000;
let kept: KeptOffice;

beforeEach(async () => {
  kept = await new KeptOffice().open();
});

afterEach(() => kept.close());

async function place() {
  return unwrap(await openPlace(kept.place, office));
}

/** Turns one bit of a file round. */
function flip(path: string, at = 0.5): void {
  const bytes = readFileSync(path);
  const index = Math.floor(bytes.length * at);
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

async function restored(folder = join(kept.root, 'new')) {
  const result = await restoreOffice(await place(), kept.recoverySecret, folder, kept.clock);
  return { folder, result };
}

describe('a backup', () => {
  it('brings every document, the journal and the certificates back on a new machine under a new station key', async () => {
    const page = randomBytes(700_000);
    const first = await kept.addDocument('dossier-1', page);
    const second = await kept.addDocument('dossier-2', '');
    const { documents, added } = unwrap(await kept.backUp());
    expect([documents, added]).toEqual([2, 2]);
    const { folder, result } = await restored();
    expect(unwrap(result)).toEqual({ office, at: kept.now, documents: 2, missing: [] });
    const key = await readStationKey(folder);
    expect(key.equals(kept.stationKey)).toBe(false);
    expect(readFileSync(join(folder, 'authority.key'), 'utf8')).toBe('authority.key of the office\n');
    const store = openStore(folder, key, kept.clock, pino({ level: 'silent' }));
    try {
      expect(store.journal.verify(store.db)).toBe(null);
      const rows = [first, second].map((id) => store.documents.find(store.db, id));
      const read = await Promise.all(rows.map(async (row) => (row ? await store.documents.read(row) : null)));
      expect(read.map((one) => (one?.ok ? one.value : null))).toEqual([page, Buffer.alloc(0)]);
    } finally {
      await store.close();
    }
  });

  it('goes on while the office works, and holds a moment of it', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    const running = kept.backUp();
    for (let index = 0; index < 20; index++) await kept.addDocument('dossier-1', `trang ${index}`);
    unwrap(await running);
    const { folder, result } = await restored();
    expect(unwrap(result).missing).toEqual([]);
    const store = openStore(folder, await readStationKey(folder), kept.clock, pino({ level: 'silent' }));
    expect(store.journal.verify(store.db)).toBe(null);
    await store.close();
  });

  it('the next night copies only what is new', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    unwrap(await kept.backUp());
    await kept.addDocument('dossier-1', 'trang 2');
    kept.now += dayMs;
    const second = unwrap(await kept.backUp());
    expect([second.documents, second.added]).toEqual([2, 1]);
  });

  it('holds nothing in the clear', async () => {
    await kept.addDocument('dossier-1', 'Giàng Thị Súa');
    unwrap(await kept.backUp());
    const key = kept.store.keys.find('dossier-1') ?? Buffer.alloc(0);
    const needles = [
      key,
      Buffer.from(key.toString('base64')),
      Buffer.from('SQLite format 3'),
      Buffer.from('keep-page'),
    ];
    for (const path of filesIn(kept.place)) {
      const bytes = readFileSync(path);
      for (const needle of needles) expect(bytes.includes(needle), path).toBe(false);
    }
  });

  it('leaves nothing of its work in the state folder', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    const before = readdirSync(kept.state).sort();
    unwrap(await kept.backUp());
    expect(readdirSync(kept.state).sort()).toEqual([...before, 'backup-place.json'].sort());
  });
});

describe('a place', () => {
  it('that nobody prepared is an empty mount point, and gets nothing', async () => {
    rmSync(join(kept.place, 'tram-backup.json'));
    expect(await kept.backUp()).toMatchObject({ ok: false, error: { code: 'BACKUP-FOLDER-MISSING' } });
    expect(readdirSync(kept.place)).toEqual([]);
  });

  it('of another office gets nothing and is not taken', async () => {
    expect(await kept.backUp({ office: 'H15.98' })).toMatchObject({ error: { code: 'BACKUP-FOLDER-OTHER' } });
    expect(await preparePlace(kept.place, 'H15.98')).toMatchObject({ error: { code: 'BACKUP-FOLDER-OTHER' } });
    expect(unwrap(await preparePlace(kept.place, office)).office).toBe(office);
  });

  it.each(['{', 'null', '{"office":1}', `{"office":"${'x'.repeat(2000)}"}`])(
    'with the marker %.20s is none',
    async (text) => {
      writeFileSync(join(kept.place, 'tram-backup.json'), text);
      expect(await openPlace(kept.place, office)).toMatchObject({ error: { code: 'BACKUP-FOLDER-MISSING' } });
    },
  );
});

describe('a bad day', () => {
  it('a full backup disk is said, the older set stays whole, and with room again the next one succeeds', async () => {
    const disk = new SmallDisk(96);
    try {
      kept.place = disk.folder;
      unwrap(await preparePlace(kept.place, office));
      await kept.addDocument('dossier-1', 'trang 1');
      unwrap(await kept.backUp());
      await kept.addDocument('dossier-1', randomBytes(200_000));
      disk.fill();
      kept.now += dayMs;
      expect(await kept.backUp()).toMatchObject({ error: { code: 'BACKUP-NO-SPACE' } });
      const { result } = await restored();
      expect(unwrap(result)).toMatchObject({ documents: 1, missing: [] });
      disk.makeSpace();
      expect(unwrap(await kept.backUp())).toMatchObject({ documents: 2, added: 1 });
    } finally {
      disk.remove();
    }
  });

  it('a document that rotted on the backup disk is noticed, removed and copied again', async () => {
    const id = await kept.addDocument('dossier-1', randomBytes(5000));
    unwrap(await kept.backUp());
    flip(documentFile(await place(), id));
    kept.now += dayMs;
    expect(await kept.backUp()).toMatchObject({ error: { code: 'BACKUP-DAMAGED', facts: { document: id } } });
    kept.now += dayMs;
    expect(unwrap(await kept.backUp())).toMatchObject({ documents: 1, added: 1 });
  });

  it.each(['office.age', 'manifest.age'])('a changed %s: the restore takes the set before it', async (file) => {
    await kept.addDocument('dossier-1', 'trang 1');
    unwrap(await kept.backUp());
    const before = kept.now;
    kept.now += dayMs;
    const { name } = unwrap(await kept.backUp());
    flip(join(setFolder(await place(), name), file));
    const { result } = await restored();
    expect(unwrap(result)).toMatchObject({ at: before, documents: 1, missing: [] });
  });

  it('a set that was never finished counts for nothing and is swept away', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    const { name } = unwrap(await kept.backUp());
    const unfinished = join(kept.place, 'sets', '20261123T010000Z.new');
    mkdirSync(unfinished);
    writeFileSync(join(unfinished, 'office.age'), 'half');
    // Keys that were not given their name yet open documents all the same; the database in the clear names everybody.
    const keys = join(kept.place, 'keys', '.20261123T010000Z.age.17412.6dh01ntirlu.new');
    writeFileSync(keys, 'half');
    const ended = spawnSync('true').pid;
    const boot = thisBoot().id.replaceAll('-', '');
    const [left, underWay] = [ended, process.pid].map((pid) => join(kept.state, `backup-${boot}-${pid}-a1B2c3`));
    for (const folder of [left, underWay]) mkdirSync(folder ?? '');
    writeFileSync(join(left ?? '', 'tram.db'), 'half');
    const { result } = await restored();
    expect(unwrap(result).documents).toBe(1);
    kept.now += dayMs;
    unwrap(await kept.backUp());
    expect([unfinished, keys, left ?? ''].filter((path) => existsSync(path))).toEqual([]);
    expect(existsSync(underWay ?? '')).toBe(true);
    expect(existsSync(setFolder(await place(), name))).toBe(true);
  });

  it('a stranger’s key opens nothing and changes nothing', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    unwrap(await kept.backUp());
    const { secret } = await newRecoveryIdentity();
    const target = join(kept.root, 'new');
    expect(await restoreOffice(await place(), secret, target, kept.clock)).toMatchObject({
      error: { code: 'BACKUP-KEY-WRONG' },
    });
    expect(existsSync(target)).toBe(false);
  });

  it('a document missing from the backup disk is named, and the rest comes back', async () => {
    const lost = await kept.addDocument('dossier-1', 'trang 1');
    await kept.addDocument('dossier-1', 'trang 2');
    unwrap(await kept.backUp());
    rmSync(documentFile(await place(), lost));
    const { result } = await restored();
    expect(unwrap(result)).toMatchObject({ documents: 2, missing: [lost] });
  });

  it('nothing is restored over an office', async () => {
    unwrap(await kept.backUp());
    const { result } = await restored(kept.state);
    expect(result).toMatchObject({ error: { code: 'START-OFFICE-EXISTS' } });
  });
});

describe('what is over its term', () => {
  it('the key of a purged dossier is in no backup once the keys’ term is over, nor its document', async () => {
    const id = await kept.addDocument('purged', 'Giàng Thị Súa, trang 1');
    await kept.addDocument('stays', 'trang 2');
    const terms = { setsDays: 7, keysDays: 7 };
    const { name: first } = unwrap(await kept.backUp({ terms }));
    const key = kept.store.keys.find('purged');
    if (!key) throw new Error('there is no key to purge');
    const wrapped = wrappedKey(kept.state, 'purged');
    const document = documentFile(await place(), id);
    expect(existsSync(document)).toBe(true);
    const withKey = () => filesWith([...formsOf(key), wrapped], kept.root, kept.recoverySecret);
    // What is sought can be found: in the ring, in the keys apart; and the parts of a set can be read.
    expect(await filesWith([wrapped], kept.root, kept.recoverySecret)).toContainEqual(
      expect.stringMatching(/^state\/keys\.db(-wal)?$/),
    );
    expect(await filesWith(formsOf(key), kept.root, kept.recoverySecret)).toEqual([`place/keys/${first}.age`]);
    const sets = [`place/sets/${first}/manifest.age`, `place/sets/${first}/office.age`];
    expect(await filesWith([Buffer.from(id)], kept.root, kept.recoverySecret)).toEqual(expect.arrayContaining(sets));

    kept.store.write((tx) => kept.store.documents.markRemoved(tx, id));
    kept.store.keys.destroy('purged');
    for (let night = 0; night < 9; night++) {
      kept.now += dayMs;
      unwrap(await kept.backUp({ terms }));
      if (night === 0) expect(await withKey()).toEqual([`place/keys/${first}.age`]);
    }
    expect(await withKey()).toEqual([]);
    expect(existsSync(document)).toBe(false);
  });

  it('the newest three sets stay however old they are', async () => {
    await kept.addDocument('dossier-1', 'trang 1');
    for (let night = 0; night < 4; night++) {
      unwrap(await kept.backUp({ terms: { setsDays: 7, keysDays: 1 } }));
      kept.now += 30 * dayMs;
    }
    expect(readdirSync(join(kept.place, 'sets'))).toHaveLength(3);
    expect(readdirSync(join(kept.place, 'keys'))).toHaveLength(1);
    const { result } = await restored();
    expect(unwrap(result).missing).toEqual([]);
  });
});
