-- After a database came out of a backup: whether the files without rows were looked through for signed copies, and how
-- many of them could not be read.
ALTER TABLE register_holds ADD COLUMN looked_at INTEGER;
ALTER TABLE register_holds ADD COLUMN unread INTEGER;

-- Signed copies that lie on the disk and that no row names, by the number on their attestation page: of each number the
-- file with the most signatures that hold (none, where they cannot be checked). No number that stands here is given again.
CREATE TABLE found_copies (
  document_id   TEXT PRIMARY KEY,
  register_type TEXT NOT NULL,
  year          INTEGER NOT NULL,
  number        INTEGER NOT NULL CHECK (number > 0),
  volume        INTEGER NOT NULL,
  key_id        TEXT NOT NULL,
  dossier_code  TEXT,
  pages         INTEGER NOT NULL,
  signatures    INTEGER NOT NULL CHECK (signatures >= 0),
  signed_at     INTEGER,
  found_at      INTEGER NOT NULL,
  UNIQUE (register_type, year, number)
) STRICT;
