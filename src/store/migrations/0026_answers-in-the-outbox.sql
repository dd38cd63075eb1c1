-- One outbox for all that goes to the portal. What the office answers to a request filed online is a message as well: it
-- stands under the id that the request shares with the dossier opened from it, before that dossier's own messages.
CREATE TABLE outbox_new (
  id              TEXT PRIMARY KEY,
  seq             INTEGER NOT NULL UNIQUE,
  dossier_id      TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('upload-copy', 'sync-dossier', 'progress', 'answer-request')),
  payload         TEXT NOT NULL CHECK (json_valid(payload)),
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'confirmed', 'rejected')),
  attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at INTEGER NOT NULL,
  upload_url      TEXT,
  result          TEXT CHECK (result IS NULL OR json_valid(result)),
  receipt         TEXT CHECK (receipt IS NULL OR json_valid(receipt)),
  failure_code    TEXT,
  failure_message TEXT,
  created_at      INTEGER NOT NULL,
  confirmed_at    INTEGER,
  begun_at        INTEGER,
  hold_ms         INTEGER CHECK (hold_ms > 0),
  head            INTEGER NOT NULL DEFAULT 0 CHECK (head IN (0, 1)),
  urgent          INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
  bytes           INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  lease           INTEGER,
  rank            INTEGER GENERATED ALWAYS AS ((1 - urgent) * 2 + (kind = 'upload-copy')) VIRTUAL,
  of_dossier      TEXT GENERATED ALWAYS AS (CASE WHEN kind <> 'answer-request' THEN dossier_id END) VIRTUAL
                  REFERENCES dossiers (id),
  of_request      TEXT GENERATED ALWAYS AS (CASE WHEN kind = 'answer-request' THEN dossier_id END) VIRTUAL
                  REFERENCES online_requests (id),
  CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL)),
  CHECK ((state = 'confirmed') = (receipt IS NOT NULL)),
  CHECK (state <> 'rejected' OR failure_code IS NOT NULL)
) STRICT;
INSERT INTO outbox_new
  (id, seq, dossier_id, kind, payload, state, attempts, next_attempt_at, upload_url, result, receipt, failure_code,
   failure_message, created_at, confirmed_at, begun_at, hold_ms, head, urgent, bytes, lease)
SELECT id, seq, dossier_id, kind, payload, state, attempts, next_attempt_at, upload_url, result, receipt, failure_code,
   failure_message, created_at, confirmed_at, begun_at, hold_ms, head, urgent, bytes, lease
FROM outbox;

-- The answers go before all that there is: numbers up to 0, in their own order. The id of the message is that of the answer.
INSERT INTO outbox_new
  (id, seq, dossier_id, kind, payload, state, attempts, next_attempt_at, receipt, failure_code, failure_message,
   created_at, confirmed_at, begun_at)
SELECT id, seq - (SELECT max(seq) FROM request_answers), request_id, 'answer-request', '{}',
   CASE state WHEN 'sending' THEN 'waiting' ELSE state END, attempts, next_attempt_at, receipt, failure_code,
   failure_message, decided_at, confirmed_at, CASE WHEN attempts > 0 OR state <> 'waiting' THEN decided_at END
FROM request_answers;

-- An acceptance that the dossier's own message has overtaken is not told any more: it would take the portal back to a state
-- that is over. The portal learnt of it by that message, whose receipt it has.
UPDATE outbox_new SET state = 'confirmed', failure_code = NULL, failure_message = NULL,
  receipt = later.receipt, confirmed_at = later.confirmed_at
FROM (SELECT dossier_id, receipt, confirmed_at, min(seq) FROM outbox
      WHERE kind = 'sync-dossier' AND state = 'confirmed' GROUP BY dossier_id) AS later
WHERE outbox_new.kind = 'answer-request' AND outbox_new.state <> 'confirmed' AND outbox_new.dossier_id = later.dossier_id
  AND (SELECT decision FROM request_answers WHERE request_answers.id = outbox_new.id) = 'accepted';

DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_by_dossier ON outbox (dossier_id, seq);
CREATE INDEX outbox_open ON outbox (dossier_id, seq) WHERE state <> 'confirmed';
CREATE INDEX outbox_due ON outbox (rank, next_attempt_at, seq) WHERE head = 1 AND state = 'waiting';
CREATE INDEX outbox_heads ON outbox (dossier_id) WHERE head = 1;
CREATE INDEX outbox_held ON outbox (hold_ms) WHERE hold_ms IS NOT NULL;
CREATE INDEX outbox_by_state ON outbox (state, dossier_id, bytes);

UPDATE outbox SET head = 0 WHERE dossier_id IN (SELECT request_id FROM request_answers);
UPDATE outbox SET head = 1 WHERE seq IN (
  SELECT min(seq) FROM outbox WHERE state <> 'confirmed' AND hold_ms IS NULL
  AND dossier_id IN (SELECT request_id FROM request_answers) GROUP BY dossier_id);

CREATE TRIGGER outbox_added AFTER INSERT ON outbox BEGIN
  UPDATE outbox SET
    bytes = coalesce((SELECT length FROM documents WHERE documents.id = json_extract(NEW.payload, '$.documentId')), 0),
    head = NEW.state <> 'confirmed' AND NEW.hold_ms IS NULL AND NOT EXISTS (
      SELECT 1 FROM outbox AS earlier WHERE earlier.dossier_id = NEW.dossier_id
      AND earlier.state <> 'confirmed' AND earlier.hold_ms IS NULL AND earlier.seq < NEW.seq)
  WHERE id = NEW.id;
END;
CREATE TRIGGER outbox_replaced AFTER UPDATE OF payload ON outbox BEGIN
  UPDATE outbox SET bytes = coalesce(
    (SELECT length FROM documents WHERE documents.id = json_extract(NEW.payload, '$.documentId')), 0)
  WHERE id = NEW.id;
END;
CREATE TRIGGER outbox_moved AFTER UPDATE OF state, hold_ms ON outbox
WHEN (OLD.state = 'confirmed') <> (NEW.state = 'confirmed') OR (OLD.hold_ms IS NULL) <> (NEW.hold_ms IS NULL) BEGIN
  UPDATE outbox SET head = 0 WHERE dossier_id = NEW.dossier_id AND head = 1;
  UPDATE outbox SET head = 1 WHERE seq = (
    SELECT min(open.seq) FROM outbox AS open
    WHERE open.dossier_id = NEW.dossier_id AND open.state <> 'confirmed' AND open.hold_ms IS NULL);
END;
CREATE TRIGGER outbox_removed AFTER DELETE ON outbox WHEN OLD.head = 1 BEGIN
  UPDATE outbox SET head = 1 WHERE seq = (
    SELECT min(open.seq) FROM outbox AS open
    WHERE open.dossier_id = OLD.dossier_id AND open.state <> 'confirmed' AND open.hold_ms IS NULL);
END;

-- What was decided of a request, and what its citizen reads; how far it has come stands in the outbox.
CREATE TABLE request_answers_new (
  id         TEXT PRIMARY KEY,
  seq        INTEGER NOT NULL UNIQUE,
  request_id TEXT NOT NULL REFERENCES online_requests (id),
  decision   TEXT NOT NULL CHECK (decision IN ('accepted', 'supplement', 'refused')),
  words      TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES officers (id),
  decided_at INTEGER NOT NULL
) STRICT;
INSERT INTO request_answers_new (id, seq, request_id, decision, words, decided_by, decided_at)
  SELECT id, seq, request_id, decision, words, decided_by, decided_at FROM request_answers;
DROP TABLE request_answers;
ALTER TABLE request_answers_new RENAME TO request_answers;
CREATE INDEX request_answers_of ON request_answers (request_id, seq);
