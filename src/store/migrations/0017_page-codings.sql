-- How a kept page is coded for the copy. The page itself stays as it was scanned; a coding can be made of it again, so the
-- row is replaced when that happens, and a coding's document goes when a signed revision holds it.
-- `form` is 'kept' where the kept page itself goes into the copy; then there is no document.
CREATE TABLE page_codings (
  id          TEXT PRIMARY KEY,
  page_id     TEXT NOT NULL REFERENCES pages (id),
  coding      TEXT NOT NULL CHECK (coding IN ('standard', 'compact')),
  form        TEXT NOT NULL CHECK (form IN ('kept', 'jpeg', 'mixed')),
  document_id TEXT REFERENCES documents (id),
  length      INTEGER NOT NULL CHECK (length > 0),
  fidelity    TEXT CHECK (fidelity IS NULL OR json_valid(fidelity)),
  not_compact TEXT,
  at          INTEGER NOT NULL,
  UNIQUE (page_id, coding),
  CHECK ((form = 'kept') = (document_id IS NULL))
) STRICT;
