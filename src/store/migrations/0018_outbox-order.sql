-- Which message is the next of its dossier, how urgent it is and how long, kept with the message: the next one to send is
-- found by an index, however many wait. `rank` orders urgent before others and small messages before documents.
ALTER TABLE outbox ADD COLUMN head INTEGER NOT NULL DEFAULT 0 CHECK (head IN (0, 1));
ALTER TABLE outbox ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1));
ALTER TABLE outbox ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0);
ALTER TABLE outbox ADD COLUMN lease INTEGER;
ALTER TABLE outbox ADD COLUMN rank INTEGER GENERATED ALWAYS AS ((1 - urgent) * 2 + (kind = 'upload-copy')) VIRTUAL;

UPDATE outbox SET head = 1 WHERE seq IN (
  SELECT min(seq) FROM outbox WHERE state <> 'confirmed' AND hold_ms IS NULL GROUP BY dossier_id);
UPDATE outbox SET bytes = coalesce(
  (SELECT length FROM documents WHERE documents.id = json_extract(outbox.payload, '$.documentId')), 0);

CREATE INDEX outbox_due ON outbox (rank, next_attempt_at, seq) WHERE head = 1 AND state = 'waiting';
CREATE INDEX outbox_heads ON outbox (dossier_id) WHERE head = 1;
CREATE INDEX outbox_held ON outbox (hold_ms) WHERE hold_ms IS NOT NULL;
CREATE INDEX outbox_by_state ON outbox (state, dossier_id, bytes);

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

-- The sender that may settle messages: each start takes the next token, and an older one settles nothing any more.
CREATE TABLE outbox_lease (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  token INTEGER NOT NULL
) STRICT;
INSERT INTO outbox_lease (id, token) VALUES (1, 0);
