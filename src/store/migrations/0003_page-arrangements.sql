-- How the scanned pages of an original are put together; the last row of an original counts. Scans are never altered.
-- `pages` lists the pages in order, each with its turn; those scanned up to `through` that it leaves out are set aside,
-- those scanned later follow it as they came.
CREATE TABLE page_arrangements (
  id          TEXT PRIMARY KEY,
  original_id TEXT NOT NULL REFERENCES originals (id),
  sequence    INTEGER NOT NULL CHECK (sequence > 0),
  officer_id  TEXT NOT NULL REFERENCES officers (id),
  at          INTEGER NOT NULL,
  through     INTEGER NOT NULL CHECK (through >= 0),
  pages       TEXT NOT NULL CHECK (json_valid(pages)),
  UNIQUE (original_id, sequence)
) STRICT;
CREATE TRIGGER page_arrangements_are_kept BEFORE UPDATE ON page_arrangements
  BEGIN SELECT RAISE (ABORT, 'an arrangement of pages is not changed'); END;
CREATE TRIGGER page_arrangements_keep_all BEFORE DELETE ON page_arrangements
  BEGIN SELECT RAISE (ABORT, 'an arrangement of pages is kept'); END;

-- Which row of the book replaces a cancelled one.
CREATE INDEX register_entries_by_replaced ON register_entries (replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX originals_by_replaced ON originals (replaces_id) WHERE replaces_id IS NOT NULL;
