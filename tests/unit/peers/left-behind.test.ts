/** The watch over what a killed station had in its hands sees each kind of it, and nothing that may rightly wait. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { inDeadHands, leftBehind } from '../../peers/power-cut/left-behind.ts';
import { openTestStore } from '../store/support.ts';

const startedAt = 1_000_000;
const [before, after] = [startedAt - 1, startedAt + 1];

function rows() {
  const { folder } = openTestStore();
  const sqlite = new Database(join(folder, 'tram.db'));
  sqlite.pragma('foreign_keys = OFF');
  return {
    folder,
    sqlite,
    attempt: (id: string, provider: string, begunAt: number | null) => {
      sqlite
        .prepare(
          `INSERT INTO attempts (id, kind, officer_id, state, certificate_sha256, created_at, provider)
           VALUES (?, 'sign', 'o', 'working', 'c', 1, ?)`,
        )
        .run(id, provider);
      sqlite
        .prepare(
          `INSERT INTO attempt_items (id, attempt_id, original_id, register_entry_id, state, prefix_document_id,
             prefix_sha256, result_document_id, page, composed_at, begun_at)
           VALUES (?, ?, 'o', 'r', 'begun', 'p', 'h', ?, '{}', 1, ?)`,
        )
        .run(`item of ${id}`, id, `result of ${id}`, begunAt);
    },
    scan: (id: string, begunAt: number) =>
      sqlite
        .prepare(
          `INSERT INTO scans (id, original_id, state, device, source, begun_at) VALUES (?, ?, 'scanning', 'd', 'feeder', ?)`,
        )
        .run(id, id, begunAt),
    backup: (id: string, begunAt: number) =>
      sqlite.prepare(`INSERT INTO backups (id, begun_by, begun_at) VALUES (?, 'station', ?)`).run(id, begunAt),
    message: (id: string, state: string, lease: number | null) =>
      sqlite
        .prepare(
          `INSERT INTO outbox (id, seq, dossier_id, kind, payload, state, next_attempt_at, created_at, begun_at, lease)
           VALUES (?, ?, ?, 'progress', '[]', ?, 1, 1, 1, ?)`,
        )
        .run(id, id.length, id, state, lease),
    job: (id: string, at: number) =>
      sqlite
        .prepare(
          `INSERT INTO jobs (id, kind, payload, state, next_attempt_at, created_at) VALUES (?, 'k', '{}', 'waiting', ?, 1)`,
        )
        .run(id, at),
  };
}

test('each step of the dead process is seen; those of the new one, and what waits for somebody, are not', () => {
  const { folder, sqlite, ...add } = rows();
  sqlite.prepare('UPDATE outbox_lease SET token = 7').run();
  expect(sqlite.prepare('SELECT token FROM outbox_lease').get()).toEqual({ token: 7 });
  expect(inDeadHands(folder, startedAt)).toEqual([]);
  add.attempt('cut', 'pkcs11', before);
  add.attempt('new', 'pkcs11', after);
  add.attempt('on a PC', 'vgca', before);
  add.scan('cut', before);
  add.scan('new', after);
  add.backup('cut', before);
  add.backup('new', after);
  add.message('cut', 'sending', 6);
  add.message('older', 'sending', null);
  add.message('on its way', 'sending', 7);
  add.message('waits for the line', 'waiting', null);
  add.job('due', before);
  add.job('put off', after);
  sqlite.close();
  expect(inDeadHands(folder, startedAt).toSorted()).toEqual(
    ['attempt cut', 'backup cut', 'job k due', 'message cut', 'message older', 'scan cut'].toSorted(),
  );
});

test('what is taken up is no finding; what is not is stuck; a station that died again is not judged', async () => {
  const { folder, sqlite, scan } = rows();
  scan('cut', before);
  expect(await leftBehind(folder, startedAt, () => false)).toBeNull();
  const late = await leftBehind(folder, startedAt, () => true, 200);
  expect(late).toEqual([{ kind: 'stuck', what: 'scan cut is not taken up 0.2 s after the start' }]);
  sqlite.prepare("UPDATE scans SET state = 'interrupted'").run();
  sqlite.close();
  expect(await leftBehind(folder, startedAt, () => true)).toEqual([]);
});
