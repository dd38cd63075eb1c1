/** The answers to requests filed online move into the outbox, on a database as an office has it. */
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../src/store/database.ts';
import { migrate, readMigrations } from '../../../src/store/migrate.ts';
import { fillWithAnswers, receipt } from './filled.ts';
import { temporaryFolder } from './support.ts';

const all = readMigrations();
const place = all.findIndex(({ name }) => name === 'answers-in-the-outbox');

function filled(): Database.Database {
  const db = openSqlite(join(temporaryFolder(), 'test.db'));
  onTestFinished(() => {
    db.close();
  });
  migrate(db, all.slice(0, place));
  fillWithAnswers(db);
  return db;
}

test('they keep what they came to, and stand before the messages of their dossier', () => {
  const db = filled();
  migrate(db, all.slice(0, place + 1));
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const rows = db.prepare('SELECT id, state, head, dossier_id AS dossier FROM outbox ORDER BY seq').all() as {
    id: string;
    state: string;
    head: number;
    dossier: string;
  }[];
  expect(rows.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'a1 confirmed',
    'a2 waiting',
    'a3 waiting',
    // The dossier was told of already: an acceptance now would take the portal back.
    'a4 confirmed',
    'a5 rejected',
    'u1 confirmed',
    's1 waiting',
    's2 confirmed',
    's3 waiting',
    'u4 sending',
    's4 waiting',
  ]);
  expect(rows.flatMap(({ id, head }) => (head === 1 ? [id] : []))).toEqual(['a2', 'a5', 's1', 's3']);
  expect(db.prepare("SELECT receipt ->> 'service', begun_at FROM outbox WHERE id = 'a4'").raw().get()).toEqual([
    'DongBoHoSoMC',
    4,
  ]);
  expect(db.prepare("SELECT begun_at FROM outbox WHERE id IN ('a2', 'a3') ORDER BY id").pluck().all()).toEqual([
    2,
    null,
  ]);
  expect(db.prepare('SELECT id, words FROM request_answers ORDER BY seq').raw().all()).toHaveLength(5);
});

test('the order is kept by the database from then on, and a message belongs to something that there is', () => {
  const db = filled();
  migrate(db);
  const head = () => db.prepare("SELECT id FROM outbox WHERE dossier_id = 'waits' AND head = 1").pluck().all();
  const confirm = (id: string) =>
    db.exec(`UPDATE outbox SET state = 'confirmed', confirmed_at = 9, receipt = ${receipt('s')} WHERE id = '${id}'`);
  confirm('a2');
  expect(head()).toEqual(['a3']);
  db.exec("DELETE FROM outbox WHERE id = 'a3'");
  expect(head()).toEqual(['u4']);
  const add = (kind: string, of: string) => () =>
    db.exec(`INSERT INTO outbox (id, seq, dossier_id, kind, payload, state, next_attempt_at, created_at)
             VALUES ('${kind}', (SELECT max(seq) + 1 FROM outbox), '${of}', '${kind}', '{}', 'waiting', 1, 1)`);
  expect(add('sync-dossier', 'gone')).toThrow(/FOREIGN KEY/);
  expect(add('answer-request', 'counter')).toThrow(/FOREIGN KEY/);
  expect(add('answer-request', 'gone')).not.toThrow();
});
