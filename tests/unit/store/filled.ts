/** Rows of an office as earlier programs kept them, for migrations to find. */
import type Database from 'better-sqlite3';

/** How many rows `fillOffice` makes of each table. */
export const officeRows = {
  officers: 1,
  dossiers: 1,
  originals: 1,
  register_volumes: 1,
  register_entries: 1,
  journal: 1,
};

/** One row in the tables that matter most, in the columns that the first migration knows. */
export function fillOffice(db: Database.Database): void {
  db.exec(`
    INSERT INTO officers (id, username, full_name, password_hash, roles, position_title, decision_number, valid_from)
      VALUES ('o', 'pao', 'Giàng A Páo', 'x', '[]', 'Công chức', '1/QĐ', '2026-01-01');
    INSERT INTO dossiers
      (id, code, tracking_code, requester_name, requester_folded, created_by, created_at, received_at, due_at)
      VALUES ('d', 'H56-1', 'ABCDE12345', 'Lò Thị Mẩy', 'lo thi may', 'o', 1, 1, 2);
    INSERT INTO originals (id, dossier_id, ordinal, title, state, creator_id, created_at)
      VALUES ('g', 'd', 1, 'Giấy khai sinh', 'draft', 'o', 1);
    INSERT INTO register_volumes VALUES ('v', 'UBND', 'SCT/BS', 2026, 1, 1, 1, NULL);
    INSERT INTO register_entries (id, volume_id, office, register_type, year, number, original_id, state, reserved_at)
      VALUES ('e', 'v', 'UBND', 'SCT/BS', 2026, 1, 'g', 'reserved', 1);
    INSERT INTO journal VALUES (1, 1, 'o', 'creator', 'open-dossier', 'dossier', 'd', '{}', zeroblob(32), zeroblob(32));
  `);
}

/** A receipt as the column keeps it, as an SQL literal. */
export const receipt = (service: string) =>
  `'{"connector":"lgsp","service":"${service}","message":"","at":5,"requestSha256":""}'`;

/**
 * An office in its last state before the answers to requests filed online moved into the outbox: a dossier opened from
 * a request, others that never were, a recall.
 */
export function fillWithAnswers(db: Database.Database): void {
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
}
