-- Bundles on a USB stick: the stations that they go to and come from, those made here, and what this station sends for
-- others. What is sent for others is kept apart from the office's own dossiers: here stand ids, codes and receipts only,
-- the content lies sealed under a key per bundle.
CREATE TABLE known_stations (
  id           TEXT PRIMARY KEY,
  part         TEXT NOT NULL CHECK (part IN ('sender', 'origin')),
  office       TEXT NOT NULL,
  name         TEXT NOT NULL,
  recipient    TEXT NOT NULL,
  signing_key  TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,
  confirmed_by TEXT NOT NULL REFERENCES officers (id),
  confirmed_at INTEGER NOT NULL,
  removed_by   TEXT REFERENCES officers (id),
  removed_at   INTEGER,
  CHECK ((removed_by IS NULL) = (removed_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX known_sender ON known_stations (part) WHERE part = 'sender' AND removed_at IS NULL;
CREATE UNIQUE INDEX known_origin ON known_stations (office) WHERE part = 'origin' AND removed_at IS NULL;

CREATE TABLE bundles (
  id           TEXT PRIMARY KEY,
  seq          INTEGER NOT NULL UNIQUE,
  station_id   TEXT NOT NULL REFERENCES known_stations (id),
  name         TEXT NOT NULL,
  begun_by     TEXT NOT NULL REFERENCES officers (id),
  begun_at     INTEGER NOT NULL,
  made_at      INTEGER,
  length       INTEGER,
  sha256       TEXT,
  dossiers     INTEGER NOT NULL DEFAULT 0,
  copies       INTEGER NOT NULL DEFAULT 0,
  written_at   INTEGER,
  settled_at   INTEGER,
  withdrawn_at INTEGER,
  CHECK ((made_at IS NULL) = (length IS NULL) AND (made_at IS NULL) = (sha256 IS NULL)),
  CHECK (written_at IS NULL OR made_at IS NOT NULL)
) STRICT;

-- A row of the outbox that went into a bundle, and what came back of it. It is in one open bundle at the most.
CREATE TABLE bundle_rows (
  bundle_id TEXT NOT NULL REFERENCES bundles (id),
  row_id    TEXT NOT NULL REFERENCES outbox (id),
  open      INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
  outcome   TEXT CHECK (outcome IN ('confirmed', 'rejected', 'unsent')),
  UNIQUE (bundle_id, row_id),
  CHECK (open = 0 OR outcome IS NULL)
) STRICT;
CREATE UNIQUE INDEX bundle_rows_open ON bundle_rows (row_id) WHERE open = 1;

CREATE TABLE guest_bundles (
  id              TEXT PRIMARY KEY,
  station_id      TEXT NOT NULL REFERENCES known_stations (id),
  seq             INTEGER NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  dossiers        INTEGER NOT NULL,
  copies          INTEGER NOT NULL,
  bytes           INTEGER NOT NULL,
  imported_by     TEXT NOT NULL REFERENCES officers (id),
  imported_at     INTEGER NOT NULL,
  settled_at      INTEGER,
  receipts_at     INTEGER,
  acknowledged_at INTEGER,
  emptied_at      INTEGER
) STRICT;
CREATE INDEX guest_bundles_by_station ON guest_bundles (station_id, seq);

CREATE TABLE guest_messages (
  id              TEXT PRIMARY KEY,
  bundle_id       TEXT NOT NULL REFERENCES guest_bundles (id),
  row_id          TEXT NOT NULL,
  ordinal         INTEGER NOT NULL,
  dossier_code    TEXT NOT NULL,
  part_id         TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('upload-copy', 'sync-dossier', 'progress')),
  document_id     TEXT,
  bytes           INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  steps           INTEGER NOT NULL DEFAULT 0 CHECK (steps >= 0),
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'rejected', 'unsent')),
  attempts        INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  begun_at        INTEGER,
  upload_url      TEXT,
  result          TEXT,
  receipt         TEXT,
  failure_code    TEXT,
  failure_message TEXT,
  settled_at      INTEGER,
  UNIQUE (bundle_id, row_id),
  CHECK ((kind = 'upload-copy') = (document_id IS NOT NULL)),
  CHECK ((state = 'waiting') = (settled_at IS NULL))
) STRICT;
CREATE INDEX guest_messages_waiting ON guest_messages (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX guest_messages_by_dossier ON guest_messages (dossier_code, bundle_id, ordinal);

-- What the far side calls a dossier that was sent for another office.
CREATE TABLE guest_references (
  dossier_code TEXT NOT NULL,
  connector    TEXT NOT NULL,
  name         TEXT NOT NULL CHECK (name IN ('number', 'id', 'code')),
  value        TEXT NOT NULL,
  UNIQUE (dossier_code, connector, name)
) STRICT;
