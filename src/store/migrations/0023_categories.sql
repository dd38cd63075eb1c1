-- The portal's categories (danh mục): each content that was pulled is a version, and none is ever changed. Instants are
-- epoch milliseconds. `differences` is what of it the office's settings see otherwise; `terms` is what the dossiers made
-- under a version are told to the portal with, kept when a later one takes its place.
CREATE TABLE category_versions (
  id          TEXT PRIMARY KEY,
  category    TEXT NOT NULL,
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  content     TEXT CHECK (content IS NULL OR json_valid(content)),
  entries     INTEGER NOT NULL CHECK (entries >= 0),
  state       TEXT NOT NULL CHECK (state IN ('proposed', 'current', 'past', 'declined', 'overtaken')),
  differences TEXT NOT NULL CHECK (json_valid(differences)),
  pulled_at   INTEGER NOT NULL,
  valid_from  INTEGER,
  valid_until INTEGER,
  terms       TEXT CHECK (terms IS NULL OR json_valid(terms)),
  decided_by  TEXT REFERENCES officers (id),
  decided_at  INTEGER,
  CHECK (state <> 'current' OR (valid_from IS NOT NULL AND valid_until IS NULL)),
  CHECK (state <> 'past' OR valid_until IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX category_current ON category_versions (category) WHERE state = 'current';
CREATE UNIQUE INDEX category_proposed ON category_versions (category) WHERE state = 'proposed';
CREATE INDEX category_by_name ON category_versions (category, pulled_at);
CREATE TRIGGER category_version_stays BEFORE UPDATE OF category, sha256, content, pulled_at ON category_versions BEGIN
  SELECT raise(ABORT, 'a version of a category is never changed');
END;

-- When each category was last asked for, and what came of it.
CREATE TABLE category_pulls (
  category     TEXT PRIMARY KEY,
  asked_at     INTEGER NOT NULL,
  answered_at  INTEGER,
  next_at      INTEGER NOT NULL,
  failures     INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  failure_code TEXT
) STRICT;

-- The version of its procedure under which a dossier was made; null while none was known.
ALTER TABLE dossiers ADD COLUMN procedure_version TEXT REFERENCES category_versions (id);
