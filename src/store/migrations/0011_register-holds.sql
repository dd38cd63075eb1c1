-- A database that came out of a backup may lack the last numbers that were given. Until an officer has said what the
-- next number is, none is given; what lies between the last number here and that one is lost and stays in the book so.
CREATE TABLE register_holds (
  id            TEXT PRIMARY KEY,
  since         INTEGER NOT NULL,
  cause         TEXT NOT NULL CHECK (cause IN ('restored', 'rescued')),
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
