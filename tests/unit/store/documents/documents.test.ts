import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '../../../../src/common/id.ts';
import { unwrap } from '../../../../src/common/result.ts';
import type { DocumentRow } from '../../../../src/store/documents/documents.ts';
import { openTestStore, type TestStore } from '../support.ts';

const text = Buffer.from('Lò Thị Mẩy, sinh ngày 01/01/1990 '.repeat(2000));

/** A document written and named, as a command does it. */
async function stored({ store, clock }: TestStore, keyId = 'dossier-1', data = text): Promise<DocumentRow> {
  const id = newId(clock);
  const written = await store.documents.write(id, keyId, data);
  store.write((tx) => store.documents.record(tx, { id, keyId, purpose: 'page', ...written }));
  const row = store.documents.find(store.db, id);
  if (!row) throw new Error('not recorded');
  return row;
}

/** All files under a folder with their content. */
function filesUnder(folder: string): { path: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
}

test('a document comes back whole and in parts, after a restart too', async () => {
  const office = openTestStore();
  const row = await stored(office);
  expect(row).toMatchObject({
    keyId: 'dossier-1',
    purpose: 'page',
    length: text.length,
    sha256: createHash('sha256').update(text).digest('hex'),
    createdAt: office.clock.now(),
    removedAt: null,
  });
  const store = await office.reopen();
  expect(unwrap(await store.documents.read(row)).equals(text)).toBe(true);
  const part = unwrap(await store.documents.read(row, { offset: 100, length: 50 }));
  expect(part.equals(text.subarray(100, 150))).toBe(true);
});

test('nothing of a document can be read on the disk, nor guessed from the names there', async () => {
  const office = openTestStore();
  const row = await stored(office);
  for (const { path, bytes } of filesUnder(office.folder)) {
    expect(bytes.includes('Lò Thị Mẩy'), path).toBe(false);
    expect(bytes.includes(text.subarray(0, 16)), path).toBe(false);
    expect(path).not.toContain('dossier-1');
    expect(path).not.toContain('page');
  }
  expect(statSync(office.store.documents.path(row.id)).mode & 0o777).toBe(0o600);
  expect(statSync(join(office.folder, 'documents')).mode & 0o777).toBe(0o700);
});

test('the file is there before its row, so a step that is cut leaves an orphan and never a row without a file', async () => {
  const office = openTestStore();
  const { store, clock } = office;
  const [named, orphan] = [await stored(office), newId(clock)];
  await store.documents.write(orphan, 'dossier-1', text);
  expect(existsSync(store.documents.path(orphan))).toBe(true);
  expect(store.documents.find(store.db, orphan)).toBeUndefined();
  const leftover = join(dirname(store.documents.path(orphan)), `.${orphan}.sealed.1.abc.new`);
  writeFileSync(leftover, 'half');
  const listed = await store.documents.list();
  expect(listed.ids.sort()).toEqual([named.id, orphan].sort());
  expect(listed.leftovers).toEqual([leftover]);
  expect(listed.ids.filter((id) => !store.documents.find(store.db, id))).toEqual([orphan]);
});

test('a row in a transaction that fails names nothing', async () => {
  const { store, clock } = openTestStore();
  const id = newId(clock);
  const written = await store.documents.write(id, 'dossier-1', text);
  const record = () =>
    store.write((tx) => {
      store.documents.record(tx, { id, keyId: 'dossier-1', purpose: 'page', ...written });
      throw new Error('cut');
    });
  expect(record).toThrow('cut');
  expect(store.documents.find(store.db, id)).toBeUndefined();
});

test('a document whose key is destroyed is purged: for its reader, and for whoever has the disk', async () => {
  const office = openTestStore();
  const [gone, kept] = [await stored(office, 'dossier-1'), await stored(office, 'dossier-2')];
  office.store.keys.destroy('dossier-1');
  expect(await office.store.documents.read(gone)).toEqual({
    ok: false,
    error: { code: 'STORE-DOCUMENT-PURGED', facts: { document: gone.id } },
  });
  expect(unwrap(await office.store.documents.read(kept)).equals(text)).toBe(true);
  await expect(office.store.documents.write(newId(office.clock), 'dossier-1', text)).rejects.toThrow('destroyed');
  const store = await office.reopen();
  expect(await store.documents.read(gone)).toMatchObject({ ok: false, error: { code: 'STORE-DOCUMENT-PURGED' } });
});

test('a removed document is not served, before its file goes and after', async () => {
  const office = openTestStore();
  const { store } = office;
  const { id } = await stored(office);
  store.write((tx) => store.documents.markRemoved(tx, id));
  const row = store.documents.find(store.db, id);
  expect(row?.removedAt).toBe(office.clock.now());
  expect(row && (await store.documents.read(row))).toMatchObject({ error: { code: 'STORE-DOCUMENT-PURGED' } });
  await store.documents.removeFile(id);
  await store.documents.removeFile(id);
  expect(existsSync(store.documents.path(id))).toBe(false);
});

test('a lost or changed file is damage, and the other documents are not concerned', async () => {
  const office = openTestStore();
  const { store } = office;
  const [lost, changed, good] = [await stored(office), await stored(office), await stored(office)];
  rmSync(store.documents.path(lost.id));
  writeFileSync(store.documents.path(changed.id), readFileSync(store.documents.path(good.id)));
  for (const row of [lost, changed]) {
    expect(await store.documents.read(row)).toMatchObject({ ok: false, error: { code: 'STORE-DOCUMENT-DAMAGED' } });
  }
  expect((await store.documents.read(good)).ok).toBe(true);
});

test('a file in quarantine is kept, not served and not listed', async () => {
  const office = openTestStore();
  const { store } = office;
  const row = await stored(office);
  const before = readFileSync(store.documents.path(row.id));
  await store.documents.quarantine(row.id);
  expect(await store.documents.read(row)).toMatchObject({ error: { code: 'STORE-DOCUMENT-DAMAGED' } });
  expect(await store.documents.list()).toEqual({ ids: [], leftovers: [] });
  const kept = join(office.folder, 'documents', 'quarantine', `${row.id}.sealed`);
  expect(readFileSync(kept).equals(before)).toBe(true);
  const again = await office.reopen();
  expect(await again.documents.list()).toEqual({ ids: [], leftovers: [] });
});

test.each(['', 'a', '../../../../etc/passwd', `../${'a'.repeat(33)}`, '018f0000-0000-7000-8000-00000000000/'])(
  '%j is not the id of a document, and no path comes of it',
  (id) => {
    expect(() => openTestStore().store.documents.path(id)).toThrow(RangeError);
  },
);
