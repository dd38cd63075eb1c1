-- The backups that were begun. One counts when it was verified; `ended_at` alone says only that it is over.
CREATE TABLE backups (
  id           TEXT PRIMARY KEY,
  begun_by     TEXT NOT NULL,
  begun_at     INTEGER NOT NULL,
  ended_at     INTEGER,
  set_name     TEXT,
  verified_at  INTEGER,
  documents    INTEGER CHECK (documents >= 0),
  added        INTEGER CHECK (added >= 0),
  failure_code TEXT,
  CHECK ((verified_at IS NULL) OR (ended_at IS NOT NULL AND set_name IS NOT NULL AND failure_code IS NULL)),
  CHECK ((ended_at IS NULL) = (verified_at IS NULL AND failure_code IS NULL))
) STRICT;
CREATE INDEX backups_by_begin ON backups (begun_at);
