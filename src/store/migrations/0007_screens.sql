-- The screens that may use the station, and those that ask to. Of a device key only its SHA-256 is kept; a row of a
-- screen stays when the screen is revoked, since sessions and the journal name it. Instants are epoch milliseconds.
CREATE TABLE screens (
  id              TEXT PRIMARY KEY,
  name            TEXT NOT NULL,
  purpose         TEXT NOT NULL CHECK (purpose IN ('any', 'desk', 'sign', 'seal', 'admin', 'visitor')),
  key_sha256      BLOB NOT NULL UNIQUE CHECK (length(key_sha256) = 32),
  next_key_sha256 BLOB UNIQUE CHECK (next_key_sha256 IS NULL OR length(next_key_sha256) = 32),
  key_since       INTEGER NOT NULL,
  paired_at       INTEGER NOT NULL,
  paired_by       TEXT REFERENCES officers (id),
  last_seen_at    INTEGER NOT NULL,
  revoked_at      INTEGER
) STRICT;

CREATE TABLE pairing_requests (
  key_sha256 BLOB PRIMARY KEY CHECK (length(key_sha256) = 32),
  code       TEXT NOT NULL UNIQUE,
  address    TEXT NOT NULL,
  asked_at   INTEGER NOT NULL
) STRICT;

ALTER TABLE sessions ADD COLUMN screen_id TEXT REFERENCES screens (id);
CREATE INDEX sessions_by_screen ON sessions (screen_id);
