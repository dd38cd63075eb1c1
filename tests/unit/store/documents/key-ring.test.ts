import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { KeyRing } from '../../../../src/store/documents/key-ring.ts';
import { standingClock, temporaryFolder } from '../support.ts';

const stationKey = randomBytes(32);
const clock = standingClock();

function openRing(path: string, key = stationKey): KeyRing {
  const ring = new KeyRing(path, Buffer.from(key), clock);
  onTestFinished(() => ring.close());
  return ring;
}

/** All bytes of the key database on the disk, its WAL and whatever else lies beside it. */
function onDisk(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

function wrappedOf(path: string, id: string): Buffer {
  const db = new Database(path, { readonly: true });
  try {
    const row = db.prepare<[string], { wrapped: Buffer }>('SELECT wrapped FROM keys WHERE id = ?').get(id);
    return row?.wrapped ?? Buffer.alloc(0);
  } finally {
    db.close();
  }
}

test('a key is made once, is the same ever after, and differs from all others', () => {
  const path = join(temporaryFolder(), 'keys.db');
  const ring = openRing(path);
  const a = ring.obtain('a');
  expect(a).toHaveLength(32);
  expect(ring.obtain('a').equals(a)).toBe(true);
  expect(ring.find('a')?.equals(a)).toBe(true);
  expect(ring.obtain('b').equals(a)).toBe(false);
  expect(ring.find('c')).toBeNull();
  ring.close();
  expect(openRing(path).find('a')?.equals(a)).toBe(true);
});

test('a key is on the disk as soon as it is given out', () => {
  const [folder, copy] = [temporaryFolder(), temporaryFolder()];
  const key = openRing(join(folder, 'keys.db')).obtain('a');
  for (const name of readdirSync(folder))
    if (!name.endsWith('-shm')) copyFileSync(join(folder, name), join(copy, name));
  expect(openRing(join(copy, 'keys.db')).find('a')?.equals(key)).toBe(true);
});

test('no key lies on the disk in the clear, and another station key opens none', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'keys.db');
  const ring = openRing(path);
  const keys = ['a', 'b', 'c'].map((id) => ring.obtain(id));
  for (const key of keys) expect(onDisk(folder).includes(key)).toBe(false);
  ring.close();
  expect(() => new KeyRing(path, randomBytes(32), clock)).toThrow('the station key does not open');
  expect(
    openRing(path)
      .find('b')
      ?.equals(keys[1] ?? Buffer.alloc(0)),
  ).toBe(true);
});

test('a wrapped key does not pass for that of another dossier, nor changed or cut', () => {
  const path = join(temporaryFolder(), 'keys.db');
  const ring = openRing(path);
  for (const id of ['a', 'b', 'c', 'd']) ring.obtain(id);
  ring.close();
  const db = new Database(path);
  db.exec("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE id = 'a') WHERE id = 'b'");
  db.exec("UPDATE keys SET wrapped = substr(wrapped, 1, 59) WHERE id = 'c'");
  const changed = wrappedOf(path, 'd');
  changed[30] = (changed[30] ?? 0) ^ 1;
  db.prepare("UPDATE keys SET wrapped = ? WHERE id = 'd'").run(changed);
  db.close();
  const again = openRing(path);
  expect(again.find('a')).not.toBeNull();
  for (const id of ['b', 'c', 'd']) expect(() => again.find(id), id).toThrow();
  for (const id of ['b', 'c', 'd']) expect(() => again.obtain(id), 'no new key hides the damage').toThrow();
});

test('a destroyed key is found nowhere in the database or its WAL, wrapped or not', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'keys.db');
  const ring = openRing(path);
  const others = Array.from({ length: 40 }, (_, n) => ring.obtain(`other-${n}`));
  const key = ring.obtain('purged');
  const wrapped = wrappedOf(path, 'purged');
  expect(onDisk(folder).includes(wrapped)).toBe(true);
  ring.destroy('purged');
  for (const part of [wrapped, wrapped.subarray(0, 12), wrapped.subarray(12, 44), wrapped.subarray(44), key]) {
    expect(onDisk(folder).includes(part)).toBe(false);
  }
  expect(existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0).toBe(0);
  expect(ring.find('purged')).toBeNull();
  expect(others.every((other, n) => ring.find(`other-${n}`)?.equals(other))).toBe(true);
});

test('a destroyed key is not made again, not after a restart either', () => {
  const path = join(temporaryFolder(), 'keys.db');
  const ring = openRing(path);
  ring.obtain('a');
  ring.destroy('a');
  ring.destroy('a');
  expect(() => ring.obtain('a')).toThrow('the key a was destroyed');
  ring.close();
  const again = openRing(path);
  expect(again.find('a')).toBeNull();
  expect(() => again.obtain('a')).toThrow('the key a was destroyed');
});

test('a purge that a reader holds up says so, and its repetition completes it', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'keys.db');
  const ring = openRing(path);
  ring.obtain('a');
  const wrapped = wrappedOf(path, 'a');
  const reader = new Database(path, { readonly: true });
  reader.exec('BEGIN; SELECT * FROM keys');
  reader.prepare('SELECT count(*) FROM keys').get();
  expect(ring.destroy('a')).toBe(false);
  reader.exec('COMMIT');
  reader.close();
  expect(ring.destroy('a')).toBe(true);
  expect(onDisk(folder).includes(wrapped)).toBe(false);
}, 30_000);

test('a purge that a power cut ended before the WAL was cut is completed at the next start', () => {
  const [folder, copy] = [temporaryFolder(), temporaryFolder()];
  const path = join(folder, 'keys.db');
  const ring = openRing(path);
  ring.obtain('a');
  const wrapped = wrappedOf(path, 'a');
  const purge = new Database(path);
  purge.pragma('secure_delete = ON');
  purge.exec("DELETE FROM keys WHERE id = 'a'");
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, join(copy, `keys.db${end}`));
  purge.close();
  expect(onDisk(copy).includes(wrapped)).toBe(true);
  openRing(join(copy, 'keys.db'));
  expect(onDisk(copy).includes(wrapped)).toBe(false);
});

test('what is given out belongs to the caller: a purge does not turn it to zeros under a running work', () => {
  const ring = openRing(join(temporaryFolder(), 'keys.db'));
  const [made, found] = [ring.obtain('a'), ring.find('a')];
  const copy = Buffer.from(made);
  ring.destroy('a');
  expect(made.equals(copy)).toBe(true);
  expect(found?.equals(copy)).toBe(true);
  ring.obtain('b').fill(0);
  ring.find('b')?.fill(0);
  expect(ring.obtain('b').equals(Buffer.alloc(32))).toBe(false);
});

test('keys taken in never include one that is destroyed here or there, whichever came first', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'keys.db');
  const ring = openRing(path);
  const [a, b] = [ring.obtain('a'), ring.obtain('b')];
  const wrapped = wrappedOf(path, 'a');
  expect(ring.takeIn(new Map([['c', randomBytes(32)]]), ['a'])).toBe(true);
  expect(ring.takeIn(new Map([['a', a]]), [])).toBe(true);
  expect([ring.find('a'), ring.ids()]).toEqual([null, ['b', 'c']]);
  expect(ring.find('b')?.equals(b)).toBe(true);
  expect(onDisk(folder).includes(wrapped)).toBe(false);
});

test('a ring in which a destroyed key stands again gives it to nobody, and lets it go at the next start', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'keys.db');
  const ring = openRing(path);
  ring.obtain('a');
  ring.obtain('b');
  const wrapped = wrappedOf(path, 'a');
  ring.destroy('a');
  const db = new Database(path);
  db.prepare("INSERT INTO keys (id, wrapped, created_at) VALUES ('a', ?, 1)").run(wrapped);
  db.close();
  expect(ring.find('a')).toBeNull();
  ring.close();
  expect(openRing(path).ids()).toEqual(['b']);
  expect(onDisk(folder).includes(wrapped)).toBe(false);
});
