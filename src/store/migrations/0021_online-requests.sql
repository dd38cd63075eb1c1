-- Requests that citizens filed on the portal, under its own codes. The id is also that of the key under which content and
-- files lie, and of the dossier that is opened from the request. What a citizen filed is sealed; what stands here in the
-- clear names nobody.
CREATE TABLE online_requests (
  id             TEXT PRIMARY KEY,
  code           TEXT NOT NULL UNIQUE,
  state          TEXT NOT NULL CHECK (state IN ('filed', 'supplement', 'accepted', 'refused', 'withdrawn', 'unreadable')),
  version        INTEGER NOT NULL DEFAULT 1,
  stamp          TEXT NOT NULL,
  sealed         BLOB,
  content_sha256 TEXT,
  failure_code   TEXT,
  portal_status  INTEGER,
  paid           INTEGER CHECK (paid IN (0, 1)),
  paid_amount    INTEGER,
  paid_at        INTEGER,
  paid_reference TEXT,
  filed_at       INTEGER,
  arrived_at     INTEGER NOT NULL,
  changed_at     INTEGER NOT NULL,
  changed_since  INTEGER,
  withdrawn_at   INTEGER,
  purged_at      INTEGER,
  CHECK ((state = 'unreadable') = (failure_code IS NOT NULL)),
  CHECK (sealed IS NOT NULL OR state = 'unreadable' OR purged_at IS NOT NULL)
) STRICT;
CREATE INDEX online_requests_kept ON online_requests (changed_at) WHERE purged_at IS NULL;

-- What the office decided of a request, on its way to the portal. An outbox row belongs to a dossier, and a request that
-- is refused never has one.
CREATE TABLE request_answers (
  id              TEXT PRIMARY KEY,
  seq             INTEGER NOT NULL UNIQUE,
  request_id      TEXT NOT NULL REFERENCES online_requests (id),
  decision        TEXT NOT NULL CHECK (decision IN ('accepted', 'supplement', 'refused')),
  words           TEXT NOT NULL,
  decided_by      TEXT NOT NULL REFERENCES officers (id),
  decided_at      INTEGER NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'confirmed', 'rejected')),
  attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at INTEGER NOT NULL,
  receipt         TEXT CHECK (receipt IS NULL OR json_valid(receipt)),
  failure_code    TEXT,
  failure_message TEXT,
  confirmed_at    INTEGER,
  CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL)),
  CHECK ((state = 'confirmed') = (receipt IS NOT NULL)),
  CHECK (state <> 'rejected' OR failure_code IS NOT NULL)
) STRICT;
CREATE INDEX request_answers_open ON request_answers (next_attempt_at) WHERE state <> 'confirmed';
CREATE INDEX request_answers_of ON request_answers (request_id, seq);

-- When the portal was last asked for what, and what came of it (null: all of it was brought).
CREATE TABLE inbound_pulls (
  what        TEXT PRIMARY KEY CHECK (what IN ('requests', 'appointments')),
  asked_at    INTEGER NOT NULL,
  brought_at  INTEGER,
  failure_code TEXT
) STRICT;
