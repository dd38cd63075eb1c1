/** The answers to requests filed online move into the outbox, on a database as an office has it. */
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../src/store/database.ts';
import { migrate, readMigrations } from '../../../src/store/migrate.ts';
import { temporaryFolder } from './support.ts';

const all = readMigrations();
const place = all.findIndex(({ name }) => name === 'answers-in-the-outbox');
const receipt = (service: string) =>
  `'{"connector":"lgsp","service":"${service}","message":"","at":5,"requestSha256":""}'`;

/** An office in its last state before: a dossier opened from a request, others that never were. */
function filled(): Database.Database {
  const db = openSqlite(join(temporaryFolder(), 'tram.db'));
  onTestFinished(() => {
    db.close();
  });
  migrate(db, all.slice(0, place));
  const request = (id: string, state: string): string =>
    `INSERT INTO online_requests (id, code, state, stamp, sealed, arrived_at, changed_at)
     VALUES ('${id}', 'G99-${id}', '${state}', 's', x'00', 1, 1);`;
  const dossier = (id: string): string =>
    `INSERT INTO dossiers (id, code, tracking_code, requester_name, requester_folded, created_by, created_at, received_at, due_at)
     VALUES ('${id}', 'G99-${id}', 'T-${id}', 'Lò Thị Mẩy', 'lo thi may', 'o', 1, 1, 2);`;
  db.exec(`
    INSERT INTO officers (id, username, full_name, password_hash, roles, position_title, decision_number, valid_from)
      VALUES ('o', 'pao', 'Giàng A Páo', 'x', '[]', 'Công chức', '1/QĐ', '2026-01-01');
    ${request('waits', 'accepted')} ${request('over', 'accepted')} ${request('gone', 'refused')} ${request('done', 'refused')}
    ${dossier('waits')} ${dossier('over')} ${dossier('counter')}
    INSERT INTO originals (id, dossier_id, ordinal, title, state, creator_id, created_at)
      VALUES ('g', 'waits', 1, 'Giấy khai sinh', 'issued', 'o', 1);
    INSERT INTO outbox (id, seq, dossier_id, kind, payload, state, next_attempt_at, created_at, confirmed_at, receipt, upload_url) VALUES
      ('u1', 1, 'counter', 'upload-copy', '{}', 'confirmed', 1, 1, 5, ${receipt('upload')}, 'http://x/1'),
      ('s1', 2, 'counter', 'sync-dossier', '{}', 'waiting', 1, 1, NULL, NULL, NULL),
      ('s2', 3, 'over', 'sync-dossier', '{}', 'confirmed', 1, 1, 5, ${receipt('DongBoHoSoMC')}, NULL),
      ('s3', 4, 'over', 'sync-dossier', '{}', 'waiting', 1, 1, NULL, NULL, NULL),
      ('u4', 5, 'waits', 'upload-copy', '{}', 'sending', 1, 1, NULL, NULL, 'http://x/4'),
      ('s4', 6, 'waits', 'sync-dossier', '{}', 'waiting', 1, 1, NULL, NULL, NULL);
    INSERT INTO recalls (original_id, dossier_id, upload_id, sync_id, asked_at, next_at) VALUES ('g', 'waits', 'u4', 's4', 1, 1);
    INSERT INTO copy_links (outbox_id, asked_at, expires_at) VALUES ('u1', 1, 9);
    INSERT INTO request_answers
      (id, seq, request_id, decision, words, decided_by, decided_at, state, attempts, next_attempt_at, receipt, failure_code, confirmed_at)
    VALUES
      ('a1', 1, 'done', 'refused', 'Sai nơi nhận', 'o', 1, 'confirmed', 1, 1, ${receipt('DongBoTrangThaiHoSo')}, NULL, 4),
      ('a2', 2, 'waits', 'supplement', 'Thiếu ảnh', 'o', 2, 'sending', 0, 2, NULL, NULL, NULL),
      ('a3', 3, 'waits', 'accepted', 'Đã nhận', 'o', 3, 'waiting', 0, 3, NULL, NULL, NULL),
      ('a4', 4, 'over', 'accepted', 'Đã nhận', 'o', 4, 'waiting', 7, 9, NULL, 'PORTAL-BUSY', NULL),
      ('a5', 5, 'gone', 'refused', 'Không thuộc thẩm quyền', 'o', 5, 'rejected', 1, 5, NULL, 'PORTAL-REJECTED', NULL);
  `);
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
