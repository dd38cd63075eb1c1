-- Issued copies that get time-stamps and revocation data, and what became of each: `done`, `without` (it went out before
-- it had them), `stopped` (what was learnt forbids to deliver it). While `working`, a file may lie under the id of the result.
CREATE TABLE copy_extensions (
  original_id        TEXT PRIMARY KEY REFERENCES originals (id),
  dossier_id         TEXT NOT NULL REFERENCES dossiers (id),
  state              TEXT NOT NULL CHECK (state IN ('waiting', 'working', 'done', 'without', 'stopped')),
  sealed_document_id TEXT NOT NULL REFERENCES documents (id),
  sealed_sha256      TEXT NOT NULL,
  sealed_length      INTEGER NOT NULL,
  result_document_id TEXT UNIQUE,
  attempts           INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at    INTEGER NOT NULL,
  failure_code       TEXT,
  created_at         INTEGER NOT NULL,
  ended_at           INTEGER,
  CHECK ((state IN ('waiting', 'working')) = (ended_at IS NULL)),
  CHECK (state NOT IN ('working', 'done') OR result_document_id IS NOT NULL),
  CHECK (state <> 'stopped' OR failure_code IS NOT NULL)
) STRICT;
CREATE INDEX copy_extensions_open ON copy_extensions (next_attempt_at) WHERE ended_at IS NULL;
CREATE INDEX copy_extensions_by_sealed ON copy_extensions (sealed_sha256);
