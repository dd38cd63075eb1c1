-- Where a number comes from: the station gives it, or an officer enters what the paper book or the one-stop system says.
ALTER TABLE register_entries ADD COLUMN source TEXT NOT NULL DEFAULT 'station'
  CHECK (source IN ('station', 'paper-book', 'one-stop'));
ALTER TABLE register_entries ADD COLUMN numbered_by TEXT REFERENCES officers (id);

-- A number that was entered wrongly can be corrected until it stands under a signature; one that the station gave, never.
-- A row that was ever signed bears its signer's name.
DROP TRIGGER register_number_is_fixed;
CREATE TRIGGER register_number_is_fixed
  BEFORE UPDATE OF id, office, register_type, year, number, volume_id, original_id, reserved_at, source ON register_entries
  WHEN NEW.id IS NOT OLD.id OR NEW.office IS NOT OLD.office OR NEW.register_type IS NOT OLD.register_type
    OR NEW.year IS NOT OLD.year OR NEW.original_id IS NOT OLD.original_id OR NEW.reserved_at IS NOT OLD.reserved_at
    OR NEW.source IS NOT OLD.source
    OR ((NEW.number IS NOT OLD.number OR NEW.volume_id IS NOT OLD.volume_id)
      AND (OLD.source = 'station' OR OLD.state <> 'reserved' OR OLD.signer_name IS NOT NULL))
  BEGIN SELECT RAISE (ABORT, 'a register number does not change'); END;

-- Numbers that stand in the book and not here: an officer has said that they were used elsewhere, when the number above
-- them was entered. With a correction of that number it is taken back, and asked anew.
CREATE TABLE register_elsewhere (
  id            TEXT PRIMARY KEY,
  office        TEXT NOT NULL,
  register_type TEXT NOT NULL,
  year          INTEGER NOT NULL,
  first_number  INTEGER NOT NULL CHECK (first_number > 0),
  last_number   INTEGER NOT NULL,
  reason        TEXT NOT NULL CHECK (trim(reason) <> ''),
  said_by       TEXT NOT NULL REFERENCES officers (id),
  said_at       INTEGER NOT NULL,
  entry_id      TEXT REFERENCES register_entries (id),
  taken_back_at INTEGER,
  CHECK (last_number >= first_number)
) STRICT;
CREATE INDEX register_elsewhere_of ON register_elsewhere (office, register_type, year);
CREATE TRIGGER register_elsewhere_keeps_all BEFORE DELETE ON register_elsewhere
  BEGIN SELECT RAISE (ABORT, 'what was said of a number stays in the book'); END;
CREATE TRIGGER register_elsewhere_is_fixed
  BEFORE UPDATE OF id, office, register_type, year, first_number, last_number, reason, said_by, said_at, entry_id
  ON register_elsewhere
  BEGIN SELECT RAISE (ABORT, 'what was said of a number does not change'); END;

-- Numbers also wait for an officer's word when the station begins to give them where a paper book did.
CREATE TABLE register_holds_new (
  id            TEXT PRIMARY KEY,
  since         INTEGER NOT NULL,
  cause         TEXT NOT NULL CHECK (cause IN ('restored', 'rescued', 'source')),
  backup_at     INTEGER NOT NULL,
  confirmed_at  INTEGER,
  confirmed_by  TEXT REFERENCES officers (id),
  office        TEXT,
  register_type TEXT,
  year          INTEGER,
  first_lost    INTEGER,
  last_number   INTEGER,
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
  CHECK ((confirmed_at IS NULL) = (last_number IS NULL))
) STRICT;
INSERT INTO register_holds_new SELECT * FROM register_holds;
DROP TABLE register_holds;
ALTER TABLE register_holds_new RENAME TO register_holds;
