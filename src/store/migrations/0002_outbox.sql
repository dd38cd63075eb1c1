-- What waits to be sent to the portal. Payloads hold ids only; instants are epoch milliseconds.
-- `seq` is the order of sending within a dossier: the clock may go back, `seq` does not.
CREATE TABLE outbox (
  id              TEXT PRIMARY KEY,
  seq             INTEGER NOT NULL UNIQUE,
  dossier_id      TEXT NOT NULL REFERENCES dossiers (id),
  kind            TEXT NOT NULL CHECK (kind IN ('upload-copy', 'sync-dossier', 'progress')),
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
  CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL)),
  CHECK ((state = 'confirmed') = (receipt IS NOT NULL)),
  CHECK (state <> 'rejected' OR failure_code IS NOT NULL)
) STRICT;
CREATE INDEX outbox_by_dossier ON outbox (dossier_id, seq);
CREATE INDEX outbox_open ON outbox (dossier_id, seq) WHERE state <> 'confirmed';
