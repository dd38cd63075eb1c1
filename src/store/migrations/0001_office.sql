-- The office's work. STRICT tables, foreign keys without CASCADE; instants are epoch milliseconds, dates are YYYY-MM-DD.
CREATE TABLE settings (
  key        TEXT PRIMARY KEY,
  value      TEXT NOT NULL CHECK (json_valid(value)),
  changed_at INTEGER NOT NULL,
  changed_by TEXT
) STRICT;

CREATE TABLE counters (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;

CREATE TABLE holidays (
  date    TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  working INTEGER NOT NULL DEFAULT 0 CHECK (working IN (0, 1))
) STRICT;

CREATE TABLE officers (
  id                  TEXT PRIMARY KEY,
  username            TEXT NOT NULL UNIQUE,
  full_name           TEXT NOT NULL,
  password_hash       TEXT NOT NULL,
  roles               TEXT NOT NULL CHECK (json_valid(roles)),
  position_title      TEXT NOT NULL,
  decision_number     TEXT NOT NULL,
  valid_from          TEXT NOT NULL,
  valid_to            TEXT,
  signature_block     TEXT CHECK (signature_block IN ('chairman', 'deputy', 'delegated')),
  delegation_document TEXT,
  certificate_sha256  TEXT,
  certificate_serial  TEXT,
  failed_sign_ins     INTEGER NOT NULL DEFAULT 0,
  locked_until        INTEGER
) STRICT;

CREATE TABLE seal_permissions (
  id         TEXT PRIMARY KEY,
  officer_id TEXT NOT NULL REFERENCES officers (id),
  document   TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT
) STRICT;

CREATE TABLE sessions (
  token_sha256 BLOB PRIMARY KEY,
  officer_id   TEXT NOT NULL REFERENCES officers (id),
  created_at   INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE dossiers (
  id                   TEXT PRIMARY KEY,
  code                 TEXT NOT NULL UNIQUE,
  tracking_code        TEXT NOT NULL UNIQUE,
  requester_name       TEXT NOT NULL,
  requester_folded     TEXT NOT NULL,
  requester_identity   TEXT,
  requester_phone      TEXT,
  requester_email      TEXT,
  created_by           TEXT NOT NULL REFERENCES officers (id),
  created_at           INTEGER NOT NULL,
  received_at          INTEGER NOT NULL,
  due_at               INTEGER NOT NULL,
  extension            TEXT CHECK (extension IS NULL OR json_valid(extension))
) STRICT;
CREATE INDEX dossiers_by_due ON dossiers (due_at);

CREATE TABLE documents (
  id         TEXT PRIMARY KEY,
  key_id     TEXT NOT NULL,
  purpose    TEXT NOT NULL,
  length     INTEGER NOT NULL,
  sha256     TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX documents_by_sha256 ON documents (sha256);

CREATE TABLE office_images (
  id          TEXT PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('signature', 'seal')),
  officer_id  TEXT REFERENCES officers (id),
  document_id TEXT NOT NULL REFERENCES documents (id),
  width_mm    REAL NOT NULL,
  height_mm   REAL NOT NULL,
  valid_from  TEXT NOT NULL,
  valid_to    TEXT
) STRICT;

CREATE TABLE originals (
  id                TEXT PRIMARY KEY,
  dossier_id        TEXT NOT NULL REFERENCES dossiers (id),
  ordinal           INTEGER NOT NULL,
  title             TEXT NOT NULL,
  state             TEXT NOT NULL,
  version           INTEGER NOT NULL DEFAULT 1,
  paper_copies      INTEGER NOT NULL DEFAULT 0,
  creator_id        TEXT NOT NULL REFERENCES officers (id),
  handled_by        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(handled_by)),
  replaces_id       TEXT REFERENCES originals (id),
  signer_id         TEXT REFERENCES officers (id),
  sealer_id         TEXT REFERENCES officers (id),
  secrecy_confirmed_by TEXT REFERENCES officers (id),
  secrecy_confirmed_at INTEGER,
  compared_by       TEXT REFERENCES officers (id),
  compared_at       INTEGER,
  chargeable_pages  INTEGER,
  fee_vnd           INTEGER,
  reason            TEXT,
  reason_code       TEXT,
  copy_document_id  TEXT REFERENCES documents (id),
  signed_at         INTEGER,
  sealed_at         INTEGER,
  issued_at         INTEGER,
  delivered_at      INTEGER,
  created_at        INTEGER NOT NULL,
  UNIQUE (dossier_id, ordinal)
) STRICT;
CREATE INDEX originals_by_state ON originals (state);

CREATE TABLE scans (
  id           TEXT PRIMARY KEY,
  original_id  TEXT NOT NULL REFERENCES originals (id),
  state        TEXT NOT NULL CHECK (state IN ('scanning', 'done', 'failed', 'cancelled', 'interrupted')),
  device       TEXT NOT NULL,
  source       TEXT NOT NULL,
  pages        INTEGER NOT NULL DEFAULT 0,
  failure_code TEXT,
  failure_facts TEXT,
  begun_at     INTEGER NOT NULL,
  ended_at     INTEGER
) STRICT;
CREATE INDEX scans_by_original ON scans (original_id);
CREATE UNIQUE INDEX one_scan_per_original ON scans (original_id) WHERE state = 'scanning';

CREATE TABLE pages (
  id          TEXT PRIMARY KEY,
  original_id TEXT NOT NULL REFERENCES originals (id),
  scan_id     TEXT NOT NULL REFERENCES scans (id),
  ordinal     INTEGER NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents (id),
  width_px    INTEGER NOT NULL,
  height_px   INTEGER NOT NULL,
  dpi         INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  UNIQUE (original_id, ordinal)
) STRICT;

CREATE TABLE register_volumes (
  id            TEXT PRIMARY KEY,
  office        TEXT NOT NULL,
  register_type TEXT NOT NULL,
  year          INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  first_number  INTEGER NOT NULL,
  opened_at     INTEGER NOT NULL,
  closed_at     INTEGER,
  UNIQUE (office, register_type, year, ordinal)
) STRICT;

CREATE TABLE register_entries (
  id             TEXT PRIMARY KEY,
  volume_id      TEXT NOT NULL REFERENCES register_volumes (id),
  office         TEXT NOT NULL,
  register_type  TEXT NOT NULL,
  year           INTEGER NOT NULL,
  number         INTEGER NOT NULL CHECK (number > 0),
  original_id    TEXT NOT NULL REFERENCES originals (id),
  state          TEXT NOT NULL CHECK (state IN ('reserved', 'signed', 'entered', 'voided', 'cancelled')),
  reserved_at    INTEGER NOT NULL,
  signed_at      INTEGER,
  entered_at     INTEGER,
  voided_at      INTEGER,
  void_reason    TEXT,
  requester_name TEXT,
  title          TEXT,
  signer_name    TEXT,
  signer_title   TEXT,
  pages          INTEGER,
  copies         INTEGER,
  fee_vnd        INTEGER,
  replaces_id    TEXT REFERENCES register_entries (id),
  UNIQUE (office, register_type, year, number)
) STRICT;
CREATE INDEX register_entries_by_original ON register_entries (original_id);
CREATE UNIQUE INDEX one_number_per_original ON register_entries (original_id) WHERE state NOT IN ('voided', 'cancelled');
-- A number is never given back, changed, or moved to another original.
CREATE TRIGGER register_keeps_all BEFORE DELETE ON register_entries
  BEGIN SELECT RAISE (ABORT, 'a register entry stays in the book'); END;
CREATE TRIGGER register_number_is_fixed
  BEFORE UPDATE OF id, office, register_type, year, number, original_id, reserved_at ON register_entries
  BEGIN SELECT RAISE (ABORT, 'a register number does not change'); END;
CREATE TRIGGER register_void_is_final BEFORE UPDATE OF state ON register_entries
  WHEN OLD.state IN ('voided', 'cancelled') AND NEW.state IS NOT OLD.state
  BEGIN SELECT RAISE (ABORT, 'a voided number stays void'); END;

CREATE TABLE attempts (
  id           TEXT PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('sign', 'seal')),
  officer_id   TEXT NOT NULL REFERENCES officers (id),
  state        TEXT NOT NULL CHECK (state IN ('prepared', 'working', 'done', 'failed', 'interrupted')),
  failure_code TEXT,
  certificate_sha256 TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  ended_at     INTEGER
) STRICT;

CREATE TABLE attempt_items (
  id                 TEXT PRIMARY KEY,
  attempt_id         TEXT NOT NULL REFERENCES attempts (id),
  original_id        TEXT NOT NULL REFERENCES originals (id),
  register_entry_id  TEXT NOT NULL REFERENCES register_entries (id),
  state              TEXT NOT NULL CHECK (state IN ('prepared', 'begun', 'done', 'failed', 'quarantined')),
  failure_code       TEXT,
  prefix_document_id TEXT NOT NULL REFERENCES documents (id),
  prefix_sha256      TEXT NOT NULL,
  result_document_id TEXT NOT NULL UNIQUE,
  page               TEXT NOT NULL CHECK (json_valid(page)),
  composed_at        INTEGER NOT NULL,
  begun_at           INTEGER,
  ended_at           INTEGER
) STRICT;
CREATE INDEX attempt_items_by_original ON attempt_items (original_id);
CREATE INDEX attempt_items_by_attempt ON attempt_items (attempt_id);

CREATE TABLE jobs (
  id              TEXT PRIMARY KEY,
  kind            TEXT NOT NULL,
  payload         TEXT NOT NULL CHECK (json_valid(payload)),
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  attempts        INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  failure_code    TEXT,
  created_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_waiting ON jobs (next_attempt_at) WHERE state = 'waiting';

CREATE TABLE journal (
  seq         INTEGER PRIMARY KEY,
  at          INTEGER NOT NULL,
  actor       TEXT NOT NULL,
  role        TEXT NOT NULL,
  act         TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id   TEXT NOT NULL,
  facts       TEXT NOT NULL CHECK (json_valid(facts)),
  previous    BLOB NOT NULL,
  hash        BLOB NOT NULL UNIQUE
) STRICT;
-- INSERT OR REPLACE removes rows without a DELETE trigger.
CREATE TRIGGER journal_only_grows BEFORE INSERT ON journal
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE INDEX journal_by_object ON journal (object_type, object_id);
