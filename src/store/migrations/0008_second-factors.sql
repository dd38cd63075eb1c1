-- One-time codes of officers (RFC 6238). The secret is sealed under a key of keys.db; recovery codes are kept as hashes.
-- `confirmed_at` is null until the first right code; `last_step` is the step of the last code taken, so that none counts twice.
CREATE TABLE second_factors (
  officer_id   TEXT PRIMARY KEY REFERENCES officers (id),
  secret       BLOB NOT NULL,
  created_at   INTEGER NOT NULL,
  confirmed_at INTEGER,
  last_step    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recovery_codes (
  code_sha256 BLOB PRIMARY KEY,
  officer_id  TEXT NOT NULL REFERENCES second_factors (officer_id),
  used_at     INTEGER
) STRICT;
CREATE INDEX recovery_codes_by_officer ON recovery_codes (officer_id);
